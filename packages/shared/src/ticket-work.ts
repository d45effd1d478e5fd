import * as z from 'zod';
import type { Mutation } from './contract.ts';
import { Discount } from './discounts.ts';
import { ExtraKind } from './ticket-lines.ts';
import type { Ticket } from './ticket.ts';
import { Id, Version, orElse } from './values/input.ts';
import { Cents } from './values/money.ts';
import { decimal, quantity } from './values/quantity.ts';
import { Line, Lines } from './values/text.ts';

/** The most jobs of one ticket. */
export const MAX_JOBS = 50;
/** The most parts, labor lines or extras of one ticket. */
export const MAX_LINES = 200;
/** The most of one part on one line. */
export const MAX_LINE_QUANTITY = 100_000;
/** The most hours of one labor line. */
export const MAX_HOURS = 1000;

/** @internal */
export const LineText = Line(1, 200);
/** @internal */
export const JobText = Lines(1, 1000);
/** @internal */
export const LineQuantity = quantity(0.001, MAX_LINE_QUANTITY);
/** @internal */
export const Hours = decimal(0.01, MAX_HOURS, 2);

/** The ticket, and the version that the caller saw. */
const ofTicket = { id: Id, version: Version.optional() };

const NOTHING = 'Name at least one member to change.';
function changes(keys: readonly string[]) {
  return (input: object) =>
    Object.entries(input).some(([key, value]) => value !== undefined && !['id', 'version', ...keys].includes(key));
}

// Hours make a line hourly, a price makes it fixed; a rate belongs to hours.
function hasOnePrice({ hours, rateCents, priceCents }: PriceInput): boolean {
  return priceCents === undefined || (hours === undefined && rateCents === undefined);
}
interface PriceInput {
  hours?: number | undefined;
  rateCents?: number | undefined;
  priceCents?: number | undefined;
}
const ONE_PRICE = { path: ['priceCents'], message: 'Give hours with an optional rateCents, or priceCents, not both.' };

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
  /** Whether parts that are short wait for stock. Default true. */
  backorder: orElse(z.boolean(), true),
});
export type AddCannedJobInput = z.input<typeof AddCannedJobInput>;

export const AddLaborInput = z
  .strictObject({
    ...ofTicket,
    jobId: Id.nullish(),
    description: LineText,
    /** Above 0 up to 1,000, at most 2 decimals. */
    hours: Hours.optional(),
    /** Of an hour, in integer cents. Default: the shop's. */
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
    /** Makes the line hourly. */
    hours: Hours.optional(),
    rateCents: Cents.optional(),
    /** Makes the price fixed. */
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
  /** Null: to no job. */
  jobId: Id.nullable(),
});
export type MoveLineInput = z.input<typeof MoveLineInput>;

export const AddPartInput = z.strictObject({
  id: Id,
  partId: Id,
  jobId: Id.nullish(),
  quantity: LineQuantity.default(1),
  /** Of one unit of a new line, in integer cents. Default: the part's price. */
  unitPriceCents: Cents.optional(),
  /** Whether the line waits for what is short, instead of the call being rejected. Default false. */
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
    /** Whether the line waits for what is short when its quantity rises. Default false. */
    backorder: z.boolean().optional(),
  })
  .refine(changes(['lineId', 'backorder']), NOTHING);
export type UpdatePartLineInput = z.input<typeof UpdatePartLineInput>;

export const RemovePartInput = z.strictObject({
  id: Id,
  partId: Id,
  /** The job of the line; absent or null: the line without a job. */
  jobId: Id.nullish(),
  /** All of the line when absent. */
  quantity: LineQuantity.optional(),
});
export type RemovePartInput = z.input<typeof RemovePartInput>;

/**
 * Jobs and lines of a ticket, for mechanics. Every procedure answers the whole ticket and fails with `TICKET_CLOSED`
 * unless it is open or in progress, with `NOT_FOUND` for an unknown ticket, job or line, and with `VERSION_MISMATCH`
 * for a stale version. Texts of lines have 1 to 200 characters.
 */
export interface TicketWorkApi {
  /** Adds a job; a ticket has at most 50. Errors: `INVALID_INPUT`. */
  addJob: Mutation<AddJobInput, Ticket>;
  /** Changes a job; absent members stay as they are, null clears. */
  updateJob: Mutation<UpdateJobInput, Ticket>;
  /** Removes a job with its lines and releases their stock. */
  removeJob: Mutation<RemoveJobInput, Ticket>;
  /**
   * Copies a canned job onto the ticket at today's prices. Parts that are short wait for stock, or with
   * `backorder: false` the call is rejected. Errors: `INSUFFICIENT_STOCK`, `INVALID_INPUT`.
   */
  addCannedJob: Mutation<AddCannedJobInput, Ticket>;
  /** Adds labor by the hour or at a fixed price; a ticket has at most 200 such lines. Errors: `INVALID_INPUT`. */
  addLabor: Mutation<AddLaborInput, Ticket>;
  /** Changes a labor line: `hours` makes it hourly, `priceCents` fixed. Errors: `INVALID_INPUT`. */
  updateLabor: Mutation<UpdateLaborInput, Ticket>;
  /** Removes a labor line. */
  removeLabor: Mutation<RemoveLaborInput, Ticket>;
  /** Adds a fee or sublet work; a ticket has at most 200 such lines. Errors: `INVALID_INPUT`. */
  addExtra: Mutation<AddExtraInput, Ticket>;
  /** Changes a fee or sublet work. */
  updateExtra: Mutation<UpdateExtraInput, Ticket>;
  /** Removes a fee or sublet work. */
  removeExtra: Mutation<RemoveExtraInput, Ticket>;
  /**
   * Moves a line to another job or to none. A part whose line exists there already is added to it if the price is
   * equal. Errors: `INVALID_INPUT`.
   */
  moveLine: Mutation<MoveLineInput, Ticket>;
  /**
   * Adds a part to its line in the job, or without one, and reserves the stock. A shortage is rejected; with
   * `backorder` the line waits for the rest. Errors: `INSUFFICIENT_STOCK`, `INVALID_INPUT`.
   */
  addPart: Mutation<AddPartInput, Ticket>;
  /**
   * Changes a part's line. A lower quantity takes from what is missing first. Errors: `INSUFFICIENT_STOCK`,
   * `INVALID_INPUT`.
   */
  updatePart: Mutation<UpdatePartLineInput, Ticket>;
  /** Takes from a part's line, by default all of it, and releases the stock. Errors: `INVALID_INPUT`. */
  removePart: Mutation<RemovePartInput, Ticket>;
}
