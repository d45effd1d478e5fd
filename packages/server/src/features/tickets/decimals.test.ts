import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
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

const oil = (values: Parameters<typeof somePart>[1] = {}) =>
  somePart(mia, { name: 'Oil', unit: 'litre', decimals: 1, priceCents: 1_250, ...values });
const stockOf = async (id: number) => {
  const { quantity, reserved, available } = await shop.anonymous.inventory.get({ id });
  return { quantity, reserved, available };
};

describe('a part in litres', () => {
  test('holds 0.3 after 0.1 and 0.2, in every answer', async () => {
    const part = await oil({ quantity: 0.1 });
    expect(part).toMatchObject({ unit: 'litre', decimals: 1, quantity: 0.1, reserved: 0, available: 0.1 });
    expect(await mia.call.inventory.adjust({ id: part.id, delta: 0.2 })).toMatchObject({
      quantity: 0.3,
      available: 0.3,
    });
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.1 });
    const ticket = await mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.2 });
    const line = { unit: 'litre', quantity: 0.3, reserved: 0.3, missing: 0, totalCents: 375 };
    expect(ticket).toMatchObject({ parts: [line], partsTotalCents: 375 });
    expect(await cara.call.tickets.get({ id })).toMatchObject({ parts: [line] });
    expect((await cara.call.tickets.mine()).items[0]).toMatchObject({ parts: [line] });
    expect(await stockOf(part.id)).toEqual({ quantity: 0.3, reserved: 0.3, available: 0 });
    expect((await mia.call.inventory.list({ limit: 1 })).items[0]).toMatchObject({ quantity: 0.3, reserved: 0.3 });
    expect((await mia.call.inventory.movements({ partId: part.id })).items).toMatchObject([
      { kind: 'reserve', delta: 0.2, quantityAfter: 0.3, reservedAfter: 0.3 },
      { kind: 'reserve', delta: 0.1, quantityAfter: 0.3, reservedAfter: 0.1 },
      { kind: 'adjust', delta: 0.2, quantityAfter: 0.3, reservedAfter: 0 },
      { kind: 'receive', delta: 0.1, quantityAfter: 0.1, reservedAfter: 0 },
    ]);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.3, backorder: true });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    const missing = await refused(mia.call.tickets.setStatus({ id, status: 'completed' }), 'PARTS_MISSING');
    expect(missing.lines).toMatchObject([{ missing: 0.3 }]);
    await refused(mia.call.inventory.adjust({ id: part.id, delta: -0.1 }), 'INSUFFICIENT_STOCK', {
      partId: part.id,
      requested: 0.1,
      available: 0,
    });
    await mia.call.inventory.adjust({ id: part.id, delta: 0.4 });
    await mia.call.tickets.setStatus({ id, status: 'completed' });
    expect(await stockOf(part.id)).toEqual({ quantity: 0.1, reserved: 0, available: 0.1 });
  });

  test('rejects more decimals than it has at the member that names them', async () => {
    const part = await oil({ quantity: 5 });
    const { id } = await someTicket(cara);
    const { parts } = await mia.call.tickets.addPart({ id, partId: part.id, quantity: 1.5 });
    const lineId = parts[0]?.id ?? 0;
    const before = [await mia.call.tickets.get({ id }), await stockOf(part.id)];
    await refusedAt(oil({ quantity: 0.25 }), 'quantity');
    await refusedAt(mia.call.inventory.adjust({ id: part.id, delta: 0.25 }), 'delta');
    await refusedAt(mia.call.inventory.update({ id: part.id, quantity: 4.25 }), 'quantity');
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.25 }), 'quantity');
    await refusedAt(mia.call.tickets.updatePart({ id, lineId, quantity: 1.25 }), 'quantity');
    await refusedAt(mia.call.tickets.removePart({ id, partId: part.id, quantity: 0.25 }), 'quantity');
    const canned = { name: 'Oil change', parts: [{ partId: part.id, quantity: 0.25 }] };
    await refusedAt(boss.call.cannedJobs.create(canned), 'parts', 0, 'quantity');
    for (const quantity of [0.0001, 1.0005]) {
      await refusedAt(mia.call.tickets.addPart({ id, partId: part.id, quantity }), 'quantity');
    }
    expect([await mia.call.tickets.get({ id }), await stockOf(part.id)]).toEqual(before);
  });

  test('accepts a unit of 1 to 20 characters and 0 to 3 decimals', async () => {
    expect(await somePart(mia)).toMatchObject({ unit: 'piece', decimals: 0 });
    expect(await oil({ decimals: 3, quantity: 0.001, unit: 'x'.repeat(20) })).toMatchObject({ quantity: 0.001 });
    for (const unit of ['', 'x'.repeat(21)]) await refusedAt(oil({ unit }), 'unit');
    for (const decimals of [-1, 4, 0.5]) await refusedAt(oil({ decimals }), 'decimals');
  });

  test('keeps the unit that a line began with', async () => {
    const part = await oil({ quantity: 5 });
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 1 });
    await mia.call.inventory.update({ id: part.id, unit: 'l' });
    expect((await mia.call.tickets.get({ id })).parts).toMatchObject([{ unit: 'litre' }]);
  });

  test('costs the rounded product, half a cent rounding up', async () => {
    const part = await oil({ quantity: 10, priceCents: 333, decimals: 3 });
    const { id } = await someTicket(cara);
    for (const [quantity, totalCents] of [
      [1.001, 333],
      [1.002, 334],
      [1.5, 500],
      [4.5, 1_499],
    ] as const) {
      const { parts } = await mia.call.tickets.addPart({ id, partId: part.id, quantity });
      expect(parts).toMatchObject([{ totalCents }]);
      await mia.call.tickets.removePart({ id, partId: part.id });
    }
  });
});

