import type { RouterInputs } from '@mechanic-shop/shared';
import type { Car } from './cars.ts';
import type { Job } from './jobs.ts';

type Discount = NonNullable<RouterInputs['tickets']['update']['discount']>;
type Hold = NonNullable<RouterInputs['tickets']['setHold']['hold']>;

/**
 * What becomes of the estimate for a visit: all jobs are approved, one is declined, it is replaced by a second one,
 * withdrawn, or never answered.
 */
export type Quote = 'approved' | 'partly' | 'revised' | 'withdrawn' | 'unanswered';

/** Work that was advised and declined, and what has become of it since. */
export interface Advice {
  name: string;
  labor: string;
  priceCents: number;
  later: 'open' | 'revived' | 'dismissed';
}

/** How the work of a visit is written down, and what is agreed about it. */
export interface Work {
  job: Job;
  /** Whether the ticket has a job with labor; else it only has the parts. */
  isDetailed: boolean;
  /** A note about the job for staff. */
  note: string | null;
  jobDiscount: Discount | null;
  ticketDiscount: Discount | null;
  hold: Hold | null;
  /** The course of the estimate, if one is sent. */
  quote: Quote | null;
  /** The sku of a pair of parts that the ticket waits for. */
  waitsFor: string | null;
  advice: Advice | null;
  /** Whether the customer now wants what was advised at an earlier visit. */
  revives: boolean;
}

type Method = RouterInputs['payments']['record']['method'];

/** How a completed visit is paid: at the desk, a week later, in part, with a deposit before, or not at all. */
export type Bill =
  | { pays: 'desk'; method: Method; /** Whether a first invoice is voided. */ isCorrected?: true }
  | { pays: 'transfer' | 'partly' | 'deposit' | 'not' };

/** A car; `customer` is an index in people.ts. */
export interface DemoVehicle {
  customer: number;
  car: Car;
  year: number;
  vin: string;
  licensePlate: string;
}

/** The state of a ticket; `paused` was begun and set aside, `reopened` was completed twice. */
export type Outcome = 'open' | 'paused' | 'in_progress' | 'completed' | 'reopened' | 'declined' | 'cancelled';

/** A car in the shop, from the ticket's opening to its end; mechanics are indexes in people.ts. */
export interface Visit {
  vehicle: DemoVehicle;
  description: string;
  serviceDate: string | null;
  /** Whether the customers opened the ticket themselves. */
  online: boolean;
  mechanics: number[];
  lines: { sku: string; quantity: number }[];
  work: Work;
  outcome: Outcome;
  bill?: Bill;
  openedAt: Date;
  startedAt: Date;
  endedAt: Date;
}
