import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import type { Ticket } from './ticket.ts';
import { Count, type Deleted, Id } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Instant } from './values/time.ts';

/** Why work was deferred: declined, or its ticket was cancelled. An open list: later versions may add values. */
export const DeferredReason = z.enum(['declined', 'cancelled']);
export type DeferredReason = z.infer<typeof DeferredReason>;

/** A job that was not done: declined when its ticket was completed, or on a cancelled ticket. */
export interface DeferredJob {
  jobId: number;
  /** The ticket that the job is on. */
  ticketId: number;
  customerId: number;
  vehicleId: number | null;
  name: string;
  description: string | null;
  /** The sum of its lines minus the job's discount when it was deferred, in integer cents. */
  netCents: number;
  reason: DeferredReason;
  /** ISO 8601 in UTC. */
  deferredAt: string;
  /** The ticket that the job was copied to. */
  revivedTicketId: number | null;
  dismissed: boolean;
}
/** @internal */
export const DeferredJob: z.ZodType<DeferredJob> = z.object({
  jobId: Id,
  ticketId: Id,
  customerId: Id,
  vehicleId: Id.nullable(),
  name: z.string(),
  description: z.string().nullable(),
  netCents: Count,
  reason: DeferredReason,
  deferredAt: Instant,
  revivedTicketId: Id.nullable(),
  dismissed: z.boolean(),
});

export interface DeferredFilters extends PageInput {
  vehicleId?: number | undefined;
  /** Staff only. */
  customerId?: number | undefined;
  /** True, the default, lists jobs that are neither revived nor dismissed; false lists the others. */
  open?: boolean | undefined;
}
export type ListDeferredInput = DeferredFilters | void;
/** @internal */
export const ListDeferredInput = z
  .strictObject({
    ...pageInput,
    vehicleId: Id.optional(),
    customerId: Id.optional(),
    open: z.boolean().default(true),
  })
  .prefault({});

export const ReviveDeferredInput = z.strictObject({
  jobId: Id,
  /** The ticket to copy the job to: an open or in-progress one of the same customer. */
  ticketId: Id,
});
export type ReviveDeferredInput = z.input<typeof ReviveDeferredInput>;

export const DismissDeferredInput = z.strictObject({ jobId: Id });
export type DismissDeferredInput = z.input<typeof DismissDeferredInput>;

/** Deferred work: jobs that were declined, or left undone on a cancelled ticket. */
export interface DeferredApi {
  /** Lists deferred jobs, newest first; customers see their own. Errors: `INVALID_INPUT`. */
  list: Query<ListDeferredInput, Page<DeferredJob>>;
  /**
   * Copies a deferred job to another ticket of the same customer at current prices; shortages are backordered, and labor
   * keeps its own rate. Mechanics only.
   * Errors: `NOT_FOUND` (job, ticket), `TICKET_CLOSED`, `DEFERRED_CLOSED`, `INVALID_INPUT`.
   */
  revive: Mutation<ReviveDeferredInput, Ticket>;
  /** Takes a job off the list of deferred work. Mechanics only. Errors: `NOT_FOUND` (job), `DEFERRED_CLOSED`. */
  dismiss: Mutation<DismissDeferredInput, Deleted>;
}

/** The resources that `NOT_FOUND` names here. */
export type DeferredResource = 'job';
/** The error reasons of deferred work, with their details. */
export interface DeferredReasons {
  /** The job was revived or dismissed already. */
  DEFERRED_CLOSED: undefined;
}
