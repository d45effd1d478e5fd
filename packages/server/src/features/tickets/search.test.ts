import { expect, test } from 'vitest';
import { freshShop } from '../../testing/shop.ts';
import { statementsOf } from '../../testing/statements.ts';
import { someTicket } from '../../testing/testing.ts';
import { customers } from '../customers/table.ts';
import { tickets } from './table.ts';

test('a few tickets are found under a new name and plate immediately, and so are the newest of many', async () => {
  const shop = await freshShop();
  const [mechanic, driver] = [await shop.mechanic(), await shop.customer()];
  // No background work: what is found was indexed by the calls themselves.
  shop.shop.reindexing.start = () => undefined;
  const car = await driver.call.vehicles.create({ make: 'Saab', model: '900', year: 1990, licensePlate: 'OLD 1' });
  const ids: number[] = [];
  for (let n = 0; n < 21; n++) ids.unshift((await someTicket(driver, { vehicleId: car.id })).id);
  const found = async (search: string) =>
    (await mechanic.call.tickets.list({ search, limit: 100 })).items.map(({ id }) => id);
  const newest = (all: number[]) => expect(ids.slice(0, all.length)).toEqual(all);

  await driver.call.auth.updateMe({ lastName: 'Newwood' });
  newest(await found('newwood'));
  expect(await found('newwood')).toContain(ids[0]);
  expect(await found('newwood')).not.toContain(ids[20]);
  await mechanic.call.tickets.update({ id: ids[20] ?? 0, vehicleId: null });
  await driver.call.vehicles.update({ id: car.id, licensePlate: 'NEW 2' });
  newest(await found('new2'));
  expect(await found('new2')).toContain(ids[0]);
});

test("a fleet's new name reaches all of its tickets, after a call that updates only a few of them", async () => {
  const shop = await freshShop();
  const mechanic = await shop.mechanic();
  const fleet = await shop.customer();
  const { database } = shop.shop;
  const at = shop.shop.now();
  const one = { customerId: fleet.id, status: 'open', description: 'Oil', createdAt: at, updatedAt: at } as const;
  await database.write(async (tx) => {
    for (let n = 0; n < 2; n++) await tx.insert(tickets).values(Array.from({ length: 505 }, () => one));
  });
  const statements = await database.write((tx) =>
    statementsOf(tx, () => shop.shop.reindexing.dependentsOf(tx, customers, fleet.id)),
  );
  expect(statements.length).toBeLessThan(50);
  await fleet.call.auth.updateMe({ lastName: 'Fleetwood' });
  await shop.shop.reindexing.settled();

  const found = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await mechanic.call.tickets.list({ search: 'fleetwood', limit: 100, ...(cursor ? { cursor } : {}) });
    found.push(...page.items);
    more = page.nextCursor !== null;
    cursor = page.nextCursor ?? undefined;
  }
  expect(found).toHaveLength(1010);
});
