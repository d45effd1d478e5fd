import { expect, test } from 'vitest';
import { freshShop } from '../testing/shop.ts';
import { statementsOf } from '../testing/statements.ts';
import { reindexTicketsOfCustomer } from './search.ts';
import { tickets } from './table.ts';

test("a fleet's new name reaches all of its tickets, after a call that touches none of them", async () => {
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
    statementsOf(tx, () => reindexTicketsOfCustomer({ shop: shop.shop }, tx, fleet.id)),
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
