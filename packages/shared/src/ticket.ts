import * as z from 'zod';
import { Discount } from './discounts.ts';
import { Mechanic } from './mechanics.ts';
import { Person } from './people.ts';
import { TicketInvoice } from './ticket-invoice.ts';
import { ExtraLine, Job, LaborLine, TicketPart } from './ticket-lines.ts';
import { Totals } from './totals.ts';
import { Count, Id, Version } from './values/input.ts';
import { Instant } from './values/time.ts';
import { Vehicle } from './vehicles.ts';

/** The status of a ticket. An open list: later versions may add values. */
export const TicketStatus = z.enum(['open', 'in_progress', 'completed', 'cancelled']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** What a ticket on hold waits for. */
export const HoldReason = z.enum(['waiting_parts', 'waiting_customer', 'other']);
export type HoldReason = z.infer<typeof HoldReason>;

/** Why a ticket is on hold, and since when. */
export interface Hold {
  reason: HoldReason;
  /** Null for customers: only staff see notes. */
  note: string | null;
  /** ISO 8601 in UTC. */
  since: string;
}
/** Why a status change would be rejected. An open list: later versions may add values. */
export const BlockerReason = z.enum(['APPROVAL_NEEDED', 'PARTS_MISSING', 'INVOICED']);
export type BlockerReason = z.infer<typeof BlockerReason>;
const Hold = z.object({ reason: HoldReason, note: z.string().nullable(), since: Instant });

/** A status that the caller's role may set but that would be rejected now, and why. */
export interface Blocker {
  to: TicketStatus;
  reason: BlockerReason;
}

/** A service ticket with its customer, vehicle, mechanics and lines. */
export interface Ticket {
  id: number;
  customer: Person;
  vehicle: Vehicle | null;
  description: string;
  status: TicketStatus;
  /** `YYYY-MM-DD`. */
  serviceDate: string | null;
  mechanics: Mechanic[];
  jobs: Job[];
  parts: TicketPart[];
  labor: LaborLine[];
  extras: ExtraLine[];
  /** The discount on the whole ticket. */
  discount: Discount | null;
  /** Computed with the shop's current settings, until an invoice freezes them. */
  totals: Totals;
  /** The same as `totals.partsCents`. */
  partsTotalCents: number;
  /** The odometer reading at arrival, in the vehicle's `mileageUnit`. */
  mileageIn: number | null;
  /** The odometer reading at departure, in the vehicle's `mileageUnit`. */
  mileageOut: number | null;
  hold: Hold | null;
  /** The live invoice of the ticket; null if there is none, or if it was voided. */
  invoice: TicketInvoice | null;
  /** All payments minus all refunds, in integer cents. */
  paidCents: number;
  /**
   * The total of the invoice minus `paidCents`, in integer cents; without an invoice, today's total counts, and 0 for a
   * cancelled ticket. Negative if more was paid.
   */
  balanceCents: number;
  /** The minutes that mechanics clocked on the ticket and have stopped; null for customers. */
  clockedMinutes: number | null;
  /** The statuses that the caller's role may set next. */
  allowedStatuses: TicketStatus[];
  /** Those of `allowedStatuses` that would be rejected now, and why. */
  blockers: Blocker[];
  /** Increases by one with every change of lines, mechanics, status and so on, but not with invoices, payments and time. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** ISO 8601 in UTC. */
  updatedAt: string;
  /** ISO 8601 in UTC. */
  completedAt: string | null;
}
/** @internal */
export const Ticket: z.ZodType<Ticket> = z.object({
  id: Id,
  customer: Person,
  vehicle: Vehicle.nullable(),
  description: z.string(),
  status: TicketStatus,
  serviceDate: z.string().nullable(),
  mechanics: z.array(Mechanic),
  jobs: z.array(Job),
  parts: z.array(TicketPart),
  labor: z.array(LaborLine),
  extras: z.array(ExtraLine),
  discount: Discount.nullable(),
  totals: Totals,
  partsTotalCents: Count,
  mileageIn: Count.nullable(),
  mileageOut: Count.nullable(),
  hold: Hold.nullable(),
  invoice: TicketInvoice.nullable(),
  paidCents: Count,
  balanceCents: z.int(),
  clockedMinutes: Count.nullable(),
  allowedStatuses: z.array(TicketStatus),
  blockers: z.array(z.object({ to: TicketStatus, reason: BlockerReason })),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
  completedAt: Instant.nullable(),
});
