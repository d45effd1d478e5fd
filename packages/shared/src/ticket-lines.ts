import * as z from 'zod';
import { Discount } from './discounts.ts';
import { Mechanic } from './mechanics.ts';
import { Count, Id } from './values/input.ts';
import { Quantity, SoldHours } from './values/quantity.ts';

/** Whether the customer has approved a job. An open list: later versions may add values. */
export const JobApproval = z.enum(['none', 'asked', 'approved', 'declined', 'exceeded']);
export type JobApproval = z.infer<typeof JobApproval>;

/** The kind of an extra line: a fee of the shop, or sublet work (done by another company). */
export const ExtraKind = z.enum(['fee', 'sublet']);
export type ExtraKind = z.infer<typeof ExtraKind>;

/** A line of a part on a ticket. Name, SKU, unit and price are frozen when the line is created. */
export interface TicketPart {
  /** The id of the line, not of the part. */
  id: number;
  jobId: number | null;
  partId: number;
  sku: string | null;
  name: string;
  unit: string;
  quantity: number;
  /** How much of `quantity` is reserved in stock; 0 once consumed or released. */
  reserved: number;
  /** How much of `quantity` is on backorder. */
  missing: number;
  /** The price per unit, in integer cents. */
  unitPriceCents: number;
  taxable: boolean;
  /** `quantity × unitPriceCents`, rounded half away from zero, in integer cents. */
  totalCents: number;
}
/** @internal */
export const TicketPart: z.ZodType<TicketPart> = z.object({
  id: Id,
  jobId: Id.nullable(),
  partId: Id,
  sku: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  quantity: Quantity,
  reserved: Quantity,
  missing: Quantity,
  unitPriceCents: Count,
  taxable: z.boolean(),
  totalCents: Count,
});

/** Labor on a ticket, by the hour or at a fixed price. */
export interface LaborLine {
  id: number;
  jobId: number | null;
  description: string;
  /** At most 2 decimals; null for a fixed price. */
  hours: number | null;
  /** The price per hour, in integer cents; null for a fixed price. */
  rateCents: number | null;
  /** The fixed price, or `hours × rateCents` rounded half away from zero, in integer cents. */
  totalCents: number;
  taxable: boolean;
  mechanic: Mechanic | null;
  done: boolean;
}
/** @internal */
export const LaborLine: z.ZodType<LaborLine> = z.object({
  id: Id,
  jobId: Id.nullable(),
  description: z.string(),
  hours: SoldHours.nullable(),
  rateCents: Count.nullable(),
  totalCents: Count,
  taxable: z.boolean(),
  mechanic: Mechanic.nullable(),
  done: z.boolean(),
});

/** A fee, or sublet work, which another company does. */
export interface ExtraLine {
  id: number;
  jobId: number | null;
  kind: ExtraKind;
  description: string;
  /** Integer cents. */
  amountCents: number;
  taxable: boolean;
}
/** @internal */
export const ExtraLine: z.ZodType<ExtraLine> = z.object({
  id: Id,
  jobId: Id.nullable(),
  kind: ExtraKind,
  description: z.string(),
  amountCents: Count,
  taxable: z.boolean(),
});

/** A job on a ticket: a piece of work with its own lines. Its sums do not include the ticket's discount. */
export interface Job {
  id: number;
  name: string;
  description: string | null;
  /** Null for customers: only staff see notes. */
  note: string | null;
  approval: JobApproval;
  /** The amount that the customer approved, in integer cents. */
  approvedCents: number | null;
  discount: Discount | null;
  laborCents: number;
  partsCents: number;
  extrasCents: number;
  discountCents: number;
  /** The sum of its lines minus the job's discount, in integer cents. */
  netCents: number;
}
/** @internal */
export const Job: z.ZodType<Job> = z.object({
  id: Id,
  name: z.string(),
  description: z.string().nullable(),
  note: z.string().nullable(),
  approval: JobApproval,
  approvedCents: Count.nullable(),
  discount: Discount.nullable(),
  laborCents: Count,
  partsCents: Count,
  extrasCents: Count,
  discountCents: Count,
  netCents: Count,
});
