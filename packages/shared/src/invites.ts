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
    /** Only somebody who registers with this e-mail may use it. */
    email: Email.nullish(),
    expiresInHours: ExpiresInHours,
  }),
  z.strictObject({
    role: z.literal('customer'),
    /** The walk-in whose row gets a login. */
    customerId: Id,
    expiresInHours: ExpiresInHours,
  }),
]);
export type CreateInviteInput = z.input<typeof CreateInviteInput>;

interface InviteTerms {
  id: number;
  role: Role;
  /** Only somebody who registers with this e-mail may use it. */
  email: string | null;
  /** The walk-in whose row gets a login. */
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

/** A new invite. */
export interface NewInvite extends InviteTerms {
  /** Shown this once and kept as a digest; works once. */
  code: string;
}
/** @internal */
export const NewInvite: z.ZodType<NewInvite> = z.object({ ...terms, code: z.string() });

/** An invite as the owner sees it, without its code. */
export interface Invite extends InviteTerms {
  /** Who made it; null where the account is gone. The code works only while they could still make it. */
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

/** One-time codes with which staff join and walk-ins get a login. */
export interface InvitesApi {
  /**
   * Makes a code that works once, for a week by default, and only while its maker is active and could still make it.
   * Admins invite staff, mechanics invite walk-in customers.
   * Errors: `ROLE_REQUIRED`, `NOT_FOUND` (customer), `INVALID_INPUT`.
   */
  create: Mutation<CreateInviteInput, NewInvite>;
  /** Pages of invites, newest first. Admins only. */
  list: Query<ListInvitesInput, Page<Invite>>;
  /** Withdraws an invite; one already used or withdrawn stays as it is. Admins only. Errors: `NOT_FOUND`. */
  revoke: Mutation<IdInput, Invite>;
}

/** The reasons of invites, with their details. */
export interface InviteReasons {
  INVALID_INVITE: undefined;
}
/** What `NOT_FOUND` can be about here. */
export type InviteResource = 'invite';
