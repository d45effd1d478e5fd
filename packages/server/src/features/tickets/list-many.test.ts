import type { RouterInputs } from '@mechanic-shop/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { indexWords } from '../../platform/db/search.ts';
import { wordsOf } from '../../platform/db/words.ts';
import { statementsOf } from '../../testing/statements.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';
import { ticketsSearch } from './search.ts';
import { ticketMechanics, tickets } from './table.ts';

type ListInput = Exclude<RouterInputs['tickets']['list'], void>;

let shop: TestShop;
let mia: Actor;
let max: Actor;
let cara: Actor;
let carl: Actor;
beforeEach(async () => {
  // Thousands of rows are indexed in one transaction.
  shop = await createTestShop({ database: { timeout: 60_000 } });
  [mia, max] = [await shop.mechanic(), await shop.mechanic()];
  [cara, carl] = [await shop.customer(), await shop.customer()];
});
afterEach(() => shop.close());

const idsOf = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id);
const ids = async (asked: ListInput = {}) => idsOf(await mia.call.tickets.list(asked));
function car(owner: Actor, licensePlate: string | null = null) {
  return owner.call.vehicles.create({ make: 'Volvo', model: 'V70', year: 2004, licensePlate });
}

describe('among more than a thousand tickets', () => {
  test('filters find the same', async () => {
    const at = new Date();
    const rows = Array.from({ length: 2_400 }, (_, n) => ({
      customerId: n % 2 === 0 ? cara.id : carl.id,
      description: n % 3 === 0 ? 'Oil' : 'Brakes',
      status: n % 2_000 === 1_999 ? ('cancelled' as const) : ('completed' as const),
      createdAt: at,
      updatedAt: at,
    }));
    const made = await shop.shop.database.write(async (tx) => {
      const stored = await tx.insert(tickets).values(rows).returning();
      await tx
        .insert(ticketMechanics)
        .values(stored.filter((_, n) => n % 5 === 0).map(({ id }) => ({ ticketId: id, mechanicId: mia.id })));
      for (const { id, description } of stored) await indexWords(tx, ticketsSearch, id, wordsOf(description));
      return stored;
    });
    const newest = made.map((row, n) => ({ ...row, mechanicId: n % 5 === 0 ? mia.id : null })).toReversed();
    const filters: ListInput[] = [
      { status: 'completed', search: 'oil' },
      { status: 'cancelled', search: 'brakes' },
      { status: 'cancelled', search: 'oil' },
      { customerId: cara.id, search: 'oil' },
      { mechanicId: mia.id, search: 'oil' },
      { mechanicId: mia.id, status: 'completed' },
      { mechanicId: mia.id, status: 'cancelled' },
      { mechanicId: mia.id, customerId: carl.id },
      { mechanicId: mia.id, customerId: cara.id, status: 'completed', search: 'brakes' },
    ];
    for (const asked of filters) {
      const { search, ...equal } = asked;
      const expected = newest.filter(
        (row) =>
          Object.entries(equal).every(([name, value]) => row[name as keyof typeof row] === value) &&
          (search === undefined || row.description.toLowerCase() === search),
      );
      const all = expected.map(({ id }) => id);
      const first = await mia.call.tickets.list({ ...asked, limit: 15 });
      expect([asked, idsOf(first)]).toEqual([asked, all.slice(0, 15)]);
      if (all.length <= 15) continue;
      const second = await ids({ ...asked, limit: 15, cursor: first.nextCursor ?? '' });
      expect([asked, second]).toEqual([asked, all.slice(15, 30)]);
    }
  });
});

describe('a page', () => {
  test('runs as many statements for 50 tickets as for one', async () => {
    const [part, other] = [await somePart(mia, { quantity: 100 }), await somePart(mia, { quantity: 100 })];
    const vehicle = await car(cara);
    for (let n = 0; n < 50; n++) {
      const { id } = await someTicket(cara, { vehicleId: vehicle.id });
      await mia.call.tickets.addPart({ id, partId: part.id });
      await mia.call.tickets.addPart({ id, partId: other.id });
      await mia.call.tickets.editMechanics({ id, addIds: [mia.id, max.id] });
    }
    const { read } = shop.shop.database;
    const calls = [
      (limit: number) => mia.call.tickets.list({ limit }),
      (limit: number) => mia.call.tickets.list({ limit, search: 'squeals', status: 'open', mechanicId: max.id }),
      (limit: number) => mia.call.tickets.mine({ limit }),
      (limit: number) => cara.call.tickets.mine({ limit }),
    ];
    for (const call of calls) {
      // The shop's settings are read now, and remembered.
      await call(1);
      const one = await statementsOf(read, () => call(1));
      const fifty = await statementsOf(read, async () => {
        const { items } = await call(50);
        expect(items).toHaveLength(50);
        expect(items.every(({ parts, mechanics }) => parts.length === 2 && mechanics.length === 2)).toBe(true);
      });
      expect(one.length).toBeGreaterThan(0);
      expect(fifty).toHaveLength(one.length);
      expect(fifty.length).toBeLessThanOrEqual(6);
    }
  });
});
