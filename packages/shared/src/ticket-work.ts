import * as z from 'zod';
import type { Mutation } from './contract.ts';
import { Discount } from './discounts.ts';
import { ExtraKind } from './ticket-lines.ts';
import type { Ticket } from './ticket.ts';
import { Id, Version, orElse } from './values/input.ts';
import { Cents } from './values/money.ts';
import { decimal, quantity } from './values/quantity.ts';
import { Line, Lines } from './values/text.ts';

/** The most jobs on one ticket. */
export const MAX_JOBS = 50;
/** The most lines of each kind (parts, labor, extras) on one ticket. */
export const MAX_LINES = 200;
/** The highest quantity of one line. */
export const MAX_LINE_QUANTITY = 100_000;
/** The most hours on one labor line. */
export const MAX_HOURS = 1000;

/** @internal */
export const LineText = Line(1, 200);
/** @internal */
export const JobText = Lines(1, 1000);
/** @internal */
export const LineQuantity = quantity(0.001, MAX_LINE_QUANTITY);
/** @internal */
export const Hours = decimal(0.01, MAX_HOURS, 2);

/** The ticket, and the version that the caller last read. */
const ofTicket = { id: Id, version: Version.optional() };

const NOTHING = 'Name at least one member to change.';
function changes(keys: readonly string[]) {
  return (input: object) =>
    Object.entries(input).some(([key, value]) => value !== undefined && !['id', 'version', ...keys].includes(key));
}

// A line has hours, optionally with a rate, or a fixed price.
function hasOnePrice({ hours, rateCents, priceCents }: PriceInput): boolean {
  return priceCents === undefined || (hours === undefined && rateCents === undefined);
}
interface PriceInput {
  hours?: number | undefined;
  rateCents?: number | undefined;
  priceCents?: number | undefined;
}
const ONE_PRICE = { path: ['priceCents'], message: 'Give either hours, optionally with rateCents, or priceCents.' };

export const AddJobInput = z.strictObject({
  ...ofTicket,
  name: LineText,
  description: JobText.nullish(),
  /** For staff. */
  note: JobText.nullish(),
  discount: Discount.nullish(),
});
export type AddJobInput = z.input<typeof AddJobInput>;

export const UpdateJobInput = z
  .strictObject({
    ...ofTicket,
    jobId: Id,
    name: LineText.optional(),
    description: JobText.nullable().optional(),
    /** For staff. */
    note: JobText.nullable().optional(),
    discount: Discount.nullable().optional(),
  })
  .refine(changes(['jobId']), NOTHING);
export type UpdateJobInput = z.input<typeof UpdateJobInput>;

export const RemoveJobInput = z.strictObject({ ...ofTicket, jobId: Id });
export type RemoveJobInput = z.input<typeof RemoveJobInput>;

export const AddCannedJobInput = z.strictObject({
  ...ofTicket,
  cannedJobId: Id,
  /** Whether to backorder parts that are out of stock instead of rejecting the call. Default true. */
  backorder: orElse(z.boolean(), true),
});
export type AddCannedJobInput = z.input<typeof AddCannedJobInput>;

export const AddLaborInput = z
  .strictObject({
    ...ofTicket,
    jobId: Id.nullish(),
    description: LineText,
    /** 0.01 to 1,000, at most 2 decimals. */
    hours: Hours.optional(),
    /** The price per hour, in integer cents. Defaults to the shop's `laborRateCents`. */
    rateCents: Cents.optional(),
    /** A fixed price in integer cents, instead of hours. */
    priceCents: Cents.optional(),
    taxable: orElse(z.boolean(), true),
    mechanicId: Id.nullish(),
  })
  .refine(hasOnePrice, ONE_PRICE)
  .refine(({ hours, priceCents }) => hours !== undefined || priceCents !== undefined, {
    path: ['hours'],
    message: 'Give hours, or priceCents for a fixed price.',
  });
export type AddLaborInput = z.input<typeof AddLaborInput>;

export const UpdateLaborInput = z
  .strictObject({
    ...ofTicket,
    laborId: Id,
    description: LineText.optional(),
    /** Makes the line hourly, at its rate or the shop's. */
    hours: Hours.optional(),
    rateCents: Cents.optional(),
    /** Makes the line a fixed price, in integer cents. */
    priceCents: Cents.optional(),
    taxable: z.boolean().optional(),
    mechanicId: Id.nullable().optional(),
    done: z.boolean().optional(),
  })
  .refine(changes(['laborId']), NOTHING)
  .refine(hasOnePrice, ONE_PRICE);
export type UpdateLaborInput = z.input<typeof UpdateLaborInput>;

export const RemoveLaborInput = z.strictObject({ ...ofTicket, laborId: Id });
export type RemoveLaborInput = z.input<typeof RemoveLaborInput>;

export const AddExtraInput = z.strictObject({
  ...ofTicket,
  jobId: Id.nullish(),
  kind: ExtraKind,
  description: LineText,
  /** Integer cents. */
  amountCents: Cents,
  taxable: orElse(z.boolean(), true),
});
export type AddExtraInput = z.input<typeof AddExtraInput>;

