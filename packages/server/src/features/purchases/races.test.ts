import type { RouterOutputs } from '@mechanic-shop/shared';
import { afterAll, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { emptyPart, orderOf, ticketWaiting } from './testing/buying.ts';
import { type Outcome, outcomes } from './testing/outcomes.ts';

const shop = await shopOfFile();
const [mia, max, cara] = [await shop.mechanic(), await shop.mechanic(), await shop.customer()];
const { inventory, purchases } = mia.call;
afterAll(() => expectConsistent(shop.shop.database));

const ROUNDS = 4;
const done = ({ reason }: Outcome): boolean => reason === 'done';

test('of two callers who receive everything, one does', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const part = await emptyPart(mia, { minQuantity: 1 });
    const ticket = await ticketWaiting(mia, cara, { partId: part.id, quantity: 2 });
    const { id } = await orderOf(mia, { partId: part.id, quantity: 3 });
    const both = await outcomes([mia, max].map(({ call }) => call.purchases.receive({ id })));
    expect(both.map(({ reason }) => reason).toSorted()).toEqual(['PURCHASE_CLOSED', 'done']);
    const receipt = both.find(done)?.answer as RouterOutputs['purchases']['receive'];
    expect(receipt.ready).toEqual([ticket.id]);
    expect(await inventory.record({ id: part.id })).toMatchObject({ quantity: 3, reserved: 2, onOrder: 0, missing: 0 });
  }
});

test('callers who receive one piece each receive no more than was ordered', async () => {
  const part = await emptyPart(mia);
  const { id, lines } = await orderOf(mia, { partId: part.id, quantity: 3 });
  const one = { id, lines: [{ lineId: lines[0]?.id ?? 0, quantity: 1 }] };
  const all = await outcomes([mia, max, mia, max, mia].map(({ call }) => call.purchases.receive(one)));
  expect(all.filter(done)).toHaveLength(3);
  expect(await purchases.get({ id })).toMatchObject({ status: 'received', lines: [{ received: 3 }] });
  expect(await inventory.get({ id: part.id })).toMatchObject({ quantity: 3 });
});

test('a delivery and a cancellation at once have one consistent outcome', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const part = await emptyPart(mia);
    const { id, lines } = await orderOf(mia, { partId: part.id, quantity: 2 });
    const some = { id, lines: [{ lineId: lines[0]?.id ?? 0, quantity: 1 }] };
    const [received, cancelled] = await outcomes([purchases.receive(some), max.call.purchases.cancel({ id })]);
    expect(cancelled?.reason).toBe('done');
    const arrived = received?.reason === 'done' ? 1 : 0;
    if (arrived === 0) expect(received?.reason).toBe('PURCHASE_CLOSED');
    expect(await purchases.get({ id })).toMatchObject({ status: 'cancelled', lines: [{ received: arrived }] });
    expect(await inventory.record({ id: part.id })).toMatchObject({ quantity: arrived, onOrder: 0 });
  }
});

test('deliveries, adjustments and new lines at once leave nothing waiting for what is there', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const part = await emptyPart(mia, { minQuantity: 2 });
    const waiting = await ticketWaiting(mia, cara, { partId: part.id, quantity: 4 });
    const { id } = await orderOf(mia, { partId: part.id, quantity: 3 });
    await outcomes([
      purchases.receive({ id }),
      max.call.inventory.adjust({ id: part.id, delta: 2 }),
      max.call.tickets.addPart({ id: waiting.id, partId: part.id, quantity: 1, backorder: true }),
      mia.call.inventory.update({ id: part.id, minQuantity: 1 }),
    ]);
    expect(await inventory.record({ id: part.id })).toMatchObject({ quantity: 5, reserved: 5, missing: 0, onOrder: 0 });
    await expectConsistent(shop.shop.database);
  }
});

test('two purchases of the same parts in opposite orders are both received', async () => {
  const [one, two] = [await emptyPart(mia), await emptyPart(mia)];
  const lines = [one, two].map(({ id: partId }) => ({ partId, quantity: 1 }));
  const orders = [await orderOf(mia, ...lines), await orderOf(mia, ...lines.toReversed())];
  const all = await outcomes(orders.map(({ id }) => purchases.receive({ id })));
  expect(all.every(done)).toBe(true);
  for (const { id } of [one, two]) expect(await inventory.get({ id })).toMatchObject({ quantity: 2 });
});

test('of an order and a deletion of one draft, one happens', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const part = await emptyPart(mia);
    const { id: supplierId } = await mia.call.suppliers.create({ name: 'Factors' });
    const { id } = await purchases.create({ supplierId, lines: [{ partId: part.id, quantity: 1 }] });
    const [ordered, deleted] = await outcomes([purchases.order({ id }), max.call.purchases.delete({ id })]);
    expect([ordered?.reason, deleted?.reason]).toEqual(
      ordered?.reason === 'done' ? ['done', 'IN_USE'] : ['NOT_FOUND', 'done'],
    );
    expect((await inventory.record({ id: part.id })).onOrder).toBe(ordered?.reason === 'done' ? 1 : 0);
  }
});
