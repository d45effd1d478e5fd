import { customers, mechanics } from '../features/accounts/demo-people.ts';
import { withAdvice } from './advice.ts';
import { withBills } from './bills.ts';
import { dayAfter, minutesAfter, workdayBefore } from './calendar.ts';
import { cars, plateOf, vinOf } from './cars.ts';
import { type Job, jobs } from './jobs.ts';
import { type Draws, drawsFrom } from './random.ts';
import type { DemoVehicle, Outcome, Visit } from './visit.ts';
import { quoteOf, withWaits, workOf } from './work.ts';

/** The number of working days in the demo's past. */
export const DAYS = 38;
const VISITS = 132;
const OPENS_AT = 8 * 60;

const isBegun = (outcome: Outcome): boolean => outcome !== 'open' && outcome !== 'declined';

function outcomeOf(back: number, draws: Draws): Outcome {
  if (back <= 2) return draws.oneOf(['open', 'open', 'in_progress']);
  if (back <= 4) return draws.oneOf(['open', 'in_progress', 'in_progress', 'completed']);
  if (back <= 7) return draws.oneOf(['paused', 'in_progress', 'completed', 'completed', 'completed']);
  if (draws.chance(0.1)) return draws.oneOf(['declined', 'cancelled']);
  // A returning customer comes back a week later.
  return back > 12 && draws.chance(0.05) ? 'reopened' : 'completed';
}

function timesOf(now: Date, back: number, draws: Draws) {
  const openedAt = minutesAfter(workdayBefore(now, back), OPENS_AT + draws.between(0, 300));
  // The newest visits begin on the same day, so that nothing lies in the future.
  const wait = back > 3 ? draws.between(0, 2) : 0;
  const morning = minutesAfter(workdayBefore(now, back - wait), OPENS_AT + draws.between(0, 240));
  const startedAt = wait > 0 ? morning : minutesAfter(openedAt, draws.between(20, 120));
  return { openedAt, startedAt, endedAt: minutesAfter(startedAt, draws.between(70, 200)) };
}

function newVehicle(customer: number, draws: Draws): DemoVehicle {
  const car = draws.oneOf(cars);
  const year = draws.between(car.from, car.to);
  return { customer, car, year, vin: vinOf(car, year, draws), licensePlate: plateOf(year, draws) };
}

function mechanicsFor(job: Job, draws: Draws): number[] {
  const helper = draws.between(0, mechanics.length - 1);
  return draws.chance(0.2) && helper !== job.mechanic ? [job.mechanic, helper] : [job.mechanic];
}

// What is drawn last about a visit has its own draws, so that the visits stay as they are when it changes.
function visitOf(now: Date, back: number, vehicle: DemoVehicle, draws: Draws, workDraws: Draws): Visit {
  const job = draws.oneOf(jobs);
  const outcome = outcomeOf(back, draws);
  const times = timesOf(now, back, draws);
  // A mechanic looks at a ticket before work begins, but not at every ticket.
  const looked = isBegun(outcome) || draws.chance(0.4);
  return {
    ...times,
    vehicle,
    outcome,
    description: draws.oneOf(job.texts),
    serviceDate: draws.chance(0.3) ? null : dayAfter(times.openedAt, draws.between(1, 6)),
    online: customers[vehicle.customer]?.login === true && draws.chance(0.7),
    mechanics: looked ? mechanicsFor(job, draws) : [],
    lines: isBegun(outcome)
      ? job.lines.map(([sku, quantity]) => ({ sku: sku.replace('*', vehicle.car.code), quantity }))
      : [],
    work: workOf(job, outcome, workDraws),
  };
}

/** The visits of the last weeks in order of opening; everyone in people.ts comes at least once. */
export function planVisits(now: Date): Visit[] {
  const draws = drawsFrom(1886);
  const workDraws = drawsFrom(1895);
  const known: DemoVehicle[] = [];
  let arrived = 0;
  const visits = Array.from({ length: VISITS }, (_, at) => {
    const back = Math.round(DAYS - (at / (VISITS - 1)) * (DAYS - 1));
    const isNew = (at * customers.length) / VISITS >= arrived;
    if (isNew) known.push(newVehicle(arrived++, draws));
    else if (draws.chance(0.2)) known.push(newVehicle(draws.between(0, arrived - 1), draws));
    const newest = known.at(-1);
    // The customer of the demo account brought the first car, and brings it often.
    const [first] = known;
    const vehicle = isNew && newest ? newest : at % 22 === 21 && first ? first : draws.oneOf(known);
    return visitOf(now, back, vehicle, draws, workDraws);
  });
  const inOrder = visits.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  const quoteDraws = drawsFrom(1908);
  const quoted = withWaits(inOrder).map((visit) => ({
    ...visit,
    work: { ...visit.work, quote: quoteOf(visit, quoteDraws) },
  }));
  return withBills(withAdvice(quoted), now);
}
