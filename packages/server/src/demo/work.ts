import type { Job } from './jobs.ts';
import type { Draws } from './random.ts';
import type { DemoVehicle, Outcome, Quote, Visit, Work } from './visit.ts';

type Hold = NonNullable<Work['hold']>;
type Discount = NonNullable<Work['jobDiscount']>;

const notes = [
  'The customer has a spare key at the desk.',
  'Was quoted by phone.',
  'Second visit for this: look twice.',
];
const holds: readonly Hold[] = [
  { reason: 'waiting_customer', note: 'Called twice; waiting for a yes to the second job.' },
  { reason: 'other', note: 'Lift 2 is out of order until tomorrow.' },
];

/** Draws how the work of a visit is written down. What it waits for follows when all visits are known. */
export function workOf(job: Job, outcome: Outcome, draws: Draws): Work {
  return {
    job,
    isDetailed: draws.chance(0.75),
    note: draws.chance(0.15) ? draws.oneOf(notes) : null,
    jobDiscount: draws.chance(0.12) ? { kind: 'percent', percent: draws.oneOf([5, 7.5, 10]) } : null,
    ticketDiscount: draws.chance(0.1)
      ? draws.oneOf<Discount>([
          { kind: 'amount', amountCents: 1_500 },
          { kind: 'percent', percent: 5 },
        ])
      : null,
    hold: draws.chance(0.25) && outcome === 'in_progress' ? draws.oneOf(holds) : null,
    quote: null,
    waitsFor: null,
    advice: null,
    revives: false,
  };
}

/** Draws what becomes of the estimate of a visit. Work that is not finished waits for many an answer. */
export function quoteOf({ outcome, work }: Visit, draws: Draws): Quote | null {
  const [isSent, quote] = [draws.chance(0.45), draws.oneOf(quotes)];
  if (!work.isDetailed || outcome === 'open' || outcome === 'declined') return null;
  if (outcome === 'in_progress' || outcome === 'paused') return isSent || draws.chance(0.5) ? 'unanswered' : null;
  return isSent ? quote : null;
}
const quotes: readonly Quote[] = [
  'approved',
  'approved',
  'approved',
  'partly',
  'partly',
  'revised',
  'withdrawn',
  'unanswered',
];

const pairs = ['SAF', 'DRL', 'BDF', 'BDR', 'WBR'];

/** What a car waits for: a pair of parts that no visit takes from the shelf. */
function pairFor({ car }: DemoVehicle, taken: ReadonlySet<string>): string | null {
  return pairs.map((sku) => `${sku}-${car.code}`).find((sku) => !taken.has(sku)) ?? null;
}

/** The visits, of which those set aside and every third one in work wait for parts. */
export function withWaits(visits: readonly Visit[]): Visit[] {
  const taken = new Set(visits.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
  let inWork = 0;
  return visits.map((visit) => {
    const waits = visit.outcome === 'paused' || (visit.outcome === 'in_progress' && inWork++ % 3 === 0);
    if (!waits) return visit;
    const waitsFor = pairFor(visit.vehicle, taken);
    const hold: Hold = { reason: 'waiting_parts', note: 'Ordered; the supplier says two days.' };
    return { ...visit, work: { ...visit.work, waitsFor, hold } };
  });
}

const MINUTE = 60_000;

/** The odometer of a car at an instant: it is driven evenly since the summer of its year. */
export function mileageAt({ year, vin }: DemoVehicle, at: Date): number {
  const perDay = 22 + (Number(vin.slice(-6)) % 34);
  const minutes = (at.getTime() - Date.UTC(year, 5, 1)) / MINUTE;
  return Math.floor((minutes / (24 * 60)) * perDay);
}
