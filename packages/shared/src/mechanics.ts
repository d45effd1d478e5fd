import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { NewPassword } from './password.ts';
import { Address, Email, FirstName, LastName, Specialty } from './people.ts';
import {
  Count,
  type Deleted,
  Id,
  type IdInput,
  NOTHING_TO_CHANGE,
  Version,
  namesAChange,
  orElse,
} from './values/input.ts';
import { Cents } from './values/money.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Instant } from './values/time.ts';

/** The public part of a mechanic's record. */
export interface Mechanic {
  id: number;
  firstName: string;
  lastName: string;
  specialty: string | null;
}
const mechanicMembers = {
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  specialty: z.string().nullable(),
};
/** @internal */
export const Mechanic: z.ZodType<Mechanic> = z.object(mechanicMembers);

export const StaffRole = z.enum(['mechanic', 'admin']);
export type StaffRole = z.infer<typeof StaffRole>;

/** The full record of a mechanic or admin, visible to admins and to that person. */
export interface StaffRecord extends Mechanic {
  role: StaffRole;
  email: string;
  address: string | null;
  /** Integer cents. The period is up to the shop. */
  salaryCents: number | null;
  /** Whether the person can log in and appears in public lists. */
  active: boolean;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const StaffRecord: z.ZodType<StaffRecord> = z.object({
  ...mechanicMembers,
  role: StaffRole,
  email: z.string(),
  address: z.string().nullable(),
  salaryCents: Count.nullable(),
  active: z.boolean(),
  version: Version,
  createdAt: Instant,
});

export interface MechanicFilters extends PageInput {
  search?: string | undefined;
}
export type ListMechanicsInput = MechanicFilters | void;
/** @internal */
export const ListMechanicsInput = z.strictObject({ ...pageInput, search: Search.optional() }).prefault({});

export interface StaffFilters extends MechanicFilters {
  active?: boolean | undefined;
}
export type ListStaffInput = StaffFilters | void;
/** @internal */
export const ListStaffInput = z
  .strictObject({ ...pageInput, search: Search.optional(), active: z.boolean().optional() })
  .prefault({});

export const CreateMechanicInput = z.strictObject({
  email: Email,
  password: NewPassword,
  firstName: FirstName,
  lastName: LastName,
  specialty: Specialty.nullish(),
  address: Address.nullish(),
  salaryCents: Cents.nullish(),
  role: orElse(StaffRole, 'mechanic'),
});
export type CreateMechanicInput = z.input<typeof CreateMechanicInput>;

export const UpdateMechanicInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    email: Email.optional(),
    firstName: FirstName.optional(),
    lastName: LastName.optional(),
    specialty: Specialty.nullable().optional(),
    address: Address.nullable().optional(),
    salaryCents: Cents.nullable().optional(),
    role: StaffRole.optional(),
    active: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateMechanicInput = z.input<typeof UpdateMechanicInput>;

/** `limit`: 1 to 100, default 10. */
export type RankingInput = { limit?: number | undefined } | void;
/** @internal */
export const RankingInput = z.strictObject({ limit: z.int().min(1).max(100).default(10) }).prefault({});

/** Mechanics with the number of tickets they are assigned to, in any status. */
export interface Ranking {
  items: { mechanic: Mechanic; ticketCount: number }[];
}
/** @internal */
export const Ranking: z.ZodType<Ranking> = z.object({
  items: z.array(z.object({ mechanic: Mechanic, ticketCount: Count })),
});

/** The shop's staff. */
export interface MechanicsApi {
  /** Lists active mechanics, newest first; `search` searches name and specialty. Public. */
  list: Query<ListMechanicsInput, Page<Mechanic>>;
  /** Returns one active mechanic. Public. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Mechanic>;
  /** Lists staff records, newest first, active and deactivated; `active` selects one kind. Admins only. */
  records: Query<ListStaffInput, Page<StaffRecord>>;
  /** Returns one staff record; mechanics see only their own. Errors: `NOT_FOUND`. */
  record: Query<IdInput, StaffRecord>;
  /** Creates an account for a mechanic or admin. Admins only. Errors: `EMAIL_TAKEN`, `OVERLOADED`. */
  create: Mutation<CreateMechanicInput, StaffRecord>;
  /**
   * Updates a staff record. Changing `email`, `role` or `active` ends that person's sessions. Admins only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `EMAIL_TAKEN`, `LAST_ADMIN`.
   */
  update: Mutation<UpdateMechanicInput, StaffRecord>;
  /**
   * Deletes a mechanic who is on no ticket; deactivate one who is. Admins only; they cannot delete themselves.
   * Errors: `NOT_FOUND`, `IN_USE`, `LAST_ADMIN`, `INVALID_INPUT`.
   */
  delete: Mutation<IdInput, Deleted>;
  /** Ranks active mechanics by the number of their tickets, most first, ties by id. Public. */
  ranking: Query<RankingInput, Ranking>;
}

/** The error reasons of staff, with their details. */
export interface MechanicReasons {
  UNKNOWN_MECHANICS: { ids: number[] };
  LAST_ADMIN: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type MechanicResource = 'mechanic';
/** The rows with a `version` here, by the procedure that checks it. */
export interface MechanicRows {
  'mechanics.update': StaffRecord;
}
