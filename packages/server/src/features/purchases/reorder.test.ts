import { afterAll, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart } from '../../testing/testing.ts';
import { emptyPart, orderOf, ticketWaiting } from './testing/buying.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];
const { purchases, inventory } = mia.call;
afterAll(() => expectConsistent(shop.shop.database));

async function suggested(supplierId?: number): Promise<[number, number][]> {
  const { items } = await purchases.reorder(supplierId === undefined ? {} : { supplierId });
  return items.map(({ part, suggested: quantity }) => [part.id, quantity]);
}

test('suggests low parts up to their maximum, and what tickets miss', async () => {
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Factors' });
  const of = { supplierId };
  const max = await somePart(mia, { ...of, name: 'a max', quantity: 2, minQuantity: 4, maxQuantity: 10 });
  const min = await somePart(mia, { ...of, name: 'b min', quantity: 2, minQuantity: 4 });
  await somePart(mia, { ...of, name: 'c enough', quantity: 4, minQuantity: 4, maxQuantity: 9 });
  const missed = await somePart(mia, { ...of, name: 'd missed', quantity: 1 });
  const both = await emptyPart(mia, { ...of, name: 'e both', decimals: 1, minQuantity: 1.5, maxQuantity: 2 });
  const covered = await somePart(mia, { ...of, name: 'f covered', quantity: 0 });
  const retired = await somePart(mia, { ...of, name: 'g retired', quantity: 0, minQuantity: 1 });
  await inventory.update({ id: retired.id, active: false });
  const elsewhere = await emptyPart(mia, { name: 'h elsewhere', minQuantity: 3 });
  await ticketWaiting(
    mia,
    cara,
    { partId: missed.id, quantity: 4 },
    { partId: both.id, quantity: 0.7 },
    { partId: covered.id, quantity: 2 },
  );
  await orderOf(mia, { partId: covered.id, quantity: 2 });
  const ofSupplier = [
    [max.id, 8],
    [min.id, 2],
    [missed.id, 3],
    [both.id, 2.7],
  ];
  expect(await suggested(supplierId)).toEqual(ofSupplier);
  expect(await suggested()).toEqual([...ofSupplier, [elsewhere.id, 3]]);
  const [item] = (await purchases.reorder({ supplierId })).items;
  expect(item?.part).toEqual(await inventory.record({ id: max.id }));

  const draft = await purchases.createFromReorder({ supplierId });
  expect(draft).toMatchObject({ status: 'draft', supplier: { id: supplierId }, lines: { length: 4 } });
  expect(draft.lines.map(({ partId, quantity }) => [partId, quantity])).toEqual(ofSupplier);
  // A draft announces nothing; once ordered, nothing is left to buy.
  expect(await suggested(supplierId)).toEqual(ofSupplier);
  await purchases.order({ id: draft.id });
  expect(await suggested(supplierId)).toEqual([]);
  await refusedAt(purchases.createFromReorder({ supplierId }), 'supplierId');
  await purchases.receive({ id: draft.id });
  expect(await suggested(supplierId)).toEqual([]);
});

test('a part on order that is still low is suggested for what is lacking', async () => {
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Slow' });
  const part = await emptyPart(mia, { supplierId, minQuantity: 5, maxQuantity: 6 });
  await orderOf(mia, { partId: part.id, quantity: 3 });
  expect(await suggested(supplierId)).toEqual([[part.id, 3]]);
});

test('a supplier that does not exist has nothing to sell', async () => {
  expect(await suggested(999_999)).toEqual([]);
  await refused(purchases.createFromReorder({ supplierId: 999_999 }), 'NOT_FOUND', { resource: 'supplier' });
});

test('a draft takes the first 200 parts by name', async () => {
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Long list' });
  for (let n = 0; n < 203; n++) {
    await inventory.create({ name: `Bulb ${String(n).padStart(3, '0')}`, priceCents: 1, minQuantity: 1, supplierId });
  }
  const draft = await purchases.createFromReorder({ supplierId });
  expect(draft.lines).toHaveLength(200);
  expect([draft.lines.at(0)?.name, draft.lines.at(-1)?.name]).toEqual(['Bulb 000', 'Bulb 199']);
  await purchases.order({ id: draft.id });
  expect((await purchases.reorder({ supplierId })).items).toHaveLength(3);
  expect((await purchases.receive({ id: draft.id })).purchase.status).toBe('received');
});
