import { afterAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart } from '../../testing/testing.ts';
import { changed, recorded, whole } from '../events/testing/recorded.ts';
import { draftOf, emptyPart, orderOf } from './testing/buying.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
const { purchases } = mia.call;
afterAll(() => expectConsistent(shop.shop.database));

const onOrderOf = async (id: number) => (await mia.call.inventory.record({ id })).onOrder;
const NO_SUCH_ID = 999_999;

describe('a draft', () => {
  test('has a number, its supplier, and lines as the parts are now', async () => {
    const supplier = await mia.call.suppliers.create({ name: 'Factors' });
    const oil = await somePart(mia, { name: 'Oil', unit: 'l', decimals: 1, sku: 'OIL-1', costCents: 333 });
    const pads = await somePart(mia, { name: 'Pads' });
    const made = await purchases.create({
      supplierId: supplier.id,
      lines: [
        { partId: pads.id, quantity: 2, unitCostCents: 1_000 },
        { partId: oil.id, quantity: 0.5 },
      ],
      reference: 'Q-17',
      expectedOn: '2026-11-23',
    });
    expect(made).toEqual({
      id: made.id,
      number: `PO-${String(made.id).padStart(6, '0')}`,
      supplier: { id: supplier.id, name: 'Factors' },
      status: 'draft',
      lines: [
        {
          id: expect.any(Number),
          partId: pads.id,
          sku: null,
          name: 'Pads',
          unit: 'piece',
          quantity: 2,
          received: 0,
          unitCostCents: 1_000,
          totalCents: 2_000,
        },
        // 166.5 cents, rounded half away from zero.
        expect.objectContaining({ partId: oil.id, sku: 'OIL-1', unit: 'l', quantity: 0.5, totalCents: 167 }),
      ],
      reference: 'Q-17',
      expectedOn: '2026-11-23',
      note: null,
      totalCents: 2_167,
      orderedAt: null,
      receivedAt: null,
      version: 1,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
    expect(await purchases.get({ id: made.id })).toEqual(made);
    expect(await onOrderOf(oil.id)).toBe(0);
  });

  test('takes the cost of the part by default, and none when it is null or unknown', async () => {
    const [known, unknown] = [await somePart(mia, { costCents: 700 }), await somePart(mia)];
    const draft = await draftOf(mia, [
      { partId: known.id, quantity: 1 },
      { partId: unknown.id, quantity: 1 },
    ]);
    expect(draft.lines.map((line) => line.unitCostCents)).toEqual([700, null]);
    const { lines, totalCents } = await draftOf(mia, [{ partId: known.id, quantity: 3, unitCostCents: null }]);
    expect({ lines, totalCents }).toMatchObject({ lines: [{ unitCostCents: null, totalCents: 0 }], totalCents: 0 });
  });

  test('rejects unknown, retired and repeated parts, and quantities that the part cannot have', async () => {
    const { id: supplierId } = await mia.call.suppliers.create({ name: 'Strict' });
    const part = await somePart(mia);
    const retired = await somePart(mia);
    await mia.call.inventory.update({ id: retired.id, active: false });
    const create = (...lines: { partId: number; quantity: number; unitCostCents?: number }[]) =>
      purchases.create({ supplierId, lines });
    const line = { partId: part.id, quantity: 1 };
    await refused(create({ ...line, partId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'part' });
    await refused(purchases.create({ supplierId: NO_SUCH_ID, lines: [line] }), 'NOT_FOUND', { resource: 'supplier' });
    await refusedAt(create(line, { partId: retired.id, quantity: 1 }), 'lines', 1, 'partId');
    await refusedAt(create(line, line), 'lines');
    await refusedAt(create({ ...line, quantity: 0.5 }), 'lines', 0, 'quantity');
    await refusedAt(create({ ...line, quantity: 0 }), 'lines', 0, 'quantity');
    await refusedAt(create({ ...line, quantity: 100_001 }), 'lines', 0, 'quantity');
    await refusedAt(create({ ...line, unitCostCents: -1 }), 'lines', 0, 'unitCostCents');
    await refusedAt(create(), 'lines');
    const dear = await Promise.all(Array.from({ length: 10 }, () => somePart(mia)));
    const most = { quantity: 100_000, unitCostCents: 10_000_000_000 };
    await refusedAt(create(...dear.map(({ id }) => ({ partId: id, ...most }))), 'lines');
  });

  test('changes its supplier and lines; a later purchase only its head', async () => {
    const [one, two] = [await somePart(mia, { costCents: 5 }), await somePart(mia)];
    const draft = await draftOf(mia, [{ partId: one.id, quantity: 1 }]);
    const { id } = draft;
    const other = await mia.call.suppliers.create({ name: 'Other' });
    const changes = { supplierId: other.id, lines: [{ partId: two.id, quantity: 4 }], note: 'Call first' };
    const after = await purchases.update({ id, version: 1, ...changes });
    expect(after).toMatchObject({
      number: draft.number,
      supplier: { id: other.id },
      lines: [{ partId: two.id, quantity: 4 }],
      note: 'Call first',
      version: 2,
    });
    expect(await purchases.update({ id, ...changes })).toEqual(after);
    await refused(purchases.update({ id, version: 1, note: null }), 'VERSION_MISMATCH', { current: after });
    await purchases.order({ id });
    const closed = { status: 'ordered' } as const;
    await refused(purchases.update({ id, supplierId: other.id }), 'PURCHASE_CLOSED', closed);
    await refused(purchases.update({ id, lines: changes.lines }), 'PURCHASE_CLOSED', closed);
    const head = { reference: 'LMF-1', expectedOn: '2026-12-01', note: null };
    expect(await purchases.update({ id, ...head })).toMatchObject({ ...head, version: 4 });
  });

  test('is deleted with its number, which stays used', async () => {
    const { id: partId } = await somePart(mia);
    const lines = [{ partId, quantity: 1 }];
    const [first, second] = [await draftOf(mia, lines), await draftOf(mia, lines)];
    await refused(mia.call.inventory.delete({ id: partId }), 'IN_USE', { by: 'purchases' });
    expect(await purchases.delete({ id: second.id })).toEqual({ id: second.id, message: 'The draft is deleted.' });
    await refused(purchases.get({ id: second.id }), 'NOT_FOUND', { resource: 'purchase' });
    const third = await draftOf(mia, lines);
    const digits = ({ number }: { number: string }) => Number(number.slice(3));
    expect([second, third].map(digits)).toEqual([digits(first) + 1, digits(first) + 2]);
    for (const { id } of [first, third]) await purchases.delete({ id });
    await mia.call.inventory.delete({ id: partId });
  });
});

describe('ordering and cancelling', () => {
  test('an ordered purchase counts as on order until it is cancelled', async () => {
    const { id: partId } = await somePart(mia);
    const { id } = await draftOf(mia, [{ partId, quantity: 7 }]);
    shop.advance(60_000);
    expect(await purchases.order({ id, version: 1 })).toMatchObject({
      status: 'ordered',
      orderedAt: '2026-11-20T09:31:00.000Z',
      receivedAt: null,
      version: 2,
    });
    expect(await onOrderOf(partId)).toBe(7);
    await refused(purchases.order({ id }), 'PURCHASE_CLOSED', { status: 'ordered' });
    await refused(purchases.delete({ id }), 'IN_USE', { by: 'orders' });
    const cancelled = await purchases.cancel({ id, version: 2, reason: 'Out of print' });
    expect(cancelled).toMatchObject({ status: 'cancelled', note: 'Out of print', version: 3 });
    expect(await onOrderOf(partId)).toBe(0);
    const closed = { status: 'cancelled' } as const;
    await refused(purchases.order({ id }), 'PURCHASE_CLOSED', closed);
    await refused(purchases.receive({ id }), 'PURCHASE_CLOSED', closed);
    await refused(purchases.cancel({ id }), 'PURCHASE_CLOSED', closed);
    await refused(purchases.delete({ id }), 'IN_USE', { by: 'orders' });
    expect(await purchases.get({ id })).toEqual(cancelled);
  });

  test('a draft can be cancelled, but not received', async () => {
    const { id: partId } = await somePart(mia);
    const { id } = await draftOf(mia, [{ partId, quantity: 1 }], { note: 'Ask twice' });
    await refused(purchases.receive({ id }), 'PURCHASE_CLOSED', { status: 'draft' });
    expect(await purchases.cancel({ id, reason: 'No' })).toMatchObject({ status: 'cancelled', note: 'Ask twice\nNo' });
  });

  test('an open purchase keeps the decimals of its parts', async () => {
    const { id: partId } = await emptyPart(mia, { decimals: 2 });
    const { id } = await draftOf(mia, [{ partId, quantity: 0.25 }]);
    await refusedAt(mia.call.inventory.update({ id: partId, decimals: 1 }), 'decimals');
    await purchases.order({ id });
    await refusedAt(mia.call.inventory.update({ id: partId, decimals: 1 }), 'decimals');
    await purchases.cancel({ id });
    expect(await mia.call.inventory.update({ id: partId, decimals: 0 })).toMatchObject({ decimals: 0 });
  });
});

test('lists are newest first, by status, supplier and part', async () => {
  const [one, two] = [await somePart(mia), await somePart(mia)];
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Listed' });
  const draft = await draftOf(mia, [{ partId: one.id, quantity: 1 }], { supplierId });
  const both = await draftOf(
    mia,
    [
      { partId: one.id, quantity: 1 },
      { partId: two.id, quantity: 1 },
    ],
    { supplierId },
  );
  await purchases.order({ id: both.id });
  const elsewhere = await orderOf(mia, { partId: one.id, quantity: 1 });
  const ids = async (input: object) => (await purchases.list(input)).items.map(({ id }) => id);
  expect(await ids({ supplierId })).toEqual([both.id, draft.id]);
  expect(await ids({ supplierId, status: 'draft' })).toEqual([draft.id]);
  expect(await ids({ partId: one.id })).toEqual([elsewhere.id, both.id, draft.id]);
  expect(await ids({ partId: two.id })).toEqual([both.id]);
  expect(await ids({ partId: one.id, supplierId, status: 'ordered' })).toEqual([both.id]);
  expect((await ids({ status: 'ordered' })).slice(0, 2)).toEqual([elsewhere.id, both.id]);
  const page = await purchases.list({ partId: one.id, limit: 2 });
  const rest = await purchases.list({ partId: one.id, limit: 2, cursor: page.nextCursor ?? '' });
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual([elsewhere.id, both.id, draft.id]);
  expect(rest.nextCursor).toBeNull();
  expect(await ids({ supplierId: NO_SUCH_ID })).toEqual([]);
});

test('numbers rise without a repeat under concurrent creations', async () => {
  const { id: partId } = await somePart(mia);
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, n) => draftOf(n % 2 ? mia : boss, [{ partId, quantity: 1 }])),
  );
  const numbers = made.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(12);
  expect(numbers.toSorted()).toEqual(made.toSorted((a, b) => a.id - b.id).map(({ number }) => number));
});

