import type { Advice, Visit } from './visit.ts';

const advised: readonly Omit<Advice, 'later'>[] = [
  { name: 'Wheel alignment', labor: 'Measure and set both axles', priceCents: 8_900 },
  { name: 'Brake fluid', labor: 'Change and bleed the brake fluid', priceCents: 6_500 },
  { name: 'Rust protection', labor: 'Clean and seal the underbody', priceCents: 24_000 },
  { name: 'Air conditioning service', labor: 'Disinfect the evaporator', priceCents: 9_500 },
];

// What is offered by an estimate is decided there.
const isDone = ({ outcome, work }: Visit): boolean => outcome === 'completed' && work.isDetailed && work.quote === null;

/** The last visit of the same customer that was completed before this one began. */
function visitBefore(visits: readonly Visit[], { vehicle, startedAt }: Visit): Visit | undefined {
  return visits.findLast(
    (visit) => isDone(visit) && visit.vehicle.customer === vehicle.customer && visit.endedAt < startedAt,
  );
}

/** The visits, of which some completed ones end with declined work, which some in work take up again. */
export function withAdvice(visits: readonly Visit[]): Visit[] {
  const inWork = visits.filter(({ outcome, work }) => outcome === 'in_progress' && work.quote === null);
  // Each advice is taken up once.
  const revivedBy = new Map(inWork.map((visit) => [visitBefore(visits, visit), visit]));
  const reviving = new Set([...revivedBy].flatMap(([before, visit]) => (before ? [visit] : [])));
  let done = 0;
  return visits.map((visit) => {
    const revives = reviving.has(visit);
    if (!isDone(visit)) return { ...visit, work: { ...visit.work, revives } };
    const at = done++;
    const later = revivedBy.has(visit) ? 'revived' : at % 12 === 4 ? 'dismissed' : 'open';
    const isAdvised = later === 'revived' || at % 4 === 0;
    const work = advised[Math.floor(at / 4) % advised.length];
    return { ...visit, work: { ...visit.work, advice: isAdvised && work ? { ...work, later } : null } };
  });
}
