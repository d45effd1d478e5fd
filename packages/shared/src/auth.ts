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

/** What an account may do. Admins may do everything mechanics may. An open list: treat an unknown role as "other". */
export const Role = z.enum(['customer', 'mechanic', 'admin']);
export type Role = z.infer<typeof Role>;

/** An account that can log in. `id` is also the id of its customer or mechanic. */
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

/** A session: an access token for calls, and a refresh token to get the next session. */
export interface Session {
  /** The access token, a JWT. Expires after one hour unless the server is configured otherwise. */
  token: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
  /** Opaque; works once. Expires after 30 days unless the server is configured otherwise. */
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

/** The caller's own record, discriminated by `role`: a customer, or the staff record of a mechanic or admin. */
export type Profile = ({ role: 'customer' } & Customer) | StaffRecord;
/** @internal */
export const Profile: z.ZodType<Profile> = z.union([
  z.object({ role: z.literal('customer'), ...customerMembers }),
  StaffRecord,
]);

// A one-time code, as created by staff.
/** @internal */
export const Code = Line(1, 200);

const RegisterCustomer = z
  .strictObject({
    accountType: z.literal('customer'),
    email: Email,
    password: NewPassword,
    /** Required without `inviteCode`; with one it defaults to the existing name, and so do `lastName` and `address`. */
    firstName: FirstName.optional(),
    lastName: LastName.optional(),
    address: Address.optional(),
    phone: Phone.nullish(),
    /** Adds this login to the existing customer that the code was created for. */
    inviteCode: Code.nullish(),
  })
  .superRefine(
    (input, { addIssue }) => {
      if (input.inviteCode != null) return;
      for (const member of ['firstName', 'lastName', 'address'] as const) {
        if (input[member] !== undefined) continue;
        addIssue({ code: 'invalid_type', expected: 'string', input: undefined, path: [member] });
      }
    },
    // Also when other members are invalid, so that one response names all of them.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  );
const RegisterMechanic = z.strictObject({
  accountType: z.literal('mechanic'),
  inviteCode: Code,
  email: Email,
  password: NewPassword,
  firstName: FirstName,
  lastName: LastName,
  specialty: Specialty,
  address: Address.nullish(),
});

type Joining = z.input<typeof RegisterCustomer>;
interface Named {
  firstName: string;
  lastName: string;
  address: string;
}
/** A customer needs a name and an address, unless the shop knows them: an invite code leads to them. */
export type RegisterInput = (Joining & Named) | (Joining & { inviteCode: string }) | z.input<typeof RegisterMechanic>;

const registrations = z.discriminatedUnion('accountType', [RegisterCustomer, RegisterMechanic]);
// A schema's type cannot say that a member depends on another; `superRefine` enforces it.
export const RegisterInput = registrations as unknown as z.ZodType<z.output<typeof registrations>, RegisterInput>;

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

/** A new one-time code. It is returned only here: the server stores its digest. */
export interface ResetCode {
  code: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
}
/** @internal */
export const ResetCode: z.ZodType<ResetCode> = z.object({ code: z.string(), expiresAt: Instant });

/** A password reset code, without the code itself. */
export interface ResetCodeInfo {
  id: number;
  /** The account whose password it sets. */
  accountId: number;
  /** Who created it, or null if that account was deleted. The code works only while its creator may still create it. */
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

/** One of the caller's sessions. */
export interface SessionInfo {
  id: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** ISO 8601 in UTC, accurate to one minute. */
  lastUsedAt: string;
  userAgent: string | null;
  /** Whether this call was made with this session. */
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

/** Accounts and sessions. Calls that return a secret ignore idempotency keys. */
export interface AuthApi {
  /**
   * Creates an account and logs in. Anyone can register as a customer; mechanics need an invite code. A customer with
   * an invite code takes over the existing record that the code was created for; name and address default to it.
   * Errors: `EMAIL_TAKEN`, `INVALID_INVITE`, `INVALID_INPUT`, `RATE_LIMITED`, `OVERLOADED`.
   */
  register: Mutation<RegisterInput, Session>;
  /**
   * Logs in. With `accountType`, rejects accounts of the other kind. An account has at most 500 sessions, ended ones
   * included: a login beyond that deletes ended ones, then those used least recently.
   * Errors: `INVALID_CREDENTIALS` (the same for an unknown e-mail, a wrong password, the wrong type and a deactivated
   * account), `RATE_LIMITED`, `OVERLOADED`.
   */
  login: Mutation<LoginInput, Session>;
  /**
   * Exchanges a refresh token for a new session. Each token works once. Repeating the call within 10 seconds returns
   * the same new session, as long as that one is unused; any other reuse ends the session with all its tokens.
   * Errors: `REFRESH_TOKEN_INVALID`, `RATE_LIMITED`.
   */
  refresh: Mutation<RefreshInput, Session>;
  /** Ends the caller's session with its tokens, and returns how many sessions ended. */
  logout: Mutation<NoInput, Ended>;
  /** Ends all of the caller's sessions, including this one, and returns how many ended. */
  logoutEverywhere: Mutation<NoInput, Ended>;
  /** Returns the caller's own record. It never contains the password or its hash. */
  me: Query<NoInput, Profile>;
  /**
   * Updates the caller's own record. Only customers have a `phone`, only staff a `specialty`.
   * Errors: `VERSION_MISMATCH`, `INVALID_INPUT`.
   */
  updateMe: Mutation<UpdateMeInput, Profile>;
  /**
   * Sets a new password, ends all other sessions, and returns a new session.
   * Errors: `INVALID_CREDENTIALS`, `RATE_LIMITED`, `OVERLOADED`.
   */
  changePassword: Mutation<ChangePasswordInput, Session>;
  /**
   * Changes the e-mail that the caller logs in with, at most ten times per hour.
   * Errors: `INVALID_CREDENTIALS`, `EMAIL_TAKEN`, `RATE_LIMITED`.
   */
  changeEmail: Mutation<ChangeEmailInput, Profile>;
  /**
   * Creates a code for someone who forgot their password. It works once, for 24 hours, and only while its creator is
   * active and may still create it. Mechanics create codes for customers, admins for everyone.
   * Errors: `NOT_FOUND`, `ROLE_REQUIRED`, `INVALID_INPUT`.
   */
  createResetCode: Mutation<CreateResetCodeInput, ResetCode>;
  /** Sets a new password with a reset code, ends all sessions, and logs in. Errors: `INVALID_RESET_CODE`. */
  resetPassword: Mutation<ResetPasswordInput, Session>;
  /** Lists reset codes, newest first, until one day after they expire. Admins only. */
  resetCodes: Query<ListResetCodesInput, Page<ResetCodeInfo>>;
  /** Revokes a reset code; a used or revoked one does not change. Admins only. Errors: `NOT_FOUND`. */
  revokeResetCode: Mutation<IdInput, ResetCodeInfo>;
  /** Lists the caller's sessions, newest first. */
  sessions: Query<NoInput, SessionList>;
  /** Ends one of the caller's sessions, and returns how many ended. Errors: `NOT_FOUND`. */
  endSession: Mutation<IdInput, Ended>;
}

/** The error reasons of accounts and sessions, with their details. */
export interface AuthReasons {
  INVALID_CREDENTIALS: undefined;
  NOT_SIGNED_IN: undefined;
  TOKEN_EXPIRED: undefined;
  TOKEN_INVALID: undefined;
  SESSION_ENDED: undefined;
  REFRESH_TOKEN_INVALID: undefined;
  INVALID_RESET_CODE: undefined;
  /** `role`: the lowest role that may make this call. */
  ROLE_REQUIRED: { role: Role };
  EMAIL_TAKEN: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type AuthResource = 'reset_code' | 'session';
/** The rows with a `version` here, by the procedure that checks it. */
export interface AuthRows {
  'auth.updateMe': Profile;
}
