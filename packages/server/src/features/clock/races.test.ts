import type { Page, Reason, TimeEntry } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { expectHealthy } from '../../testing/healthy.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia, max, cara] = [
  await shop.admin(),
  await shop.mechanic(),
  await shop.mechanic(),
  await shop.customer(),
];
const MINUTE = 60_000;

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const entriesOf = (mechanicId: number): Promise<Page<TimeEntry>> => boss.call.clock.list({ mechanicId, limit: 100 });

test('64 concurrent starts of one mechanic leave one entry running and stop the others once each', async () => {
  const tickets = await Promise.all(times(8, () => someTicket(cara)));
  const answers = await Promise.all(
    times(64, (i) => mia.call.clock.start({ ticketId: tickets[i % tickets.length]?.id ?? 0 })),
  );
  const { items } = await entriesOf(mia.id);
  expect(items).toHaveLength(64);
  expect(items.filter(({ stoppedAt }) => stoppedAt === null)).toHaveLength(1);
  const stopped = answers.flatMap((answer) => (answer.stopped ? [answer.stopped.id] : []));
  expect(new Set(stopped).size).toBe(63);
  expect(answers.filter((answer) => answer.stopped === null)).toHaveLength(1);
  await expectHealthy(shop.shop.database);
});

test('of concurrent stops one stops the clock', async () => {
  await mia.call.clock.start({ ticketId: (await someTicket(cara)).id });
  const results = await Promise.allSettled(times(16, () => mia.call.clock.stop()));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a clock that is started while its ticket is completed never runs on', async () => {
  for (const { id } of await Promise.all(times(8, () => someTicket(cara)))) {
    await boss.call.tickets.setStatus({ id, status: 'in_progress' });
    await Promise.allSettled([
      mia.call.clock.start({ ticketId: id }),
      boss.call.tickets.setStatus({ id, status: 'completed' }),
      max.call.clock.start({ ticketId: id }),
    ]);
    expect((await boss.call.clock.list({ ticketId: id })).items.every(({ stoppedAt }) => stoppedAt !== null)).toBe(
      true,
    );
  }
  await expectHealthy(shop.shop.database);
});

type Step =
  | { do: 'start'; who: number; ticket: number }
  | { do: 'stop'; who: number }
  | { do: 'correct'; entry: number; from: number; to: number | null }
  | { do: 'remove'; entry: number }
  | { do: 'close' | 'reopen'; ticket: number };

const index = fc.nat({ max: 20 });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('start' as const), who: index, ticket: index }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('stop' as const), who: index }), weight: 2 },
  {
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      entry: index,
      from: fc.nat({ max: 90 }),
      to: fc.option(fc.nat({ max: 90 })),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ do: fc.constant('remove' as const), entry: index }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'reopen' as const), ticket: index }), weight: 1 },
);

const EXPECTED: ReadonlySet<Reason> = new Set([
  'NOT_RUNNING',
  'OVERLAP',
  'TICKET_CLOSED',
  'NOT_FOUND',
  'INVALID_INPUT',
  'ILLEGAL_TRANSITION',
]);

test('whatever is started, stopped, corrected and closed at the same time, entries never overlap and sums agree', async () => {
  const crew = [mia, max];
  const tickets = await Promise.all(times(3, () => someTicket(cara)));
  const entries: number[] = [];
  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
  const at = (minutesAgo: number): string => new Date(shop.shop.now().getTime() - minutesAgo * MINUTE).toISOString();
  const run = async (step: Step): Promise<void> => {
    const { clock, tickets: desk } = (('who' in step ? pick(crew, step.who) : undefined) ?? boss).call;
    const id = 'ticket' in step ? (pick(tickets, step.ticket)?.id ?? 0) : 0;
    const entry = 'entry' in step ? (pick(entries, step.entry) ?? 1) : 1;
    if (step.do === 'start') entries.push((await clock.start({ ticketId: id })).started.id);
    else if (step.do === 'stop') await clock.stop();
    else if (step.do === 'remove') await clock.remove({ id: entry });
    else if (step.do === 'correct') {
      const stoppedAt = step.to === null ? {} : { stoppedAt: at(step.to) };
      await clock.correct({ id: entry, startedAt: at(step.from), ...stoppedAt, note: 'For the test' });
    } else await desk.setStatus({ id, status: step.do === 'close' ? 'cancelled' : 'open', note: 'For the test' });
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(aStep, { minLength: 1, maxLength: 6 }), { minLength: 3, maxLength: 8 }),
      async (rounds) => {
        for (const steps of rounds) {
          shop.advance(11 * MINUTE + 7_000);
          for (const result of await Promise.allSettled(steps.map(run))) {
            if (result.status === 'fulfilled') continue;
            if (!(result.reason instanceof TRPCError)) throw result.reason;
            expect(EXPECTED).toContain(appErrorOf(result.reason).reason);
          }
        }
        await expectHealthy(shop.shop.database);
      },
    ),
    { numRuns: 12 },
  );
  expect(entries.length).toBeGreaterThan(5);
  await expectConsistent(shop.shop.database);
});
