import { MAX_CENTS, MAX_STOCK } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, cara] = [await shop.mechanic(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const stored = (id: number) => shop.anonymous.inventory.get({ id });
const ledger = async (partId: number) => (await mia.call.inventory.movements({ partId, limit: 100 })).items;

describe('create', () => {
  test('returns the part, which is then public', async () => {
    const part = await mia.call.inventory.create({
      name: '  Bremsklo\u0308tze ',
      priceCents: 4_990,
      quantity: 7,
      sku: ' BP-1 ',
    });
    const now = shop.shop.now().toISOString();
    expect(part).toEqual({
      id: part.id,
      sku: 'BP-1',
      name: 'Bremsklötze',
      priceCents: 4_990,
      unit: 'piece',
      decimals: 0,
      quantity: 7,
      reserved: 0,
      available: 7,
      active: true,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    expect(await stored(part.id)).toEqual(part);
  });

  test('requires only a name and a price; null equals absent', async () => {
    const bare = await mia.call.inventory.create({ name: 'Bolt', priceCents: 0 });
    expect(bare).toMatchObject({ sku: null, priceCents: 0, quantity: 0, reserved: 0, available: 0 });
    const nulls = await mia.call.inventory.create({ name: 'Bolt', priceCents: 0, quantity: null, sku: null });
    expect(nulls).toEqual({ ...bare, id: nulls.id });
  });

  test('accepts the highest values', async () => {
    const most = { name: 'n'.repeat(100), sku: 's'.repeat(64), priceCents: MAX_CENTS, quantity: MAX_STOCK };
    const part = await mia.call.inventory.create(most);
    expect(await stored(part.id)).toMatchObject({ ...most, available: MAX_STOCK });
  });

  test.each([
    ['name', ''],
    ['name', ' \u00a0 '],
    ['name', 'n'.repeat(101)],
    ['name', 'two\nlines'],
    ['name', 'nul\0'],
    ['name', 'half \ud83d'],
    ['name', null],
    ['name', undefined],
    ['name', 7],
    ['sku', ''],
    ['sku', 's'.repeat(65)],
    ['sku', 7],
    ['priceCents', -1],
    ['priceCents', MAX_CENTS + 1],
    ['priceCents', 1.5],
    ['priceCents', '100'],
    ['priceCents', null],
    ['priceCents', undefined],
    ['quantity', -1],
    ['quantity', MAX_STOCK + 1],
    ['quantity', 0.5],
    ['quantity', Number.NaN],
    ['quantity', '7'],
    ['reserved', 0],
    ['id', 1],
  ])('rejects %s %j', async (member, value) => {
    const before = await shop.anonymous.inventory.list({ limit: 1 });
    await refusedAt(mia.call.inventory.create({ name: 'Bolt', priceCents: 1, [member]: value }), member);
    expect(await shop.anonymous.inventory.list({ limit: 1 })).toEqual(before);
  });

  test('rejects the sku of another part, and changes nothing', async () => {
    await somePart(mia, { sku: 'TAKEN-1' });
    const before = await shop.anonymous.inventory.list({ limit: 1 });
    await refused(somePart(mia, { sku: ' TAKEN-1' }), 'SKU_TAKEN');
    expect(await shop.anonymous.inventory.list({ limit: 1 })).toEqual(before);
    // A sku is case-sensitive.
    expect(await somePart(mia, { sku: 'taken-1' })).toMatchObject({ sku: 'taken-1' });
  });
});

describe('get', () => {
  test.each([1_000_000, 2 ** 31, NO_SUCH_ID])('is NOT_FOUND for part %d', async (id) => {
    await refused(stored(id), 'NOT_FOUND', { resource: 'part' });
  });

  test.each([0, -1, 1.5, 2 ** 53, '1', null])('rejects the id %j', (id) => refusedAt(stored(id as never), 'id'));
});

describe('update', () => {
  test('changes the named fields and increments the version', async () => {
    const part = await somePart(mia, { sku: 'UP-1' });
    shop.advance(1000);
    const changed = await mia.call.inventory.update({ id: part.id, name: 'Brake disc', priceCents: 1 });
    const updatedAt = shop.shop.now().toISOString();
    expect(changed).toEqual({ ...part, name: 'Brake disc', priceCents: 1, version: 2, updatedAt });
    expect(await stored(part.id)).toEqual(changed);
    expect(await ledger(part.id)).toHaveLength(1);
  });

  test('clears the sku with null, and only the sku', async () => {
    const part = await somePart(mia, { sku: 'UP-2' });
    expect(await mia.call.inventory.update({ id: part.id, sku: null })).toMatchObject({ sku: null, version: 2 });
    for (const member of ['name', 'priceCents', 'quantity', 'version']) {
      await refusedAt(mia.call.inventory.update({ id: part.id, sku: 'X', [member]: null }), member);
    }
    expect(await somePart(mia, { sku: 'UP-2' })).toMatchObject({ sku: 'UP-2' });
  });

  test('records a new quantity as an adjustment, in one version step', async () => {
    const part = await somePart(mia, { quantity: 10 });
    const less = await mia.call.inventory.update({ id: part.id, quantity: 4 });
    expect(less).toMatchObject({ quantity: 4, available: 4, version: 2 });
    const both = await mia.call.inventory.update({ id: part.id, quantity: MAX_STOCK, name: 'Bolt' });
    expect(both).toMatchObject({ quantity: MAX_STOCK, name: 'Bolt', version: 3 });
    expect(await stored(part.id)).toEqual(both);
    expect(await ledger(part.id)).toMatchObject([
      { kind: 'adjust', delta: MAX_STOCK - 4, quantityAfter: MAX_STOCK },
      { kind: 'adjust', delta: -6, quantityAfter: 4, accountId: mia.id, ticketId: null, note: null },
      { kind: 'receive', delta: 10, quantityAfter: 10 },
    ]);
  });

  test('returns the unchanged row when nothing differs', async () => {
    const part = await somePart(mia, { sku: 'SAME-1', quantity: 3 });
    shop.advance(1000);
    const { id, name, sku, priceCents, quantity, version } = part;
    expect(await mia.call.inventory.update({ id, name, sku, priceCents, quantity, version })).toEqual(part);
    expect(await stored(id)).toEqual(part);
    expect(await ledger(id)).toHaveLength(1);
  });

  test('rejects an update without fields, an unknown field, and a value out of bounds', async () => {
    const { id } = await somePart(mia);
    await refused(mia.call.inventory.update({ id }), 'INVALID_INPUT');
    await refused(mia.call.inventory.update({ id, version: 1 }), 'INVALID_INPUT');
    await refusedAt(mia.call.inventory.update({ id, name: 'X', reserved: 1 } as never), 'reserved');
    await refusedAt(mia.call.inventory.update({ id, name: 'n'.repeat(101) }), 'name');
    await refusedAt(mia.call.inventory.update({ id, sku: '' }), 'sku');
    await refusedAt(mia.call.inventory.update({ id, priceCents: MAX_CENTS + 1 }), 'priceCents');
    await refusedAt(mia.call.inventory.update({ id, quantity: MAX_STOCK + 1 }), 'quantity');
    await refusedAt(mia.call.inventory.update({ id, version: 0, name: 'X' }), 'version');
    expect(await stored(id)).toMatchObject({ version: 1 });
  });

  test('rejects a stale version and returns the current row', async () => {
    const part = await somePart(mia);
    const current = await mia.call.inventory.update({ id: part.id, version: 1, name: 'Brake disc' });
    await refused(mia.call.inventory.update({ id: part.id, version: 1, name: 'Bolt' }), 'VERSION_MISMATCH', {
      current,
    });
    // Also without a difference, and for a future version.
    await refused(mia.call.inventory.update({ id: part.id, version: 1, name: 'Brake disc' }), 'VERSION_MISMATCH');
    await refused(mia.call.inventory.update({ id: part.id, version: 3, name: 'Bolt' }), 'VERSION_MISMATCH');
    expect(await stored(part.id)).toEqual(current);
  });

  test('rejects the sku of another part, but accepts its own', async () => {
    await somePart(mia, { sku: 'UP-3' });
    const part = await somePart(mia, { sku: 'UP-4' });
    await refused(mia.call.inventory.update({ id: part.id, sku: 'UP-3', name: 'Bolt', quantity: 1 }), 'SKU_TAKEN');
    expect(await stored(part.id)).toEqual(part);
    expect(await mia.call.inventory.update({ id: part.id, sku: 'UP-4', name: 'Bolt' })).toMatchObject({ version: 2 });
  });

  test('rejects a quantity below the reserved count', async () => {
    const part = await somePart(mia, { quantity: 10 });
    const ticket = await someTicket(cara);
    await mia.call.tickets.addPart({ id: ticket.id, partId: part.id, quantity: 6 });
    const before = await stored(part.id);
    await refused(mia.call.inventory.update({ id: part.id, quantity: 5, name: 'Bolt' }), 'INSUFFICIENT_STOCK', {
      partId: part.id,
      requested: 5,
      available: 4,
    });
    expect(await stored(part.id)).toEqual(before);
    expect(await mia.call.inventory.update({ id: part.id, quantity: 6 })).toMatchObject({
      quantity: 6,
      reserved: 6,
      available: 0,
    });
  });

  test('is NOT_FOUND for an unknown part', async () => {
    await refused(mia.call.inventory.update({ id: NO_SUCH_ID, name: 'Bolt' }), 'NOT_FOUND', { resource: 'part' });
  });
});

describe('delete', () => {
  test('deletes the part with its ledger and search words', async () => {
    const part = await somePart(mia, { name: 'Vanishing bolt', sku: 'DEL-1' });
    const { id, message } = await mia.call.inventory.delete({ id: part.id });
    expect(id).toBe(part.id);
    expect(message).not.toBe('');
    await refused(stored(part.id), 'NOT_FOUND', { resource: 'part' });
    await refused(mia.call.inventory.movements({ partId: part.id }), 'NOT_FOUND', { resource: 'part' });
    expect((await shop.anonymous.inventory.list({ search: 'vanishing' })).items).toEqual([]);
    await refused(mia.call.inventory.delete({ id: part.id }), 'NOT_FOUND', { resource: 'part' });
    expect((await somePart(mia, { sku: 'DEL-1' })).id).toBeGreaterThan(part.id);
  });

  test('is rejected once a ticket has used it, even if the line is gone', async () => {
    const part = await somePart(mia);
    const ticket = await someTicket(cara);
    await mia.call.tickets.addPart({ id: ticket.id, partId: part.id });
    await refused(mia.call.inventory.delete({ id: part.id }), 'IN_USE', { by: 'tickets' });
    await mia.call.tickets.removePart({ id: ticket.id, partId: part.id });
    await refused(mia.call.inventory.delete({ id: part.id }), 'IN_USE', { by: 'tickets' });
    expect(await stored(part.id)).toMatchObject({ quantity: 10, reserved: 0 });
  });
});

describe('permissions', () => {
  test('allow customers to read, and to change nothing', async () => {
    const { id } = await somePart(mia);
    const calls = [
      () => cara.call.inventory.create({ name: 'Bolt', priceCents: 1 }),
      () => cara.call.inventory.update({ id, name: 'Bolt' }),
      () => cara.call.inventory.adjust({ id, delta: 1 }),
      () => cara.call.inventory.delete({ id }),
      () => cara.call.inventory.movements({ partId: id }),
      // The role is checked before the input and before the row.
      () => cara.call.inventory.adjust({ id: 'x', delta: 0 } as never),
      () => cara.call.inventory.delete({ id: NO_SUCH_ID }),
    ];
    for (const call of calls) await refused(call(), 'ROLE_REQUIRED', { role: 'mechanic' });
    await refused(shop.anonymous.inventory.adjust({ id, delta: 1 }), 'NOT_SIGNED_IN');
    expect(await cara.call.inventory.get({ id })).toMatchObject({ quantity: 10, version: 1 });
  });
});
