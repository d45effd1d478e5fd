import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { type Customer, customerMembers } from './customers.ts';
import { StaffRecord } from './mechanics.ts';
import { NewPassword, Password } from './password.ts';
import { Address, Email, FirstName, LastName, Person, Phone, Specialty } from './people.ts';
import {
  type Ended,
  Id,
  type IdInput,
  NOTHING_TO_CHANGE,
  type NoInput,
  Version,
  namesAChange,
} from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line } from './values/text.ts';
import { Instant } from './values/time.ts';

/** What an account may do. An admin is a mechanic in everything. An open list. */
export const Role = z.enum(['customer', 'mechanic', 'admin']);
export type Role = z.infer<typeof Role>;

/** A login. Its id is also the id of the customer or mechanic behind it. */
export interface Account {
  id: number;
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
}
/** @internal */
export const Account: z.ZodType<Account> = z.object({
  id: Id,
  role: Role,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});

/** What a login answers. */
export interface Session {
  /** The access token: a JWT, good for an hour. */
  token: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
  /** Opaque, good for 30 days, used once. */
  refreshToken: string;
  /** ISO 8601 in UTC. */
  refreshExpiresAt: string;
  account: Account;
}
/** @internal */
export const Session: z.ZodType<Session> = z.object({
  token: z.string(),
  expiresAt: Instant,
  refreshToken: z.string(),
  refreshExpiresAt: Instant,
  account: Account,
});

/** The caller's own record: a customer, or the staff record of a mechanic or admin. */
export type Profile = ({ role: 'customer' } & Customer) | StaffRecord;
/** @internal */
export const Profile: z.ZodType<Profile> = z.union([
  z.object({ role: z.literal('customer'), ...customerMembers }),
  StaffRecord,
]);

/**
 * A one-time code as staff hand it out.
 * @internal
 */
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
export interface ResetCode {
  code: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
}
/** @internal */
export const ResetCode: z.ZodType<ResetCode> = z.object({ code: z.string(), expiresAt: Instant });

/** A one-time code for a forgotten password, without the code itself. */
export interface ResetCodeInfo {
  id: number;
  /** Whose password it may set. */
  accountId: number;
  /** Who made it; null where the account is gone. The code works only while they could still make it. */
  madeBy: Person | null;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
  /** ISO 8601 in UTC. */
  usedAt: string | null;
  /** ISO 8601 in UTC. */
  revokedAt: string | null;
}
/** @internal */
export const ResetCodeInfo: z.ZodType<ResetCodeInfo> = z.object({
  id: Id,
  accountId: Id,
  madeBy: Person.nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});

export type ListResetCodesInput = PageInput | void;
/** @internal */
export const ListResetCodesInput = z.strictObject({ ...pageInput }).prefault({});

export const ResetPasswordInput = z.strictObject({ code: Code, newPassword: NewPassword });
export type ResetPasswordInput = z.input<typeof ResetPasswordInput>;

/** One place where the caller is logged in. */
export interface SessionInfo {
  id: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** ISO 8601 in UTC, exact to the minute. */
  lastUsedAt: string;
  userAgent: string | null;
  /** Whether this is the session that asks. */
  current: boolean;
}
/** @internal */
export const SessionInfo: z.ZodType<SessionInfo> = z.object({
  id: Id,
  createdAt: Instant,
  lastUsedAt: Instant,
  userAgent: z.string().nullable(),
  current: z.boolean(),
});
export interface SessionList {
  items: SessionInfo[];
}
/** @internal */
export const SessionList: z.ZodType<SessionList> = z.object({ items: z.array(SessionInfo) });

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
  /**
   * Changes the e-mail that the caller logs in with, at most ten times an hour.
   * Errors: `INVALID_CREDENTIALS`, `EMAIL_TAKEN`, `RATE_LIMITED`.
   */
  changeEmail: Mutation<ChangeEmailInput, Profile>;
  /**
   * Makes a one-time code with which somebody who forgot the password sets a new one: works once, for 24 hours.
   * It works only while its maker is active and could still make it. Mechanics make it for customers, admins for all.
   * Errors: `NOT_FOUND`, `ROLE_REQUIRED`, `INVALID_INPUT`.
   */
  createResetCode: Mutation<CreateResetCodeInput, ResetCode>;
  /** Sets a new password by a one-time code and logs in; all other sessions end. Errors: `INVALID_RESET_CODE`. */
  resetPassword: Mutation<ResetPasswordInput, Session>;
  /** Pages of reset codes, newest first, for a day after they expire. Admins only. */
  resetCodes: Query<ListResetCodesInput, Page<ResetCodeInfo>>;
  /** Revokes a reset code; one already used or revoked stays as it is. Admins only. Errors: `NOT_FOUND`. */
  revokeResetCode: Mutation<IdInput, ResetCodeInfo>;
  /** The caller's sessions, newest first. */
  sessions: Query<NoInput, SessionList>;
  /** Ends one of the caller's sessions. Errors: `NOT_FOUND`. */
  endSession: Mutation<IdInput, Ended>;
}

/** The reasons of accounts and sessions, with their details. */
export interface AuthReasons {
  INVALID_CREDENTIALS: undefined;
  NOT_SIGNED_IN: undefined;
  TOKEN_EXPIRED: undefined;
  TOKEN_INVALID: undefined;
  SESSION_ENDED: undefined;
  REFRESH_TOKEN_INVALID: undefined;
  INVALID_RESET_CODE: undefined;
  /** The weakest role that would do. */
  ROLE_REQUIRED: { role: Role };
  EMAIL_TAKEN: undefined;
}
/** What `NOT_FOUND` can be about here. */
export type AuthResource = 'reset_code' | 'session';
/** The rows that carry a version here, by the procedure that checks it. */
export interface AuthRows {
  'auth.updateMe': Profile;
}
