import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { everywhere, processes } from '../../testing/processes.ts';
import { at, someAppointment, someBays } from './testing/diary.ts';

const CALLERS = 64;

/** The answers of concurrent calls, and the reasons of those that were refused. */
async function settled<T>(calls: readonly Promise<T>[]) {
  const outcomes = await Promise.allSettled(calls);
  const answers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const reasons = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [appErrorOf(outcome.reason as never).reason] : [],
  );
  return { answers, reasons };
}

describe('the same time', () => {
  test(`${CALLERS} bookings of one slot succeed as often as there are bays`, async () => {
    const shops = await processes();
    const [first] = shops;
    const boss = await first.admin();
    const bays = await someBays(boss, 3);
    const bosses = await everywhere(shops, boss);
    const owner = await first.customer();
    const calls = Array.from({ length: CALLERS }, (_, n) =>
      someAppointment(bosses[n % bosses.length] ?? boss, {
        customerId: owner.id,
        // All of them share a quarter of an hour.
        startsAt: at(n % 4 === 0 ? 0 : (n % 4) * 0.25),
      }),
    );
    const { answers, reasons } = await settled(calls);
    expect(new Set(answers.map(({ bay }) => bay?.id))).toEqual(new Set(bays));
    expect(answers).toHaveLength(bays.length);
    expect(reasons).toEqual(Array.from({ length: CALLERS - bays.length }, () => 'SLOT_TAKEN'));
    await expectConsistent(first.shop.database);
  });

  test('a mechanic gets one of many appointments, and a customer five', async () => {
    const shops = await processes();
    const [first] = shops;
    const boss = await first.admin();
    await someBays(boss, 8);
    const [bosses, owner] = [await everywhere(shops, boss), await first.customer()];
    const owners = await everywhere(shops, owner);
    const withMechanic = await settled(
      Array.from({ length: 16 }, (_, n) =>
        someAppointment(bosses[n % bosses.length] ?? boss, { customerId: owner.id, bayId: null, mechanicId: boss.id }),
      ),
    );
    expect(withMechanic.answers).toHaveLength(1);
    expect(new Set(withMechanic.reasons)).toEqual(new Set(['SLOT_TAKEN']));
    const requested = await settled(
      Array.from({ length: 8 }, (_, n) =>
        (owners[n % owners.length] ?? owner).call.appointments.request({
          startsAt: at(2),
          minutes: 60,
          subject: `Noise ${n}`,
        }),
      ),
    );
    expect([requested.answers.length, new Set(requested.reasons)]).toEqual([4, new Set(['INVALID_INPUT'])]);
    await expectConsistent(first.shop.database);
  });
});

type Move = 'book' | 'update' | 'cancel' | 'openTicket';
interface Action {
  move: Move;
  /** Which appointment, of those that exist. */
  pick: number;
  quarter: number;
  length: number;
  bay: number;
  mechanic: number;
}

const action: fc.Arbitrary<Action> = fc.record({
  move: fc.constantFrom<Move>('book', 'book', 'update', 'update', 'cancel', 'openTicket'),
  pick: fc.nat(30),
  quarter: fc.nat(23),
  length: fc.integer({ min: 1, max: 8 }),
  bay: fc.nat(3),
  mechanic: fc.nat(2),
});

test('random bookings, moves and cancellations at the same time leave no overlap', async () => {
  const shops = await processes();
  const [first] = shops;
  const boss = await first.admin();
  const mia = await first.mechanic();
  const bays = await someBays(boss, 3);
  const [bosses, owner] = [await everywhere(shops, boss), await first.customer()];
  const known: number[] = [];
  const perform = ({ move, pick, quarter, length, bay, mechanic }: Action, n: number): Promise<unknown> => {
    const { appointments } = (bosses[n % bosses.length] ?? boss).call;
    const values = {
      startsAt: at(quarter / 4),
      minutes: length * 15,
      mechanicId: [null, boss.id, mia.id][mechanic] ?? null,
      bayId: bays[bay] ?? null,
    };
    const id = known[pick % Math.max(1, known.length)];
    if (move === 'book' || id === undefined) {
      return appointments.book({ ...values, customerId: owner.id, subject: 'Any' }).then((made) => known.push(made.id));
    }
    return move === 'update' ? appointments.update({ id, ...values }) : appointments[move]({ id });
  };
  const reasons = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(action, { maxLength: 6 }), { maxLength: 4 }), async (rounds) => {
      for (const round of rounds) {
        const outcome = await settled(round.map(perform));
        for (const reason of outcome.reasons) reasons.add(reason);
      }
      await expectConsistent(first.shop.database);
    }),
    { numRuns: 12 },
  );
  // It has met conflicts, and nothing that no one expects.
  expect(reasons).toContain('SLOT_TAKEN');
  const expected = new Set(['ILLEGAL_TRANSITION', 'IN_USE', 'SLOT_TAKEN']);
  expect([...reasons].filter((reason) => !expected.has(reason))).toEqual([]);
});
