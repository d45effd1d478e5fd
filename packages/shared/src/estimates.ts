import * as z from 'zod';
import { Approval, ApprovalName, ApprovalNote, EACH_JOB_ONCE, JobIds, namesJobsOnce } from './approvals.ts';
import { Code } from './auth.ts';
import type { Mutation, Query } from './contract.ts';
import type { DocumentFile } from './documents.ts';
import { Person } from './people.ts';
import { type Shop, TaxMode } from './shop.ts';
import { ExtraKind } from './ticket-lines.ts';
import type { Ticket } from './ticket.ts';
import { Totals } from './totals.ts';
import { Count, Id, type IdInput, Version } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Quantity, SoldHours } from './values/quantity.ts';
import { Lines } from './values/text.ts';
import { Instant } from './values/time.ts';
import type { Vehicle } from './vehicles.ts';

/** The status of an estimate; only a `sent` one can be answered. An open list: later versions may add values. */
export const EstimateStatus = z.enum(['sent', 'answered', 'expired', 'superseded', 'withdrawn']);
export type EstimateStatus = z.infer<typeof EstimateStatus>;

/** What the customer decided about a job of an estimate. An open list: later versions may add values. */
export const JobDecision = z.enum(['approved', 'declined']);
export type JobDecision = z.infer<typeof JobDecision>;

/** A job as it was when the estimate was sent. Amounts are in integer cents. */
export interface EstimateJob {
  jobId: number;
  name: string;
  description: string | null;
  labor: { description: string; hours: number | null; totalCents: number }[];
  parts: {
    name: string;
    sku: string | null;
    unit: string;
    quantity: number;
    unitPriceCents: number;
    totalCents: number;
  }[];
  extras: { kind: ExtraKind; description: string; amountCents: number }[];
  /** The job's own discount. */
  discountCents: number;
  /** The sum of its lines minus the job's discount, without the ticket's discount and taxes. */
  netCents: number;
  /** Null until the customer answers. */
  decision: JobDecision | null;
}
const EstimateJob: z.ZodType<EstimateJob> = z.object({
  jobId: Id,
  name: z.string(),
  description: z.string().nullable(),
  labor: z.array(z.object({ description: z.string(), hours: SoldHours.nullable(), totalCents: Count })),
  parts: z.array(
    z.object({
      name: z.string(),
      sku: z.string().nullable(),
      unit: z.string(),
      quantity: Quantity,
      unitPriceCents: Count,
      totalCents: Count,
    }),
  ),
  extras: z.array(z.object({ kind: ExtraKind, description: z.string(), amountCents: Count })),
  discountCents: Count,
  netCents: Count,
  decision: JobDecision.nullable(),
});

/** The price of some of a ticket's jobs, frozen when it was sent. */
export interface Estimate {
  id: number;
  ticketId: number;
  /** Counts the ticket's estimates from 1. */
  number: number;
  status: EstimateStatus;
  message: string | null;
  /** ISO 4217. */
  currency: string;
  taxMode: TaxMode;
  jobs: EstimateJob[];
  /** Of these jobs only, with the ticket's discount. */
  totals: Totals;
  /** The sender; null by a link, or if that account was deleted. */
  sentBy: Person | null;
  /** ISO 8601 in UTC. */
  sentAt: string;
  /** The end of the last day on which it can be answered, in the shop's time zone. ISO 8601 in UTC. */
  expiresAt: string;
  /** When its link was first opened or answered; link scanners count. ISO 8601 in UTC. */
  viewedAt: string | null;
  answer: Approval | null;
}
const estimate = {
  id: Id,
  ticketId: Id,
  number: z.int().min(1),
  status: EstimateStatus,
  message: z.string().nullable(),
  currency: z.string(),
  taxMode: TaxMode,
  jobs: z.array(EstimateJob),
  totals: Totals,
  sentBy: Person.nullable(),
  sentAt: Instant,
  expiresAt: Instant,
  viewedAt: Instant.nullable(),
  answer: Approval.nullable(),
};
/** @internal */
export const Estimate: z.ZodType<Estimate> = z.object(estimate);

/** A new estimate with the code of its link. */
export interface SentEstimate extends Estimate {
  /** Lets anyone who has it see and answer the estimate. It is returned only here: the server stores its digest. */
  code: string;
  /** The link to the estimate; null unless the server has a `PUBLIC_URL`. */
  url: string | null;
}
/** @internal */
export const SentEstimate: z.ZodType<SentEstimate> = z.object({
  ...estimate,
  code: z.string(),
  url: z.string().nullable(),
});

