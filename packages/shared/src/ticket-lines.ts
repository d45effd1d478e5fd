import * as z from 'zod';
import { Discount } from './discounts.ts';
import { Mechanic } from './mechanics.ts';
import { Count, Id } from './values/input.ts';
import { Quantity } from './values/quantity.ts';

/** Where a job stands with the customer. An open list. */
export const JobApproval = z.enum(['none', 'asked', 'approved', 'declined', 'exceeded']);
export type JobApproval = z.infer<typeof JobApproval>;

/** What an extra line is: a fee of the shop, or work that another company does. */
export const ExtraKind = z.enum(['fee', 'sublet']);
export type ExtraKind = z.infer<typeof ExtraKind>;

/** A part on a ticket; name, sku, unit and price are frozen when the line begins. */
export interface TicketPart {
  /** Of the line. */
  id: number;
  jobId: number | null;
  partId: number;
  sku: string | null;
  name: string;
  unit: string;
  quantity: number;
  /** How much of it the line holds in stock now; 0 once it is consumed or released. */
  reserved: number;
  /** How much the line still waits for. */
  missing: number;
  /** Of one unit, in integer cents. */
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
  /** At most 2 decimals; null at a fixed price. */
  hours: number | null;
  /** Of an hour, in integer cents; null at a fixed price. */
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
  hours: z.number().min(0).max(1000).nullable(),
  rateCents: Count.nullable(),
  totalCents: Count,
  taxable: z.boolean(),
  mechanic: Mechanic.nullable(),
  done: z.boolean(),
});

/** A fee, or work that another company does. */
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

/** A piece of work on a ticket with its own lines. Its sums leave the ticket's discount out. */
export interface Job {
  id: number;
  name: string;
  description: string | null;
  /** For staff only, else null. */
  note: string | null;
  approval: JobApproval;
  /** What the customer approved, in integer cents. */
  approvedCents: number | null;
  discount: Discount | null;
  laborCents: number;
  partsCents: number;
  extrasCents: number;
  discountCents: number;
  /** Its lines less its own discount, in integer cents. */
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