test('changes of purchases are events for staff', async () => {
  const { id: partId } = await somePart(mia);
  let id = 0;
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Events' });
  const created = await recorded(shop, async () => {
    ({ id } = await draftOf(mia, [{ partId, quantity: 1 }], { supplierId }));
  });
  const about = { entity: 'purchase', entityId: id, customerId: null, audience: 'mechanic', accountId: mia.id };
  expect(created).toMatchObject([
    { ...about, kind: 'purchase.created', version: 1, changes: whole(await purchases.get({ id })) },
  ]);
  expect(await recorded(shop, () => purchases.update({ id, note: 'Now' }))).toMatchObject([
    { ...about, kind: 'purchase.updated', version: 2, changes: { note: changed(null, 'Now') } },
  ]);
  const ordered = await recorded(shop, () => purchases.order({ id }));
  expect(ordered).toMatchObject([
    { ...about, kind: 'purchase.ordered', changes: { status: changed('draft', 'ordered') } },
  ]);
  const received = await recorded(shop, () => purchases.receive({ id }));
  expect(received.map(({ kind }) => kind).toSorted()).toEqual(['part.stock_changed', 'purchase.received']);
  const draft = await draftOf(mia, [{ partId, quantity: 1 }]);
  expect(await recorded(shop, () => purchases.delete({ id: draft.id }))).toMatchObject([
    { entityId: draft.id, kind: 'purchase.deleted', changes: null },
  ]);
  const other = await orderOf(mia, { partId, quantity: 1 });
  expect(await recorded(shop, () => purchases.cancel({ id: other.id }))).toMatchObject([
    { entityId: other.id, kind: 'purchase.cancelled', changes: { status: changed('ordered', 'cancelled') } },
  ]);
  expect((await cara.call.events.list({ kinds: ['purchase.*', 'part.*'] })).items).toEqual([]);
});
