import * as z from 'zod';
import { Role } from './auth.ts';
import type { Mutation, Query } from './contract.ts';
import { Email, Person } from './people.ts';
import { Id, type IdInput, orElse } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Instant } from './values/time.ts';

const ExpiresInHours = orElse(z.int().min(1).max(720), 168);

export const CreateInviteInput = z.discriminatedUnion('role', [
  z.strictObject({
    role: z.enum(['mechanic', 'admin']),
    /** If set, the code works only for this e-mail. */
    email: Email.nullish(),
    expiresInHours: ExpiresInHours,
  }),
  z.strictObject({
    role: z.literal('customer'),
    /** The customer without a login who gets one. */
    customerId: Id,
    expiresInHours: ExpiresInHours,
  }),
]);
export type CreateInviteInput = z.input<typeof CreateInviteInput>;

interface InviteTerms {
  id: number;
  role: Role;
  /** If not null, the code works only for this e-mail. */
  email: string | null;
  /** The customer without a login who gets one. */
  customerId: number | null;
  /** ISO 8601 in UTC. */
  expiresAt: string;
}
const terms = {
  id: Id,
  role: Role,
  email: z.string().nullable(),
  customerId: Id.nullable(),
  expiresAt: Instant,
};

/** A new invite with its code. */
export interface NewInvite extends InviteTerms {
  /** Works once. It is returned only here: the server stores its digest. */
  code: string;
}
/** @internal */
export const NewInvite: z.ZodType<NewInvite> = z.object({ ...terms, code: z.string() });

/** An invite without its code. */
export interface Invite extends InviteTerms {
  /** Who created it, or null if that account was deleted. The code works only while its creator may still create it. */
  madeBy: Person | null;
  /** ISO 8601 in UTC. */
  usedAt: string | null;
  /** ISO 8601 in UTC. */
  revokedAt: string | null;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const Invite: z.ZodType<Invite> = z.object({
  ...terms,
  madeBy: Person.nullable(),
  usedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
});

export type ListInvitesInput = PageInput | void;
/** @internal */
export const ListInvitesInput = z.strictObject({ ...pageInput }).prefault({});

/** One-time codes with which staff join, and customers without a login get one. */
export interface InvitesApi {
  /**
   * Creates a code that works once, for one week by default, and only while its creator is active and may still create
   * it. Admins invite staff; mechanics invite customers who have no login.
   * Errors: `ROLE_REQUIRED`, `NOT_FOUND` (customer), `INVALID_INPUT`.
   */
  create: Mutation<CreateInviteInput, NewInvite>;
  /** Lists invites, newest first. Admins only. */
  list: Query<ListInvitesInput, Page<Invite>>;
  /** Revokes an invite; a used or revoked one does not change. Admins only. Errors: `NOT_FOUND`. */
  revoke: Mutation<IdInput, Invite>;
}

/** The error reasons of invites, with their details. */
export interface InviteReasons {
  INVALID_INVITE: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type InviteResource = 'invite';
