import { afterAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart } from '../../testing/testing.ts';
import { changed, recorded, whole } from '../events/testing/recorded.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];
const { inventory } = mia.call;
const supplier = await mia.call.suppliers.create({ name: 'Factors' });
afterAll(() => expectConsistent(shop.shop.database));

const kept = { costCents: 780, minQuantity: 4, maxQuantity: 8, supplierId: supplier.id, location: 'A1-03' };
const unset = { costCents: null, minQuantity: null, maxQuantity: null, supplierId: null, location: null };

test('a part has a record for staff, and nothing of it in what everybody sees', async () => {
  const made = await inventory.create({ name: 'Filter', priceCents: 1_390, quantity: 5, ...kept });
  expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['costCents']));
  expect(await inventory.record({ id: made.id })).toEqual({ ...made, ...kept, onOrder: 0, missing: 0 });
  for (const { call } of [mia, cara]) expect(await call.inventory.get({ id: made.id })).toEqual(made);
  const plain = await somePart(mia);
  expect(await inventory.record({ id: plain.id })).toEqual({ ...plain, ...unset, onOrder: 0, missing: 0 });
  await refused(inventory.record({ id: 999_999 }), 'NOT_FOUND', { resource: 'part' });
  await refused(cara.call.inventory.record({ id: made.id }), 'ROLE_REQUIRED', { role: 'mechanic' });
  await refused(shop.anonymous.inventory.records(), 'NOT_SIGNED_IN');
});

test('an update sets and clears each member, raises the version once, and is an event for staff', async () => {
  const { id } = await somePart(mia);
  const events = await recorded(shop, () => inventory.update({ id, version: 1, ...kept }));
  expect(events).toMatchObject([
    { kind: 'part.updated', audience: 'mechanic', version: 2, changes: { minQuantity: changed(null, 4) } },
  ]);
  expect(Object.keys(events[0]?.changes ?? {}).toSorted()).toEqual(Object.keys(kept).toSorted());
  expect(await inventory.record({ id })).toMatchObject({ ...kept, version: 2 });
  expect(await recorded(shop, () => inventory.update({ id, ...kept }))).toEqual([]);
  await inventory.update({ id, ...unset });
  expect(await inventory.record({ id })).toMatchObject({ ...unset, version: 3 });
  let made = 0;
  const created = await recorded(shop, async () => {
    ({ id: made } = await inventory.create({ name: 'Whole', priceCents: 1, ...kept, minQuantity: 0 }));
  });
  const { onOrder: _, missing: _missing, ...record } = await inventory.record({ id: made });
  expect(created).toMatchObject([{ kind: 'part.created', changes: whole(record) }]);
});

describe('bounds', () => {
  test('are in order and have the decimals of the part', async () => {
    const create = (values: object) => inventory.create({ name: 'Oil', priceCents: 1, ...values });
    await refusedAt(create({ minQuantity: 5, maxQuantity: 4 }), 'minQuantity');
    await refusedAt(create({ minQuantity: 0.5 }), 'minQuantity');
    await refusedAt(create({ maxQuantity: 0.5 }), 'maxQuantity');
    await refusedAt(create({ location: 'x'.repeat(41) }), 'location');
    await refused(create({ supplierId: 999_999 }), 'NOT_FOUND', { resource: 'supplier' });
    const { id } = await create({ decimals: 1, minQuantity: 2.5, maxQuantity: 5 });
    await refusedAt(inventory.update({ id, minQuantity: 6 }), 'minQuantity');
    await refusedAt(inventory.update({ id, maxQuantity: 2 }), 'maxQuantity');
    await refusedAt(inventory.update({ id, decimals: 0 }), 'decimals');
    await refusedAt(inventory.update({ id, decimals: 1, minQuantity: 2.25 }), 'minQuantity');
    expect(await inventory.update({ id, decimals: 0, minQuantity: 2 })).toMatchObject({ decimals: 0 });
    expect(await inventory.record({ id })).toMatchObject({ minQuantity: 2, maxQuantity: 5 });
  });
});

test('records are listed by supplier, by whether they are low, and by search', async () => {
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Listed' });
  const low = await inventory.create({ name: 'Gasket low', priceCents: 1, quantity: 1, minQuantity: 2, supplierId });
  const enough = await inventory.create({ name: 'Gasket', priceCents: 1, quantity: 2, minQuantity: 2, supplierId });
  const retired = await somePart(mia, { name: 'Gasket old', supplierId });
  await inventory.update({ id: retired.id, active: false });
  const ids = async (input: object) => (await inventory.records(input)).items.map(({ id }) => id);
  expect(await ids({ supplierId })).toEqual([retired.id, enough.id, low.id]);
  expect(await ids({ supplierId, low: true })).toEqual([low.id]);
  expect(await ids({ supplierId, low: false })).toEqual([retired.id, enough.id]);
  expect(await ids({ search: 'gask' })).toEqual([retired.id, enough.id, low.id]);
  expect(await ids({ search: 'gask', supplierId, low: true })).toEqual([low.id]);
  expect(await ids({ search: 'gask', supplierId: supplier.id })).toEqual([]);
  expect(await ids({ low: true })).toContain(low.id);
  const page = await inventory.records({ supplierId, limit: 2 });
  const rest = await inventory.records({ supplierId, limit: 2, cursor: page.nextCursor ?? '' });
  expect(rest.items.map(({ id }) => id)).toEqual([low.id]);
  await refusedAt(inventory.records({ low: true, cursor: page.nextCursor ?? '' }), 'cursor');
});
