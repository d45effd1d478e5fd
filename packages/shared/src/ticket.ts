import * as z from 'zod';
import { Discount } from './discounts.ts';
import { Mechanic } from './mechanics.ts';
import { Person } from './people.ts';
import { ExtraLine, Job, LaborLine, TicketPart } from './ticket-lines.ts';
import { Totals } from './totals.ts';
import { Count, Id, Version } from './values/input.ts';
import { Instant } from './values/time.ts';
import { Vehicle } from './vehicles.ts';

/** Where a ticket stands. An open list. */
export const TicketStatus = z.enum(['open', 'in_progress', 'completed', 'cancelled']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** Why a ticket is on hold. */
export const HoldReason = z.enum(['waiting_parts', 'waiting_customer', 'other']);
export type HoldReason = z.infer<typeof HoldReason>;

/** A ticket on hold. */
export interface Hold {
  reason: HoldReason;
  /** For staff only, else null. */
  note: string | null;
  /** ISO 8601 in UTC. */
  since: string;
}
/** Why a move would be rejected. An open list. */
export const BlockerReason = z.enum(['PARTS_MISSING']);
export type BlockerReason = z.infer<typeof BlockerReason>;
const Hold = z.object({ reason: HoldReason, note: z.string().nullable(), since: Instant });

/** A move that this caller's role may make but that would be rejected now, and the reason. */
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
  /** Off the whole ticket. */
  discount: Discount | null;
  totals: Totals;
  /** The same as `totals.partsCents`. */
  partsTotalCents: number;
  /** The odometer when the vehicle came. */
  mileageIn: number | null;
  /** The odometer when the vehicle left. */
  mileageOut: number | null;
  hold: Hold | null;
  /** The statuses that this caller's role may set from here. */
  allowedStatuses: TicketStatus[];
  /** Those of them that would be rejected now, with the reason. */
  blockers: Blocker[];
  /** Rises by one with every change, of lines, mechanics and status too. */
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
  allowedStatuses: z.array(TicketStatus),
  blockers: z.array(z.object({ to: TicketStatus, reason: BlockerReason })),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
  completedAt: Instant.nullable(),
});
