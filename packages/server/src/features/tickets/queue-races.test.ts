import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const CALLERS = 120;
const DELIVERIES = 10;
const PIECES = 10;

test(`${CALLERS} callers wait for one part, and ${DELIVERIES} deliveries fill exactly the oldest lines each`, async () => {
  const part = await somePart(mia, { quantity: 0 });
  const ids: number[] = [];
  while (ids.length < CALLERS) ids.push((await someTicket(cara)).id);
  const calls = ids.map((id, n) =>
    (n % 2 ? mia : boss).call.tickets.addPart({ id, partId: part.id, quantity: 1, backorder: true }),
  );
  for (const { parts } of await Promise.all(calls)) expect(parts).toMatchObject([{ reserved: 0, missing: 1 }]);
  const held = async () => {
    const tickets = await Promise.all(ids.map((id) => mia.call.tickets.get({ id })));
    return tickets.map(({ parts }) => parts[0]?.reserved);
  };
  for (let delivery = 1; delivery <= DELIVERIES; delivery++) {
    await mia.call.inventory.adjust({ id: part.id, delta: PIECES });
    expect(await held()).toEqual(ids.map((_, at) => (at < delivery * PIECES ? 1 : 0)));
    const { available, reserved } = await shop.anonymous.inventory.get({ id: part.id });
    expect({ available, reserved }).toEqual({ available: 0, reserved: delivery * PIECES });
  }
});

test('deliveries at the same time as new lines leave no line waiting while stock is available', async () => {
  const part = await somePart(mia, { quantity: 0 });
  const ids: number[] = [];
  while (ids.length < 24) ids.push((await someTicket(cara)).id);
  await Promise.all(
    ids.flatMap((id, n) => [
      mia.call.tickets.addPart({ id, partId: part.id, quantity: 2, backorder: true }),
      ...(n % 3 === 0 ? [boss.call.inventory.adjust({ id: part.id, delta: 3 })] : []),
    ]),
  );
  const lines = await Promise.all(ids.map(async (id) => (await mia.call.tickets.get({ id })).parts[0]));
  const [reserved, missing] = [0, 0].map((_, at) =>
    lines.reduce((sum, line) => sum + ((at === 0 ? line?.reserved : line?.missing) ?? 0), 0),
  );
  expect([reserved, missing]).toEqual([24, 24]);
  await expectConsistent(shop.shop.database);
});