export const UpdateExtraInput = z
  .strictObject({
    ...ofTicket,
    extraId: Id,
    kind: ExtraKind.optional(),
    description: LineText.optional(),
    amountCents: Cents.optional(),
    taxable: z.boolean().optional(),
  })
  .refine(changes(['extraId']), NOTHING);
export type UpdateExtraInput = z.input<typeof UpdateExtraInput>;

export const RemoveExtraInput = z.strictObject({ ...ofTicket, extraId: Id });
export type RemoveExtraInput = z.input<typeof RemoveExtraInput>;

/** The kinds of lines that a job can have. */
export const LineKind = z.enum(['part', 'labor', 'extra']);
export type LineKind = z.infer<typeof LineKind>;

export const MoveLineInput = z.strictObject({
  ...ofTicket,
  kind: LineKind,
  lineId: Id,
  /** The job to move the line to; null for none. */
  jobId: Id.nullable(),
});
export type MoveLineInput = z.input<typeof MoveLineInput>;

export const AddPartInput = z.strictObject({
  id: Id,
  partId: Id,
  jobId: Id.nullish(),
  quantity: LineQuantity.default(1),
  /** The price per unit on a new line, in integer cents. Defaults to the part's price. */
  unitPriceCents: Cents.optional(),
  /** Whether to backorder a shortage instead of rejecting the call. Default false. */
  backorder: orElse(z.boolean(), false),
});
export type AddPartInput = z.input<typeof AddPartInput>;

export const UpdatePartLineInput = z
  .strictObject({
    ...ofTicket,
    lineId: Id,
    quantity: LineQuantity.optional(),
    unitPriceCents: Cents.optional(),
    taxable: z.boolean().optional(),
    /** Whether to backorder a shortage if `quantity` rises, instead of rejecting the call. Default false. */
    backorder: z.boolean().optional(),
  })
  .refine(changes(['lineId', 'backorder']), NOTHING);
export type UpdatePartLineInput = z.input<typeof UpdatePartLineInput>;

export const RemovePartInput = z.strictObject({
  id: Id,
  partId: Id,
  /** The job of the line; absent or null for the line without a job. */
  jobId: Id.nullish(),
  /** How many to remove. Defaults to the whole line. */
  quantity: LineQuantity.optional(),
});
export type RemovePartInput = z.input<typeof RemovePartInput>;

/**
 * The jobs and lines of a ticket. Mechanics only. Every procedure returns the whole ticket. All fail with
 * `TICKET_CLOSED` unless the ticket is open or in progress, with `NOT_FOUND` for an unknown ticket, job or line, and
 * with `VERSION_MISMATCH` for a stale version. Names and descriptions of lines have 1 to 200 characters.
 */
export interface TicketWorkApi {
  /** Adds a job; a ticket has at most 50. Errors: `INVALID_INPUT`. */
  addJob: Mutation<AddJobInput, Ticket>;
  /** Updates a job. Absent members do not change; null clears one. */
  updateJob: Mutation<UpdateJobInput, Ticket>;
  /** Removes a job and its lines, and releases their stock. */
  removeJob: Mutation<RemoveJobInput, Ticket>;
  /**
   * Copies a canned job onto the ticket at current prices. Shortages are backordered; with `backorder: false` they
   * reject the call. Errors: `INSUFFICIENT_STOCK`, `INVALID_INPUT`.
   */
  addCannedJob: Mutation<AddCannedJobInput, Ticket>;
  /** Adds labor by the hour or at a fixed price; a ticket has at most 200 labor lines. Errors: `INVALID_INPUT`. */
  addLabor: Mutation<AddLaborInput, Ticket>;
  /** Updates a labor line: `hours` makes it hourly, `priceCents` a fixed price. Errors: `INVALID_INPUT`. */
  updateLabor: Mutation<UpdateLaborInput, Ticket>;
  /** Removes a labor line. */
  removeLabor: Mutation<RemoveLaborInput, Ticket>;
  /** Adds a fee or sublet work; a ticket has at most 200 of these lines. Errors: `INVALID_INPUT`. */
  addExtra: Mutation<AddExtraInput, Ticket>;
  /** Updates a fee or sublet work. */
  updateExtra: Mutation<UpdateExtraInput, Ticket>;
  /** Removes a fee or sublet work. */
  removeExtra: Mutation<RemoveExtraInput, Ticket>;
  /**
   * Moves a line to another job, or to none. If the same part already has a line there, the two are merged; different
   * prices reject the call. Errors: `INVALID_INPUT`.
   */
  moveLine: Mutation<MoveLineInput, Ticket>;
  /**
   * Adds `quantity` (default 1) to the part's line in the job, or to its line without a job, and reserves it. Without
   * `backorder`, a shortage rejects the call. Errors: `INSUFFICIENT_STOCK`, `INVALID_INPUT`.
   */
  addPart: Mutation<AddPartInput, Ticket>;
  /**
   * Updates a part's line. Lowering the quantity reduces its backorder first, then its reservation.
   * Errors: `INSUFFICIENT_STOCK`, `INVALID_INPUT`.
   */
  updatePart: Mutation<UpdatePartLineInput, Ticket>;
  /** Removes `quantity` (default: all) from the part's line and releases the stock. Errors: `INVALID_INPUT`. */
  removePart: Mutation<RemovePartInput, Ticket>;
}
