import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Person } from './people.ts';
import type { Ticket } from './ticket.ts';
import { Count, Id, Version } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/**
 * How the customer answered: by an estimate's link, by their account, or in another way that staff recorded. An open
 * list: later versions may add values.
 */
export const ApprovalMethod = z.enum(['link', 'account', 'in_person', 'phone', 'email', 'text']);
export type ApprovalMethod = z.infer<typeof ApprovalMethod>;

/** The ways of answering that staff record. */
export const RecordedMethod = z.enum(['in_person', 'phone', 'email', 'text']);
export type RecordedMethod = z.infer<typeof RecordedMethod>;

/** A customer's decision about jobs. Approvals are never changed or deleted. */
export interface Approval {
  id: number;
  ticketId: number;
  /** The answered estimate; null if staff recorded the answer. */
  estimateId: number | null;
  method: ApprovalMethod;
  /** The name of the person who answered. */
  by: string;
  /** The mechanic who recorded the answer; null if the customer gave it here. */
  recordedBy: Person | null;
  /** The ids of the approved jobs. Jobs may have been removed since. */
  approved: number[];
  /** The ids of the declined jobs. Jobs may have been removed since. */
  declined: number[];
  /** The sum of the approved jobs' nets, in integer cents. */
  approvedCents: number;
  /** Null for customers unless they wrote it. */
  note: string | null;
  /** ISO 8601 in UTC. */
  at: string;
}
/** @internal */
export const Approval: z.ZodType<Approval> = z.object({
  id: Id,
  ticketId: Id,
  estimateId: Id.nullable(),
  method: ApprovalMethod,
  by: z.string(),
  recordedBy: Person.nullable(),
  approved: z.array(Id),
  declined: z.array(Id),
  approvedCents: Count,
  note: z.string().nullable(),
  at: Instant,
});

// More than one estimate can list: an estimate names at most the 50 jobs of its ticket.
const MAX_DECISIONS = 100;
/** @internal */
export const JobIds = z.array(Id).max(MAX_DECISIONS);

interface Decisions {
  approve: readonly number[];
  decline: readonly number[];
}
/**
 * Whether no job is named twice.
 * @internal
 */
export function namesJobsOnce({ approve, decline }: Decisions): boolean {
  return new Set([...approve, ...decline]).size === approve.length + decline.length;
}
/** @internal */
export const EACH_JOB_ONCE = { path: ['decline'], message: 'Name each job once, in approve or in decline.' };

/** @internal */
export const ApprovalName = Line(1, 100);
/** @internal */
export const ApprovalNote = Lines(1, 1000);

export const RecordApprovalInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    approve: JobIds,
    decline: JobIds,
    method: RecordedMethod,
    /** The name of the person who answered. */
    by: ApprovalName,
    note: ApprovalNote.nullish(),
  })
  .refine(namesJobsOnce, EACH_JOB_ONCE)
  .refine(({ approve, decline }) => approve.length + decline.length > 0, {
    path: ['approve'],
    message: 'Name at least one job to approve or to decline.',
  });
export type RecordApprovalInput = z.input<typeof RecordApprovalInput>;

export interface ApprovalsInput extends PageInput {
  id: number;
}
/** @internal */
export const ApprovalsInput = z.strictObject({ ...pageInput, id: Id });

/** What the customer decided about a ticket's jobs. */
export interface TicketApprovalsApi {
  /**
   * Records what the customer said in person, by phone, e-mail or text message, and changes the jobs accordingly. A sent
   * estimate stays open. Mechanics only.
   * Errors: `NOT_FOUND` (ticket, job), `VERSION_MISMATCH`, `TICKET_CLOSED`, `INVALID_INPUT`.
   */
  recordApproval: Mutation<RecordApprovalInput, Ticket>;
  /** Lists a ticket's approvals, newest first; customers see only those of their own tickets. Errors: `NOT_FOUND`. */
  approvals: Query<ApprovalsInput, Page<Approval>>;
}
