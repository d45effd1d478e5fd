import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { ExtraKind } from './ticket-lines.ts';
import { Hours, JobText, LineQuantity, LineText, MAX_LINES } from './ticket-work.ts';
import { type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { Cents } from './values/money.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Instant } from './values/time.ts';

/** Labor of a canned job: hours at a rate (null: the shop's when it is used), or a fixed price. */
export interface CannedLabor {
  description: string;
  /** At most 2 decimals; null at a fixed price. */
  hours: number | null;
  /** Integer cents; null: the shop's rate, or a fixed price. */
  rateCents: number | null;
  /** Integer cents; null when it is by the hour. */
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

/** Work that the shop does often, ready to be copied onto tickets. */
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
    message: 'Give hours, or priceCents for a fixed price, not both.',
  })
  .refine(({ hours, rateCents }) => rateCents === null || hours !== null, {
    path: ['rateCents'],
    message: 'A rate belongs to hours: leave it out at a fixed price.',
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
      hours: z.number().min(0).max(1000).nullable(),
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

/** Work that the shop does often. */
export interface CannedJobsApi {
  /** Pages of canned jobs, newest first; `search` searches name and description. Mechanics only. */
  list: Query<ListCannedJobsInput, Page<CannedJob>>;
  /** One canned job. Mechanics only. Errors: `NOT_FOUND`. */
  get: Query<IdInput, CannedJob>;
  /** Adds a canned job. Admins only. Errors: `NOT_FOUND` (part), `INVALID_INPUT`. */
  create: Mutation<CreateCannedJobInput, CannedJob>;
  /** Changes a canned job; tickets that it was copied to stay. Admins only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`. */
  update: Mutation<UpdateCannedJobInput, CannedJob>;
  /** Deletes a canned job. Admins only. Errors: `NOT_FOUND`. */
  delete: Mutation<IdInput, Deleted>;
}

/** What `NOT_FOUND` can be about here. */
export type CannedJobResource = 'canned_job';
/** The rows that carry a version here, by the procedure that checks it. */
export interface CannedJobRows {
  'cannedJobs.update': CannedJob;
}
