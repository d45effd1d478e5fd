import { CreatePartInput, ImportPartsInput } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { dialect } from '../../platform/db/columns.ts';
import { segments } from '../../platform/db/testing/segments.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { inventory } = admin.call;

let skus = 0;
const newSku = () => `IMP-${(skus += 1)}`;
const row = (over: object = {}) => ({ sku: newSku(), name: 'Wiper blade', priceCents: 1290, ...over });
const partBy = async (sku: string) => (await inventory.list({ search: sku })).items.find((part) => part.sku === sku);

describe('inventory.import', () => {
  test('creates parts, and records their quantities as received', async () => {
    const [one, two] = [row({ quantity: 4 }), row({ unit: 'l', decimals: 1, quantity: 2.5 })];
    const result = await inventory.import({ rows: [one, two, { name: 'Without a number', priceCents: 5 }] });
    expect(result).toMatchObject({ created: 3, updated: 0, skipped: 0, refused: 0 });
    expect(result.rows.map(({ row, action }) => [row, action])).toEqual([
      [0, 'created'],
      [1, 'created'],
      [2, 'created'],
    ]);
    const id = result.rows[1]?.id ?? 0;
    expect(await inventory.get({ id })).toMatchObject({ sku: two.sku, unit: 'l', quantity: 2.5, version: 1 });
    expect((await inventory.movements({ partId: id })).items).toMatchObject([{ kind: 'receive', delta: 2.5 }]);
  });

  test.runIf(dialect === 'sqlite')('adds one segment to the search index, however many rows there are', async () => {
    const rows = Array.from({ length: 20 }, () => row({ quantity: 1 }));
    const before = (await segments(shop.shop.database)) ?? 0;
    expect(await inventory.import({ rows })).toMatchObject({ created: 20 });
    expect(await segments(shop.shop.database)).toBe(before + 1);
    expect(await partBy(rows[19]?.sku ?? '')).toMatchObject({ quantity: 1 });
  });

  test('refuses a match by default, and then imports nothing', async () => {
    const known = row();
    await inventory.import({ rows: [known] });
    const fresh = row();
    await refused(inventory.import({ rows: [fresh, known] }), 'INVALID_INPUT', {
      issues: [{ path: ['rows', 1, 'sku'], message: expect.stringContaining('SKU') }],
    });
    expect(await partBy(fresh.sku)).toBeUndefined();
  });

  test('names every rejected row and member', async () => {
    const rows = [row(), { sku: 'x', name: '', priceCents: -1 }, row({ qty: 5 })];
    await refused(inventory.import({ rows }), 'INVALID_INPUT', {
      issues: [
        { path: ['rows', 1, 'name'], message: expect.any(String) },
        { path: ['rows', 1, 'priceCents'], message: expect.any(String) },
        { path: ['rows', 2, 'qty'], message: expect.stringContaining('quantity') },
      ],
    });
  });

  test('with partial imports the other rows, and says of each what is wrong', async () => {
    const known = row();
    await inventory.import({ rows: [known] });
    const fresh = row();
    const rows = [{ name: 'No price' }, known, fresh, row({ quantity: 1.5 })];
    const result = await inventory.import({ rows: rows as never, partial: true });
    expect(result).toEqual({
      created: 1,
      updated: 0,
      skipped: 0,
      refused: 3,
      rows: [
        { row: 0, id: null, action: 'refused', issues: [{ path: ['priceCents'], message: expect.any(String) }] },
        { row: 1, id: null, action: 'refused', issues: [{ path: ['sku'], message: expect.any(String) }] },
        { row: 2, id: (await partBy(fresh.sku))?.id, action: 'created' },
        { row: 3, id: null, action: 'refused', issues: [{ path: ['quantity'], message: expect.any(String) }] },
      ],
    });
  });

  test('updates only what a row names; its quantity becomes the stock', async () => {
    const known = row({ quantity: 7, unit: 'box' });
    const [created] = (await inventory.import({ rows: [known] })).rows;
    const id = created?.id ?? 0;
    const plain = { sku: known.sku, name: 'Wiper blade, long', priceCents: 1490 };
    expect(await inventory.import({ rows: [plain], onMatch: 'update' })).toMatchObject({
      updated: 1,
      rows: [{ row: 0, id, action: 'updated' }],
    });
    expect(await inventory.get({ id })).toMatchObject({ ...plain, unit: 'box', quantity: 7, version: 2 });
    await inventory.import({ rows: [{ ...plain, quantity: 3 }], onMatch: 'update' });
    expect((await inventory.movements({ partId: id })).items).toMatchObject([
      { kind: 'adjust', delta: -4, quantityAfter: 3 },
      { kind: 'receive', delta: 7 },
    ]);
    const again = await inventory.import({ rows: [{ ...plain, quantity: 3 }], onMatch: 'update' });
    expect(again).toMatchObject({ updated: 1, rows: [{ action: 'updated' }] });
    expect(await inventory.get({ id })).toMatchObject({ quantity: 3, version: 3 });
  });

  test('skips matches', async () => {
    const known = row({ quantity: 7 });
    const [created] = (await inventory.import({ rows: [known] })).rows;
    const result = await inventory.import({ rows: [{ ...known, name: 'Other', quantity: 0 }], onMatch: 'skip' });
    expect(result).toMatchObject({ skipped: 1, rows: [{ row: 0, id: created?.id, action: 'skipped' }] });
    expect(await partBy(known.sku)).toMatchObject({ name: known.name, quantity: 7 });
  });

  test('matches rows of the same import', async () => {
    const twice = row({ quantity: 1 });
    const rows = [twice, { ...twice, quantity: 5 }];
    await refused(inventory.import({ rows }), 'INVALID_INPUT', {
      issues: [expect.objectContaining({ path: ['rows', 1, 'sku'] })],
    });
    expect(await inventory.import({ rows, onMatch: 'update' })).toMatchObject({ created: 1, updated: 1 });
    expect(await partBy(twice.sku)).toMatchObject({ quantity: 5 });
  });

  test('takes no stock that tickets have reserved, and undoes all of that row', async () => {
    const sku = newSku();
    const part = await somePart(admin, { sku, quantity: 5 });
    const { id } = await someTicket(await shop.customer());
    await admin.call.tickets.addPart({ id, partId: part.id, quantity: 4 });
    const rows = [{ sku, name: 'New name', priceCents: 1, quantity: 3 }, row()];
    expect(await inventory.import({ rows, onMatch: 'update', partial: true })).toMatchObject({
      created: 1,
      refused: 1,
      rows: [{ issues: [{ path: ['quantity'] }] }, { action: 'created' }],
    });
    expect(await inventory.get({ id: part.id })).toMatchObject({ name: part.name, quantity: 5, reserved: 4 });
  });

  test('undoes the stock of a row that fails after its movement', async () => {
    const sku = newSku();
    const { id } = await inventory.create({ sku, name: 'Oil', priceCents: 1, decimals: 1, quantity: 4 });
    const { id: ticketId } = await someTicket(await shop.customer());
    await admin.call.tickets.addPart({ id: ticketId, partId: id, quantity: 0.5 });
    const rows = [{ sku, name: 'Oil', priceCents: 1, decimals: 0, quantity: 9 }];
    const result = await inventory.import({ rows, onMatch: 'update', partial: true });
    expect(result.rows).toMatchObject([{ action: 'refused', issues: [{ path: ['decimals'] }] }]);
    expect(await inventory.get({ id })).toMatchObject({ quantity: 4, decimals: 1 });
  });

  test('is bounded, and only for staff', async () => {
    const rows = Array.from({ length: 201 }, () => row());
    await refused(inventory.import({ rows }), 'INVALID_INPUT');
    await refused(inventory.import({ rows: [] }), 'INVALID_INPUT');
    expect(await inventory.import({ rows: rows.slice(1) })).toMatchObject({ created: 200 });
    const customer = await shop.customer();
    await refused(customer.call.inventory.import({ rows: [row()] }), 'ROLE_REQUIRED', { role: 'mechanic' });
  });

  test('leaves a consistent shop', () => expectConsistent(shop.shop.database));
});

test('a row to import has the members of create, and none of its defaults', () => {
  const { rows } = ImportPartsInput.parse({ rows: [{ name: 'Bolt', priceCents: 10 }] });
  expect(rows).toEqual([{ name: 'Bolt', priceCents: 10 }]);
  const whole = { ...CreatePartInput.parse({ name: 'Bolt', priceCents: 10 }), sku: 'B' };
  expect(ImportPartsInput.parse({ rows: [whole] }).rows).toEqual([whole]);
});