describe('lowering the decimals of a part', () => {
  const lower = (id: number) => mia.call.inventory.update({ id, decimals: 0 });

  test('is rejected while the stock needs them', async () => {
    const part = await oil({ quantity: 2.5 });
    await refusedAt(lower(part.id), 'decimals');
    expect(await mia.call.inventory.update({ id: part.id, decimals: 0, quantity: 2 })).toMatchObject({
      decimals: 0,
      quantity: 2,
    });
    await refusedAt(mia.call.inventory.adjust({ id: part.id, delta: 0.5 }), 'delta');
  });

  test('is rejected while a line in work needs them, also one that only waits', async () => {
    const part = await oil({ quantity: 0 });
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.5, backorder: true });
    await refusedAt(lower(part.id), 'decimals');
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await refusedAt(lower(part.id), 'decimals');
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    expect(await lower(part.id)).toMatchObject({ decimals: 0 });
  });

  test('is rejected while lines hold fractions that sum to whole units', async () => {
    const part = await oil({ quantity: 1 });
    for (const { id } of [await someTicket(cara), await someTicket(cara)]) {
      await mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.5 });
    }
    await refusedAt(lower(part.id), 'decimals');
  });

  test('works when nothing in stock or in work needs them, and raising them always does', async () => {
    const part = await oil({ quantity: 3 });
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
    expect(await lower(part.id)).toMatchObject({ decimals: 0, quantity: 3, reserved: 2 });
    expect(await mia.call.inventory.update({ id: part.id, decimals: 2 })).toMatchObject({ decimals: 2 });
  });

  test('keeps a closed ticket with a fraction from being opened again', async () => {
    const part = await oil({ quantity: 2.5 });
    const [done, gone] = [await someTicket(cara), await someTicket(cara)];
    await mia.call.tickets.addPart({ id: done.id, partId: part.id, quantity: 0.5 });
    await mia.call.tickets.addPart({ id: gone.id, partId: part.id, quantity: 1.5 });
    await mia.call.tickets.setStatus({ id: done.id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id: done.id, status: 'completed' });
    await mia.call.tickets.setStatus({ id: gone.id, status: 'cancelled' });
    await lower(part.id);
    const again = { note: 'again' };
    await refusedAt(boss.call.tickets.setStatus({ id: done.id, status: 'in_progress', ...again }), 'status');
    await refusedAt(mia.call.tickets.setStatus({ id: gone.id, status: 'open', ...again }), 'status');
    expect(await stockOf(part.id)).toEqual({ quantity: 2, reserved: 0, available: 2 });
    await mia.call.inventory.update({ id: part.id, decimals: 1 });
    await boss.call.tickets.setStatus({ id: done.id, status: 'in_progress', ...again });
    await mia.call.tickets.setStatus({ id: gone.id, status: 'open', ...again });
    expect(await stockOf(part.id)).toEqual({ quantity: 2.5, reserved: 2, available: 0.5 });
  });
});
