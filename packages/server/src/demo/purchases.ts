import { dayAfter, minutesAfter, workdayBefore } from './calendar.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';
import type { Visit } from './visit.ts';

type Line = [sku: string, quantity: number];

/** A purchase, and the working days before today on which something happens to it. */
interface Plan {
  /** The index of the supplier. */
  supplier: 0 | 1;
  created: number;
  lines: Line[];
  reference?: string;
  note?: string;
  /** When it is ordered; the last delivery brings all that is left, the others half. */
  deliveries?: readonly number[];
  isDraft?: true;
  cancelled?: { back: number; reason: string };
}

/** What tickets wait for: a pair of each part, but of the last one, which is not ordered yet. */
function awaited(visits: readonly Visit[]): Line[] {
  const skus = new Set(visits.flatMap(({ work }) => work.waitsFor ?? []));
  return [...skus].slice(0, -1).map((sku) => [sku, 2]);
}

const plansFor = (visits: readonly Visit[]): Plan[] => [
  {
    supplier: 0,
    created: 25,
    lines: [
      ['CLN-BRK-500', 24],
      ['WSH-M14', 100],
      ['BLB-H7', 20],
    ],
    reference: 'LMF-87410',
    deliveries: [24],
  },
  {
    supplier: 1,
    created: 20,
    lines: [['TYR-23555R18-A', 4]],
    cancelled: { back: 19, reason: 'Out of stock until spring; the customer bought elsewhere.' },
  },
  {
    supplier: 1,
    created: 13,
    lines: [
      ['TYR-20555R16-W', 8],
      ['TYR-22545R17-W', 8],
      ['VLV-TPMS', 4],
    ],
    reference: 'MTB 3391',
    deliveries: [11, 8],
  },
  {
    supplier: 0,
    created: 5,
    lines: [
      ['WIP-600', 12],
      ['BLB-W5W', 40],
      ['SCW-5', 20],
    ],
    reference: 'LMF-88102',
    note: 'Half of it was not on the first van.',
    deliveries: [4, 0],
  },
  { supplier: 0, created: 1, lines: [['OIL-5W30-1', 60], ...awaited(visits)], reference: 'LMF-88213', deliveries: [0] },
  {
    supplier: 1,
    created: 1,
    lines: [
      ['BAT-60', 3],
      ['TYR-19565R15-A', 4],
    ],
    note: 'Ask for the winter price first.',
    isDraft: true,
  },
];

const AFTERNOON = 15 * 60 + 10;
const MORNING = 7 * 60 + 40;

function stepsOf(plan: Plan, at: number, now: Date): Step[] {
  const { supplier, lines, created, deliveries = [], cancelled } = plan;
  const createdAt = minutesAfter(workdayBefore(now, created), AFTERNOON + 20 * at);
  // Known once the draft is written.
  let [id, half]: [number, { lineId: number; quantity: number }[]] = [0, []];
  const buyer = (desk: Desk) => desk.mechanic(at % 3).call.purchases;
  const create: Step = {
    at: createdAt,
    run: async (desk) => {
      const draft = await buyer(desk).create({
        supplierId: desk.suppliers[supplier] ?? 0,
        lines: lines.map(([sku, quantity]) => ({ partId: desk.parts.get(sku) ?? 0, quantity })),
        expectedOn: dayAfter(createdAt, 4),
        reference: plan.reference ?? null,
        note: plan.note ?? null,
      });
      id = draft.id;
      half = draft.lines.map((line) => ({ lineId: line.id, quantity: Math.floor(line.quantity / 2) }));
    },
  };
  const order: Step = { at: minutesAfter(createdAt, 10), run: (desk) => buyer(desk).order({ id }) };
  const arrive = (back: number, isLast: boolean): Step => ({
    at: minutesAfter(workdayBefore(now, back), MORNING),
    run: (desk) => buyer(desk).receive({ id, ...(isLast ? {} : { lines: half }) }),
  });
  // On day 0 it is still on its way.
  const arrivals = deliveries.filter((back) => back > 0).map((back) => arrive(back, back === deliveries.at(-1)));
  if (plan.isDraft) return [create];
  if (!cancelled) return [create, order, ...arrivals];
  const { back, reason } = cancelled;
  const cancel: Step = {
    at: minutesAfter(workdayBefore(now, back), MORNING),
    run: (desk) => buyer(desk).cancel({ id, reason }),
  };
  return [create, order, cancel];
}

/** Purchases in every state, one of which brings what most of the waiting tickets wait for. */
export function purchaseSteps(now: Date, visits: readonly Visit[]): Step[] {
  return plansFor(visits).flatMap((plan, at) => stepsOf(plan, at, now));
}