/** An estimate as its link shows it, with the shop and the vehicle as they were when it was sent. */
export interface EstimateView {
  shop: Pick<Shop, 'name' | 'address' | 'phone' | 'email' | 'taxNumber' | 'language' | 'timeZone'>;
  ticketId: number;
  customerFirstName: string;
  vehicle: Pick<Vehicle, 'make' | 'model' | 'year' | 'licensePlate'> | null;
  /** Without the names of staff. */
  estimate: Estimate;
}
/** @internal */
export const EstimateView: z.ZodType<EstimateView> = z.object({
  shop: z.object({
    name: z.string(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    taxNumber: z.string().nullable(),
    language: z.string(),
    timeZone: z.string(),
  }),
  ticketId: Id,
  customerFirstName: z.string(),
  vehicle: z
    .object({ make: z.string(), model: z.string(), year: z.int(), licensePlate: z.string().nullable() })
    .nullable(),
  estimate: Estimate,
});

export const SendEstimateInput = z.strictObject({
  ticketId: Id,
  version: Version.optional(),
  /** Defaults to all jobs that are not declined. */
  jobIds: JobIds.min(1)
    .refine((ids) => new Set(ids).size === ids.length, 'Name each job once.')
    .nullish(),
  message: Lines(1, 1000).nullish(),
});
export type SendEstimateInput = z.input<typeof SendEstimateInput>;

export interface ListEstimatesInput extends PageInput {
  ticketId: number;
}
/** @internal */
export const ListEstimatesInput = z.strictObject({ ...pageInput, ticketId: Id });

export const ViewEstimateInput = z.strictObject({ code: Code });
export type ViewEstimateInput = z.input<typeof ViewEstimateInput>;

export const AnswerEstimateInput = z
  .strictObject({
    code: Code,
    approve: JobIds,
    decline: JobIds,
    /** The name of the person who answers. */
    by: ApprovalName,
    note: ApprovalNote.nullish(),
  })
  .refine(namesJobsOnce, EACH_JOB_ONCE);
export type AnswerEstimateInput = z.input<typeof AnswerEstimateInput>;

export const DecideEstimateInput = z
  .strictObject({ id: Id, approve: JobIds, decline: JobIds, note: ApprovalNote.nullish() })
  .refine(namesJobsOnce, EACH_JOB_ONCE);
export type DecideEstimateInput = z.input<typeof DecideEstimateInput>;

/** Estimates: frozen prices of jobs, which customers approve or decline job by job, with a link or their account. */
export interface EstimatesApi {
  /**
   * Freezes jobs of a ticket at their current prices for the customer to answer. Earlier unanswered estimates of the
   * ticket become `superseded`. The code is returned only once. Mechanics only.
   * Errors: `NOT_FOUND` (ticket), `VERSION_MISMATCH` (with the ticket), `TICKET_CLOSED`, `INVALID_INPUT`.
   */
  send: Mutation<SendEstimateInput, SentEstimate>;
  /** Lists a ticket's estimates, newest first; customers see only those of their own tickets. Errors: `NOT_FOUND`. */
  list: Query<ListEstimatesInput, Page<Estimate>>;
  /** Returns one estimate; customers see only those of their own tickets. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Estimate>;
  /**
   * Returns an estimate as a PDF in the shop's language: A4, or Letter for USD and CAD. Customers see only those of their
   * own tickets. Errors: `NOT_FOUND`, `OVERLOADED`.
   */
  pdf: Query<IdInput, DocumentFile>;
  /** Withdraws an estimate that is not answered yet. Mechanics only. Errors: `NOT_FOUND`, `ESTIMATE_CLOSED`. */
  withdraw: Mutation<IdInput, Estimate>;
  /** Returns the estimate of a code, with any status. Public. Errors: `INVALID_CODE`. */
  view: Query<ViewEstimateInput, EstimateView>;
  /**
   * Answers an estimate with its code: names each of its jobs once, in `approve` or in `decline`. Idempotency keys count
   * per link. Public.
   * Errors: `INVALID_CODE`, `ESTIMATE_CLOSED`, `INVALID_INPUT`.
   */
  answer: Mutation<AnswerEstimateInput, EstimateView>;
  /**
   * Answers an estimate of the caller's own ticket: names each of its jobs once, in `approve` or in `decline`.
   * Errors: `NOT_FOUND`, `ROLE_REQUIRED` (staff record answers with `tickets.recordApproval`), `ESTIMATE_CLOSED`,
   * `INVALID_INPUT`.
   */
  decide: Mutation<DecideEstimateInput, Estimate>;
}

/** The error reasons of estimates, with their details. */
export interface EstimateReasons {
  /** No estimate has this code. */
  INVALID_CODE: undefined;
  /** The estimate can no longer be answered. */
  ESTIMATE_CLOSED: { status: EstimateStatus };
}
/** The resources that `NOT_FOUND` names here. */
export type EstimateResource = 'estimate';
/** The rows with a `version` here, by the procedure that checks it. */
export interface EstimateRows {
  'estimates.send': Ticket;
}
