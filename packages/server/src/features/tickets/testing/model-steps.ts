import type { TicketStatus } from '@mechanic-shop/shared';
import fc from 'fast-check';
import type { Place, Step } from './model-state.ts';

export const PARTS = 2;
export const TICKETS = 3;
const CREW = 2;
export const PURCHASES = 2;
/** What each purchase orders of each part, in tenths. */
export const ORDERED = 25;
/** The jobs that every ticket begins with; revived ones follow. */
export const JOBS = 2;
// Tenths: both parts are counted in litres.
export const STOCK = 60;

const place = (size: number) => fc.nat({ max: size - 1 });
const job: fc.Arbitrary<Place> = fc.constantFrom(null, 0, 1);
const tenths = fc.constantFrom(1, 2, 7, 12, 25, 40);
const statuses: TicketStatus[] = ['open', 'in_progress', 'completed', 'cancelled'];
/** A decision about some of the jobs that a ticket begins with. */
const decision = fc
  .array(fc.constantFrom('approve', 'decline', 'leave'), { minLength: JOBS, maxLength: JOBS })
  .filter((each) => each.some((choice) => choice !== 'leave'))
  .map((each) => {
    const places = (wanted: string) => each.flatMap((choice, at) => (choice === wanted ? [at] : []));
    return { approve: places('approve'), decline: places('decline') };
  });
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('add', 'backorder', 'backorder', 'remove', 'set'),
      ticket: place(TICKETS),
      job,
      part: place(PARTS),
      quantity: tenths,
    }),
  },
  fc.record({ do: fc.constant('removeAll'), ticket: place(TICKETS), job, part: place(PARTS) }),
  fc.record({ do: fc.constant('moveLine'), ticket: place(TICKETS), job, part: place(PARTS), to: job }),
  {
    weight: 3,
    arbitrary: fc
      .tuple(place(TICKETS), decision)
      .map(([ticket, decided]): Step => ({ do: 'decide', ticket, ...decided })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('revive'), from: place(TICKETS), job: place(JOBS), ticket: place(TICKETS) }),
  },
  fc.record({ do: fc.constant('dismiss'), from: place(TICKETS), job: place(JOBS) }),
  fc.record({ do: fc.constant('require'), required: fc.boolean() }),
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('move'), ticket: place(TICKETS), to: fc.constantFrom(...statuses) }),
  },
  fc.record({ do: fc.constant('adjust'), part: place(PARTS), delta: fc.constantFrom(-30, -7, 1, 2, 12, 50) }),
  fc.record({ do: fc.constant('stockTake'), part: place(PARTS), quantity: fc.nat({ max: 120 }) }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('receive'),
      purchase: place(PURCHASES),
      line: fc.constantFrom(null, 0, 1),
      quantity: fc.constantFrom(1, 7, 12, 25),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('order'), purchase: place(PURCHASES) }) },
  fc.record({ do: fc.constant('cancel'), purchase: place(PURCHASES) }),
  fc.record({ do: fc.constantFrom('assign', 'unassign'), ticket: place(TICKETS), mechanic: place(CREW) }),
);

/** A course that every run takes first: asked for, approved, exceeded, declined, deferred and revived. */
export const course: Step[][] = [
  [{ do: 'require', required: true }],
  [{ do: 'add', ticket: 0, job: 0, part: 0, quantity: 40 }],
  [{ do: 'decide', ticket: 0, approve: [0], decline: [1] }],
  [{ do: 'backorder', ticket: 0, job: 0, part: 0, quantity: 40 }],
  [{ do: 'decide', ticket: 0, approve: [1], decline: [0] }],
  [{ do: 'move', ticket: 0, to: 'cancelled' }],
  [{ do: 'revive', from: 0, job: 0, ticket: 1 }],
  [{ do: 'move', ticket: 0, to: 'open' }],
];

/** Another: tickets wait, and deliveries, cancellations and adjustments happen at once. */
export const deliveries: Step[][] = [
  [
    { do: 'order', purchase: 0 },
    { do: 'order', purchase: 1 },
  ],
  [
    { do: 'backorder', ticket: 1, job: null, part: 0, quantity: 40 },
    { do: 'backorder', ticket: 0, job: null, part: 0, quantity: 40 },
    { do: 'adjust', part: 0, delta: -7 },
  ],
  [
    { do: 'receive', purchase: 0, line: 0, quantity: 12 },
    { do: 'receive', purchase: 0, line: 0, quantity: 25 },
    { do: 'receive', purchase: 1, line: null, quantity: 1 },
    { do: 'adjust', part: 0, delta: 2 },
  ],
  [
    { do: 'receive', purchase: 0, line: null, quantity: 1 },
    { do: 'receive', purchase: 0, line: null, quantity: 1 },
    { do: 'cancel', purchase: 0 },
    { do: 'remove', ticket: 0, job: null, part: 0, quantity: 7 },
  ],
];
