import { z } from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Customer } from './customers.ts';
import { StaffRecord } from './mechanics.ts';
import { NewPassword, Password } from './password.ts';
import {
  Address,
  Email,
  type Ended,
  FirstName,
  Id,
  type IdInput,
  Instant,
  LastName,
  Line,
  NOTHING_TO_CHANGE,
  type NoInput,
  Phone,
  Specialty,
  Version,
  namesAChange,
} from './primitives.ts';

/** What an account may do. An admin is a mechanic in everything. An open list. */
export const Role = z.enum(['customer', 'mechanic', 'admin']);
export type Role = z.infer<typeof Role>;

/** A login. Its id is also the id of the customer or mechanic behind it. */
export const Account = z.object({
  id: Id,
  role: Role,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
export type Account = z.infer<typeof Account>;

/** What a login answers: an access token (JWT, one hour) and a refresh token (opaque, 30 days, used once). */
export const Session = z.object({
  token: z.string(),
  expiresAt: Instant,
  refreshToken: z.string(),
  refreshExpiresAt: Instant,
  account: Account,
});
export type Session = z.infer<typeof Session>;

/** The caller's own record: a customer, or the staff record of a mechanic or admin. */
export const Profile = z.union([
  Customer.extend({ role: z.literal('customer') }),
  StaffRecord.extend({ role: z.enum(['mechanic', 'admin']) }),
]);
export type Profile = z.infer<typeof Profile>;

/** A one-time code as staff hand it out. */
export const Code = Line(1, 200);

export const RegisterInput = z.discriminatedUnion('accountType', [
  z.strictObject({
    accountType: z.literal('customer'),
    email: Email,
    password: NewPassword,
    firstName: FirstName,
    lastName: LastName,
    address: Address,
    phone: Phone.nullish(),
    /** Gives the walk-in's row that the code was made for its login. */
    inviteCode: Code.nullish(),
  }),
  z.strictObject({
    accountType: z.literal('mechanic'),
    inviteCode: Code,
    email: Email,
    password: NewPassword,
    firstName: FirstName,
    lastName: LastName,
    specialty: Specialty,
    address: Address.nullish(),
  }),
]);
export type RegisterInput = z.input<typeof RegisterInput>;

export const LoginInput = z.strictObject({
  email: Email,
  password: Password,
  accountType: z.enum(['customer', 'mechanic']).optional(),
});
export type LoginInput = z.input<typeof LoginInput>;

export const RefreshInput = z.strictObject({ refreshToken: z.string().min(1).max(1000) });
export type RefreshInput = z.input<typeof RefreshInput>;

export const UpdateMeInput = z
  .strictObject({
    version: Version.optional(),
    firstName: FirstName.optional(),
    lastName: LastName.optional(),
    phone: Phone.nullable().optional(),
    address: Address.nullable().optional(),
    specialty: Specialty.nullable().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateMeInput = z.input<typeof UpdateMeInput>;

export const ChangePasswordInput = z.strictObject({ currentPassword: Password, newPassword: NewPassword });
export type ChangePasswordInput = z.input<typeof ChangePasswordInput>;

export const ChangeEmailInput = z.strictObject({ currentPassword: Password, email: Email });
export type ChangeEmailInput = z.input<typeof ChangeEmailInput>;

export const CreateResetCodeInput = z.strictObject({ accountId: Id });
export type CreateResetCodeInput = z.input<typeof CreateResetCodeInput>;

/** A one-time code, shown once; the server keeps only its digest. */
export const ResetCode = z.object({ code: z.string(), expiresAt: Instant });
export type ResetCode = z.infer<typeof ResetCode>;

export const ResetPasswordInput = z.strictObject({ code: Code, newPassword: NewPassword });
export type ResetPasswordInput = z.input<typeof ResetPasswordInput>;

/** One place where the caller is logged in; `lastUsedAt` is exact to the minute. */
export const SessionInfo = z.object({
  id: Id,
  createdAt: Instant,
  lastUsedAt: Instant,
  userAgent: z.string().nullable(),
  current: z.boolean(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;
export const SessionList = z.object({ items: z.array(SessionInfo) });
export type SessionList = z.infer<typeof SessionList>;

/** Accounts and sessions. Calls that answer with a secret ignore idempotency keys. */
export interface AuthApi {
  /**
   * Opens an account and logs it in. Anybody may register as a customer; a mechanic needs an invite code,
   * and a customer with one takes over the walk-in's row that the code was made for.
   * Errors: `EMAIL_TAKEN`, `INVALID_INVITE`, `INVALID_INPUT`, `RATE_LIMITED`, `OVERLOADED`.
   */
  register: Mutation<RegisterInput, Session>;
  /**
   * Logs in; `accountType` refuses the other kind of account.
   * Errors: `INVALID_CREDENTIALS` (one answer for unknown e-mail, wrong password, wrong type, deactivated account),
   * `RATE_LIMITED`, `OVERLOADED`.
   */
  login: Mutation<LoginInput, Session>;
  /**
   * Exchanges a refresh token for a new session; each token works once. A repeat within 10 s, while the successor is
   * unused, gets the same successor; any other reuse ends the family, access tokens included.
   * Errors: `REFRESH_TOKEN_INVALID`, `RATE_LIMITED`.
   */
  refresh: Mutation<RefreshInput, Session>;
  /** Ends the caller's session, its tokens included, and tells how many ended. */
  logout: Mutation<NoInput, Ended>;
  /** Ends all of the caller's sessions, this one included, and tells how many ended. */
  logoutEverywhere: Mutation<NoInput, Ended>;
  /** The caller's own record, without password or hash. */
  me: Query<NoInput, Profile>;
  /**
   * Changes the caller's own record; `phone` is a customer's, `specialty` a mechanic's.
   * Errors: `VERSION_MISMATCH`, `INVALID_INPUT`.
   */
  updateMe: Mutation<UpdateMeInput, Profile>;
  /** Sets a new password and answers with a new session; all other sessions end. Errors: `INVALID_CREDENTIALS`. */
  changePassword: Mutation<ChangePasswordInput, Session>;
  /** Changes the e-mail that the caller logs in with. Errors: `INVALID_CREDENTIALS`, `EMAIL_TAKEN`. */
  changeEmail: Mutation<ChangeEmailInput, Profile>;
  /**
   * Makes a one-time code with which somebody who forgot the password sets a new one: works once, for 24 hours.
   * A mechanic makes it for customers, an admin for everybody. Errors: `NOT_FOUND`, `ROLE_REQUIRED`.
   */
  createResetCode: Mutation<CreateResetCodeInput, ResetCode>;
  /** Sets a new password by a one-time code and logs in; all other sessions end. Errors: `INVALID_RESET_CODE`. */
  resetPassword: Mutation<ResetPasswordInput, Session>;
  /** The caller's sessions, newest first. */
  sessions: Query<NoInput, SessionList>;
  /** Ends one of the caller's sessions. Errors: `NOT_FOUND`. */
  endSession: Mutation<IdInput, Ended>;
}
