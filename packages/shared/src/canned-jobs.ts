import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { ExtraKind } from './ticket-lines.ts';
import { Hours, JobText, LineQuantity, LineText, MAX_LINES } from './ticket-work.ts';
import { type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { Cents } from './values/money.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { SoldHours } from './values/quantity.ts';
import { Instant } from './values/time.ts';

/** Labor of a canned job: hours at a rate, or a fixed price. */
export interface CannedLabor {
  description: string;
  /** At most 2 decimals; null for a fixed price. */
  hours: number | null;
  /** The price per hour, in integer cents. Null for a fixed price, or for the shop's rate when the job is added. */
  rateCents: number | null;
  /** The fixed price, in integer cents; null if priced by the hour. */
  priceCents: number | null;
}
/** A part of a canned job. */
export interface CannedPart {
  partId: number;
  quantity: number;
}
/** A fee or sublet work of a canned job. */
export interface CannedExtra {
  kind: ExtraKind;
  description: string;
  /** Integer cents. */
  amountCents: number;
}

/** A template for a common job: its labor, parts and extras, ready to copy onto tickets. */
export interface CannedJob {
  id: number;
  name: string;
  description: string | null;
  labor: CannedLabor[];
  parts: CannedPart[];
  extras: CannedExtra[];
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
const cannedLabor = z.strictObject({
  description: LineText,
  hours: Hours.nullish().transform((given) => given ?? null),
  rateCents: Cents.nullish().transform((given) => given ?? null),
  priceCents: Cents.nullish().transform((given) => given ?? null),
});
const CannedLaborInput = cannedLabor
  .refine(({ hours, priceCents }) => (hours === null) !== (priceCents === null), {
    path: ['hours'],
    message: 'Give either hours, or priceCents for a fixed price.',
  })
  .refine(({ hours, rateCents }) => rateCents === null || hours !== null, {
    path: ['rateCents'],
    message: 'A fixed price has no rate: leave rateCents out, or give hours.',
  });
const CannedPartInput = z.strictObject({ partId: Id, quantity: LineQuantity });
const CannedExtraInput = z.strictObject({ kind: ExtraKind, description: LineText, amountCents: Cents });

/** @internal */
export const CannedJob: z.ZodType<CannedJob> = z.object({
  id: Id,
  name: z.string(),
  description: z.string().nullable(),
  labor: z.array(
    z.object({
      description: z.string(),
      hours: SoldHours.nullable(),
      rateCents: Cents.nullable(),
      priceCents: Cents.nullable(),
    }),
  ),
  parts: z.array(z.object({ partId: Id, quantity: LineQuantity })),
  extras: z.array(z.object({ kind: ExtraKind, description: z.string(), amountCents: Cents })),
  version: Version,
  createdAt: Instant,
});

function eachPartOnce(parts: readonly { partId: number }[]): boolean {
  return new Set(parts.map(({ partId }) => partId)).size === parts.length;
}
const Labor = z.array(CannedLaborInput).max(MAX_LINES);
const Parts = z.array(CannedPartInput).max(MAX_LINES).refine(eachPartOnce, 'Name each part once.');
const Extras = z.array(CannedExtraInput).max(MAX_LINES);

export interface CannedJobFilters extends PageInput {
  search?: string | undefined;
}
export type ListCannedJobsInput = CannedJobFilters | void;
/** @internal */
export const ListCannedJobsInput = z.strictObject({ ...pageInput, search: Search.optional() }).prefault({});

export const CreateCannedJobInput = z.strictObject({
  name: LineText,
  description: JobText.nullish(),
  labor: Labor.default([]),
  /** Each part once. */
  parts: Parts.default([]),
  extras: Extras.default([]),
});
export type CreateCannedJobInput = z.input<typeof CreateCannedJobInput>;

export const UpdateCannedJobInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    name: LineText.optional(),
    description: JobText.nullable().optional(),
    /** Replaces all labor. */
    labor: Labor.optional(),
    /** Replaces all parts; each part once. */
    parts: Parts.optional(),
    /** Replaces all extras. */
    extras: Extras.optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateCannedJobInput = z.input<typeof UpdateCannedJobInput>;

/** Templates for common jobs. */
export interface CannedJobsApi {
  /** Lists canned jobs, newest first; `search` searches name and description. Mechanics only. */
  list: Query<ListCannedJobsInput, Page<CannedJob>>;
  /** Returns one canned job. Mechanics only. Errors: `NOT_FOUND`. */
  get: Query<IdInput, CannedJob>;
  /** Creates a canned job. Admins only. Errors: `NOT_FOUND` (part), `INVALID_INPUT`. */
  create: Mutation<CreateCannedJobInput, CannedJob>;
  /**
   * Updates a canned job; copies on tickets do not change. Admins only.
   * Errors: `NOT_FOUND` (canned job, part), `VERSION_MISMATCH`, `INVALID_INPUT`.
   */
  update: Mutation<UpdateCannedJobInput, CannedJob>;
  /** Deletes a canned job. Admins only. Errors: `NOT_FOUND`. */
  delete: Mutation<IdInput, Deleted>;
}

/** The resources that `NOT_FOUND` names here. */
export type CannedJobResource = 'canned_job';
/** The rows with a `version` here, by the procedure that checks it. */
export interface CannedJobRows {
  'cannedJobs.update': CannedJob;
}
