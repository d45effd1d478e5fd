import { expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart } from '../../testing/testing.ts';
import { changed, recorded, whole } from '../events/testing/recorded.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
const { suppliers } = mia.call;

test('a supplier is created, read, found, updated and deleted', async () => {
  const made = await suppliers.create({
    name: '  Liffey Motor Factors ',
    email: 'Orders@Liffey.example',
    phone: '+353 20 911 0134',
    address: 'Unit 14',
  });
  expect(made).toEqual({
    id: made.id,
    name: 'Liffey Motor Factors',
    email: 'orders@liffey.example',
    phone: '+353 20 911 0134',
    address: 'Unit 14',
    note: null,
    externalId: null,
    active: true,
    version: 1,
    createdAt: '2026-11-20T09:30:00.000Z',
  });
  expect(await suppliers.get({ id: made.id })).toEqual(made);
  for (const search of ['liff', 'orders', '020 911 0134', 'unit', String(made.id)]) {
    expect((await suppliers.list({ search })).items, search).toContainEqual(made);
  }
  const { id } = made;
  const updated = await suppliers.update({ id, version: 1, name: 'Factors', note: 'Twice a day', phone: null });
  expect(updated).toEqual({ ...made, name: 'Factors', note: 'Twice a day', phone: null, version: 2 });
  expect((await suppliers.list({ search: 'liffey motor' })).items).toEqual([]);
  expect(await suppliers.update({ id, name: 'Factors' })).toEqual(updated);
  await refused(suppliers.update({ id, version: 1, name: 'Stale' }), 'VERSION_MISMATCH', { current: updated });
  expect(await boss.call.suppliers.delete({ id })).toEqual({ id, message: 'The supplier is deleted.' });
  await refused(suppliers.get({ id }), 'NOT_FOUND', { resource: 'supplier' });
  expect((await suppliers.list({ search: 'factors' })).items).toEqual([]);
});

test('a retired supplier leaves the list, and new parts and purchases cannot name it', async () => {
  const { id } = await suppliers.create({ name: 'Gone' });
  const { id: partId } = await somePart(mia, { supplierId: id });
  await suppliers.update({ id, active: false });
  const ids = async (input: object) => (await suppliers.list({ limit: 100, ...input })).items.map((row) => row.id);
  expect(await ids({})).not.toContain(id);
  expect(await ids({ active: false })).toContain(id);
  expect(await ids({ active: false, search: 'gone' })).toEqual([id]);
  expect(await ids({ search: 'gone' })).toEqual([]);
  await refusedAt(mia.call.inventory.create({ name: 'Pad', priceCents: 1, supplierId: id }), 'supplierId');
  const other = await somePart(mia);
  await refusedAt(mia.call.inventory.update({ id: other.id, supplierId: id }), 'supplierId');
  await refusedAt(mia.call.purchases.create({ supplierId: id, lines: [{ partId, quantity: 1 }] }), 'supplierId');
  await refusedAt(mia.call.purchases.createFromReorder({ supplierId: id }), 'supplierId');
  // What names it already can change.
  expect(await mia.call.inventory.update({ id: partId, supplierId: id, name: 'Disc' })).toMatchObject({ name: 'Disc' });
});

test('parts and purchases that name a supplier keep it from being deleted', async () => {
  const [one, two] = [await suppliers.create({ name: 'One' }), await suppliers.create({ name: 'Two' })];
  const part = await somePart(mia, { supplierId: one.id });
  const draft = await mia.call.purchases.create({ supplierId: two.id, lines: [{ partId: part.id, quantity: 1 }] });
  await refused(boss.call.suppliers.delete({ id: one.id }), 'IN_USE', { by: 'parts' });
  await refused(boss.call.suppliers.delete({ id: two.id }), 'IN_USE', { by: 'purchases' });
  await mia.call.inventory.update({ id: part.id, supplierId: null });
  await mia.call.purchases.delete({ id: draft.id });
  await boss.call.suppliers.delete({ id: one.id });
  await boss.call.suppliers.delete({ id: two.id });
  await expectConsistent(shop.shop.database);
});

test('changes of suppliers are events for staff', async () => {
  let id = 0;
  const created = await recorded(shop, async () => {
    ({ id } = await suppliers.create({ name: 'Evented' }));
  });
  const about = { entity: 'supplier', entityId: id, customerId: null, audience: 'mechanic', accountId: mia.id };
  expect(created).toMatchObject([
    { ...about, kind: 'supplier.created', version: 1, changes: whole(await suppliers.get({ id })) },
  ]);
  expect(await recorded(shop, () => suppliers.update({ id, phone: '112' }))).toMatchObject([
    { ...about, kind: 'supplier.updated', version: 2, changes: { phone: changed(null, '112') } },
  ]);
  expect(await recorded(shop, () => suppliers.update({ id, phone: '112' }))).toEqual([]);
  expect(await recorded(shop, () => boss.call.suppliers.delete({ id }))).toMatchObject([
    { ...about, accountId: boss.id, kind: 'supplier.deleted', changes: null },
  ]);
  expect((await cara.call.events.list({ kinds: ['supplier.*'] })).items).toEqual([]);
});
