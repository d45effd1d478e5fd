import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { MAX_INSPECTION_ITEMS } from './inspection-templates.ts';
import { Person } from './people.ts';
import type { Ticket } from './ticket.ts';
import { Id, type IdInput, Version } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** What was found: fine, to be done soon, to be done now, or not looked at. An open list: later versions may add values. */
export const InspectionResult = z.enum(['ok', 'soon', 'now', 'not_checked']);
export type InspectionResult = z.infer<typeof InspectionResult>;

/** Whether an inspection is finished. An open list: later versions may add values. */
export const InspectionStatus = z.enum(['open', 'done']);
export type InspectionStatus = z.infer<typeof InspectionStatus>;

/** One thing that an inspection looks at. */
export interface InspectionItem {
  id: number;
  /** What it belongs to, such as `Brakes`. */
  group: string;
  name: string;
  result: InspectionResult;
  /** What the customer reads about it. */
  note: string | null;
  /** What was measured, such as `3.2 mm`. */
  measure: string | null;
  /** The job of the ticket that was recommended for it. */
  jobId: number | null;
}

/** What mechanics found when they looked over a vehicle. Customers see it when it is done. */
export interface Inspection {
  id: number;
  ticketId: number;
  name: string;
  items: InspectionItem[];
  status: InspectionStatus;
  /** Who finished it; null while it is open, and once their account is deleted. */
  by: Person | null;
  /** ISO 8601 in UTC; null while it is open. */
  doneAt: string | null;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const Inspection: z.ZodType<Inspection> = z.object({
  id: Id,
  ticketId: Id,
  name: z.string(),
  items: z.array(
    z.object({
      id: Id,
      group: z.string(),
      name: z.string(),
      result: InspectionResult,
      note: z.string().nullable(),
      measure: z.string().nullable(),
      jobId: Id.nullable(),
    }),
  ),
  status: InspectionStatus,
  by: Person.nullable(),
  doneAt: Instant.nullable(),
  version: Version,
  createdAt: Instant,
});

export const StartInspectionInput = z.strictObject({ ticketId: Id, templateId: Id });
export type StartInspectionInput = z.input<typeof StartInspectionInput>;

const RecordedItem = z.strictObject({
  itemId: Id,
  result: InspectionResult,
  note: Lines(1, 1000).nullable().optional(),
  measure: Line(1, 100).nullable().optional(),
});
function eachItemOnce(items: readonly { itemId: number }[]): boolean {
  return new Set(items.map(({ itemId }) => itemId)).size === items.length;
}
export const RecordInspectionInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** Each item once. An absent note or measure stays as it is; null clears it. */
  items: z.array(RecordedItem).min(1).max(MAX_INSPECTION_ITEMS).refine(eachItemOnce, 'Name each item once.'),
});
export type RecordInspectionInput = z.input<typeof RecordInspectionInput>;

export const FinishInspectionInput = z.strictObject({ id: Id, version: Version.optional() });
export type FinishInspectionInput = z.input<typeof FinishInspectionInput>;

export const RecommendInput = z.strictObject({
  id: Id,
  itemId: Id,
  /** The canned job to add; default a job without lines, named like the item. */
  cannedJobId: Id.nullish(),
});
export type RecommendInput = z.input<typeof RecommendInput>;

export interface ListInspectionsInput extends PageInput {
  ticketId: number;
}
/** @internal */
export const ListInspectionsInput = z.strictObject({ ...pageInput, ticketId: Id });

/** Inspections of vehicles, on tickets. */
export interface InspectionsApi {
  /**
   * Starts an inspection on a ticket that is open or in progress, with a copy of a template. Mechanics only.
   * Errors: `NOT_FOUND` (ticket, template), `TICKET_CLOSED`.
   */
  start: Mutation<StartInspectionInput, Inspection>;
  /**
   * Records what was found, all or nothing. Mechanics only.
   * Errors: `NOT_FOUND` (inspection, item), `VERSION_MISMATCH`, `INSPECTION_DONE`, `INVALID_INPUT`.
   */
  record: Mutation<RecordInspectionInput, Inspection>;
  /**
   * Finishes an inspection, also with items that were not checked; from then on the customer sees it. Mechanics only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `INSPECTION_DONE`.
   */
  finish: Mutation<FinishInspectionInput, Inspection>;
  /**
   * Adds a job to the ticket for an item: the canned job, whose missing parts are on backorder, or one named like the
   * item. Also for finished inspections. Mechanics only.
   * Errors: `NOT_FOUND` (inspection, item, canned job), `IN_USE` (jobs), `TICKET_CLOSED`, `INVALID_INPUT`.
   */
  recommend: Mutation<RecommendInput, Ticket>;
  /** Lists the inspections of a ticket, newest first; customers only those that are done. Errors: `NOT_FOUND`. */
  list: Query<ListInspectionsInput, Page<Inspection>>;
  /** Returns one inspection; customers only those of their tickets that are done. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Inspection>;
}

/** The error reasons of inspections, with their details. */
export interface InspectionReasons {
  INSPECTION_DONE: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type InspectionResource = 'inspection' | 'inspection_item';
/** The rows with a `version` here, by the procedure that checks it. */
export interface InspectionRows {
  'inspections.finish': Inspection;
  'inspections.record': Inspection;
}
