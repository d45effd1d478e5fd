import { MAX_CENTS, MAX_LINES, MAX_LINE_QUANTITY, MAX_STOCK, MAX_TOTAL_CENTS } from '@mechanic-shop/shared';
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

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const stored = (id: number) => mia.call.tickets.get({ id });
async function stockOf(id: number) {
  const { quantity, reserved, available, version } = await shop.anonymous.inventory.get({ id });
  return { quantity, reserved, available, version };
}

describe('addPart', () => {
  test('creates a line, reserves the stock and increments both versions', async () => {
    const part = await somePart(mia, { sku: 'ADD-1', priceCents: 1_999 });
    const ticket = await someTicket(cara);
    shop.advance(1000);
    const added = await mia.call.tickets.addPart({ id: ticket.id, partId: part.id, quantity: 3 });
    const line = {
      id: added.parts[0]?.id,
      jobId: null,
      partId: part.id,
      sku: 'ADD-1',
      name: 'Brake pad',
      unit: 'piece',
      quantity: 3,
      reserved: 3,
      missing: 0,
      unitPriceCents: 1_999,
      taxable: true,
      totalCents: 5_997,
    };
    expect(added).toEqual({
      ...ticket,
      clockedMinutes: 0,
      parts: [line],
      partsTotalCents: 5_997,
      balanceCents: 5_997,
      totals: { ...ticket.totals, partsCents: 5_997, netCents: 5_997, totalCents: 5_997 },
      version: 2,
      updatedAt: shop.shop.now().toISOString(),
      allowedStatuses: ['in_progress', 'cancelled'],
    });
    expect(await stored(ticket.id)).toEqual(added);
    expect(await cara.call.tickets.get({ id: ticket.id })).toMatchObject({ parts: [line], partsTotalCents: 5_997 });
    expect(await stockOf(part.id)).toEqual({ quantity: 10, reserved: 3, available: 7, version: 2 });
  });

  test('adds one by default, and adds to an existing line', async () => {
    const [first, second] = [await somePart(mia), await somePart(mia, { priceCents: 1 })];
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: first.id });
    const two = await mia.call.tickets.addPart({ id, partId: second.id, quantity: 2 });
    const three = await mia.call.tickets.addPart({ id, partId: first.id, quantity: 4 });
    expect(three).toMatchObject({
      parts: [
        { id: two.parts[0]?.id, partId: first.id, quantity: 5, totalCents: 5 * 4_990 },
        { id: two.parts[1]?.id, partId: second.id, quantity: 2, totalCents: 2 },
      ],
      partsTotalCents: 5 * 4_990 + 2,
      version: 4,
    });
    expect(await stockOf(first.id)).toMatchObject({ reserved: 5, available: 5 });
  });

  test('fixes name, sku and price when the line is created', async () => {
    const part = await somePart(mia, { name: 'Old name', sku: 'FRZ-1', priceCents: 100 });
    const { id } = await someTicket(cara);
    const [frozen] = (await mia.call.tickets.addPart({ id, partId: part.id })).parts;
    await mia.call.inventory.update({ id: part.id, name: 'New name', sku: 'FRZ-2', priceCents: 250 });
    expect((await stored(id)).parts).toEqual([frozen]);
    const more = await mia.call.tickets.addPart({ id, partId: part.id });
    expect(more.parts).toEqual([{ ...frozen, quantity: 2, reserved: 2, totalCents: 200 }]);
    await mia.call.tickets.removePart({ id, partId: part.id });
    const anew = await mia.call.tickets.addPart({ id, partId: part.id });
    expect(anew.parts).toMatchObject([{ name: 'New name', sku: 'FRZ-2', unitPriceCents: 250, totalCents: 250 }]);
  });

  test('never reserves more than is available, for any ticket', async () => {
    const part = await somePart(mia, { quantity: 5 });
    const [one, two] = [await someTicket(cara), await someTicket(cara)];
    await mia.call.tickets.addPart({ id: one.id, partId: part.id, quantity: 4 });
    const [stock, ticket] = [await stockOf(part.id), await stored(two.id)];
    const details = { partId: part.id, requested: 2, available: 1 };
    for (const { id } of [one, two]) {
      await refused(mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 }), 'INSUFFICIENT_STOCK', details);
    }
    expect(await stockOf(part.id)).toEqual(stock);
    expect(await stored(two.id)).toEqual(ticket);
    expect((await mia.call.inventory.movements({ partId: part.id })).items).toHaveLength(2);
    await mia.call.tickets.addPart({ id: two.id, partId: part.id });
    expect(await stockOf(part.id)).toMatchObject({ reserved: 5, available: 0 });
  });

  test('works in progress too', async () => {
    const part = await somePart(mia);
    const { id } = await someTicket(cara);
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await boss.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
    expect(await stockOf(part.id)).toMatchObject({ quantity: 10, reserved: 2 });
  });

  test.each([
    ['quantity', 0],
    ['quantity', -1],
    ['quantity', MAX_LINE_QUANTITY + 1],
    ['quantity', 1.5],
    ['quantity', '1'],
    ['quantity', null],
    ['partId', 0],
    ['partId', null],
    ['partId', undefined],
    ['version', 1],
  ])('rejects %s %j', async (member, value) => {
    const part = await somePart(mia, { quantity: MAX_STOCK });
    const { id } = await someTicket(cara);
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id, [member]: value }), member);
    expect(await stored(id)).toMatchObject({ version: 1, parts: [] });
    expect(await stockOf(part.id)).toMatchObject({ reserved: 0, version: 1 });
  });

  test('is NOT_FOUND for an unknown ticket or part, and forbidden for customers', async () => {
    const part = await somePart(mia);
    const { id } = await someTicket(cara);
    const add = (actor: Actor, input: { id: number; partId: number }) => actor.call.tickets.addPart(input);
    await refused(add(mia, { id: NO_SUCH_ID, partId: part.id }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(add(mia, { id, partId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'part' });
    await refused(add(cara, { id, partId: part.id }), 'ROLE_REQUIRED', { role: 'mechanic' });
    expect(await stored(id)).toMatchObject({ version: 1, parts: [] });
    expect(await stockOf(part.id)).toMatchObject({ reserved: 0 });
  });
});

describe('a ticket accepts at most', () => {
  test(`${MAX_LINE_QUANTITY} pieces a line`, async () => {
    const part = await somePart(mia, { quantity: MAX_STOCK, priceCents: 1 });
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 1 });
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id, quantity: MAX_LINE_QUANTITY }), 'quantity');
    expect(await stockOf(part.id)).toMatchObject({ reserved: 1, version: 2 });
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: MAX_LINE_QUANTITY - 1 });
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id }), 'quantity');
    expect((await stored(id)).parts).toMatchObject([{ quantity: MAX_LINE_QUANTITY }]);
    expect(await stockOf(part.id)).toMatchObject({ reserved: MAX_LINE_QUANTITY });
  });

  test('the same number per line when the stock is the limit', async () => {
    const part = await somePart(mia, { quantity: MAX_LINE_QUANTITY, priceCents: 1 });
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: MAX_LINE_QUANTITY });
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id }), 'quantity');
  });

  test(`${MAX_TOTAL_CENTS} cents`, async () => {
    const { id } = await someTicket(cara);
    const dear = { priceCents: MAX_CENTS, quantity: MAX_LINE_QUANTITY };
    const full = MAX_TOTAL_CENTS / (MAX_CENTS * MAX_LINE_QUANTITY);
    for (let line = 0; line < full; line++) {
      const part = await somePart(mia, dear);
      await mia.call.tickets.addPart({ id, partId: part.id, quantity: MAX_LINE_QUANTITY });
    }
    expect(await stored(id)).toMatchObject({ partsTotalCents: MAX_TOTAL_CENTS });
    const [cheap, free] = [await somePart(mia, { priceCents: 1 }), await somePart(mia, { priceCents: 0 })];
    await refusedAt(mia.call.tickets.addPart({ id, partId: cheap.id }), 'quantity');
    expect(await stockOf(cheap.id)).toMatchObject({ reserved: 0, version: 1 });
    await mia.call.tickets.addPart({ id, partId: free.id, quantity: 10 });
    expect(await stored(id)).toMatchObject({ partsTotalCents: MAX_TOTAL_CENTS });
  });

  test(`${MAX_LINES} lines`, async () => {
    const stock = Array.from({ length: MAX_LINES + 1 }, (_, n) => somePart(mia, { name: `Bolt ${n}`, priceCents: n }));
    const [spare, ...lines] = await Promise.all(stock);
    const { id } = await someTicket(cara);
    for (const part of lines) await mia.call.tickets.addPart({ id, partId: part.id });
    const partId = spare?.id ?? 0;
    await refusedAt(mia.call.tickets.addPart({ id, partId }), 'partId');
    expect(await stockOf(partId)).toMatchObject({ reserved: 0, version: 1 });
    const full = await stored(id);
    expect(full.parts.map((line) => line.partId)).toEqual(lines.map((part) => part.id));
    // An existing line accepts more, and a removed one makes room.
    await mia.call.tickets.addPart({ id, partId: lines[0]?.id ?? 0 });
    await mia.call.tickets.removePart({ id, partId: lines[1]?.id ?? 0 });
    expect((await mia.call.tickets.addPart({ id, partId })).parts).toHaveLength(MAX_LINES);
  });
});

describe('removePart', () => {
  test('takes some from the line and releases them', async () => {
    const part = await somePart(mia, { priceCents: 10 });
    const { id } = await someTicket(cara);
    const before = await mia.call.tickets.addPart({ id, partId: part.id, quantity: 5 });
    shop.advance(1000);
    const after = await boss.call.tickets.removePart({ id, partId: part.id, quantity: 2 });
    expect(after).toEqual({
      ...before,
      parts: [{ ...before.parts[0], quantity: 3, reserved: 3, totalCents: 30 }],
      partsTotalCents: 30,
      balanceCents: 30,
      totals: { ...before.totals, partsCents: 30, netCents: 30, totalCents: 30 },
      version: 3,
      updatedAt: shop.shop.now().toISOString(),
    });
    expect(await stored(id)).toEqual(after);
    expect(await stockOf(part.id)).toEqual({ quantity: 10, reserved: 3, available: 7, version: 3 });
  });

  test('removes the whole line by default, or with the exact quantity', async () => {
    const part = await somePart(mia);
    const { id } = await someTicket(cara);
    for (const quantity of [undefined, 5]) {
      await mia.call.tickets.addPart({ id, partId: part.id, quantity: 5 });
      const gone = await mia.call.tickets.removePart({ id, partId: part.id, quantity });
      expect(gone).toMatchObject({ parts: [], partsTotalCents: 0 });
      expect(await stockOf(part.id)).toMatchObject({ quantity: 10, reserved: 0 });
    }
  });

  test('rejects more than the line has, and a part that is not on the ticket', async () => {
    const [part, other] = [await somePart(mia), await somePart(mia)];
    const [mine, foreign] = [await someTicket(cara), await someTicket(cara)];
    const { id } = mine;
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
    await mia.call.tickets.addPart({ id: foreign.id, partId: other.id, quantity: 2 });
    const before = await stored(id);
    const remove = (input: object) => mia.call.tickets.removePart({ id, partId: part.id, ...input });
    for (const quantity of [3, 0, -1, 0.5, MAX_LINE_QUANTITY + 1, '1', null]) {
      await refusedAt(remove({ quantity }), 'quantity');
    }
    await refused(remove({ partId: other.id }), 'NOT_FOUND', { resource: 'part' });
    await refused(remove({ partId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'part' });
    await refused(remove({ id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(cara.call.tickets.removePart({ id, partId: part.id }), 'ROLE_REQUIRED', { role: 'mechanic' });
    expect(await stored(id)).toEqual(before);
    expect(await stockOf(part.id)).toMatchObject({ reserved: 2 });
    expect(await stockOf(other.id)).toMatchObject({ reserved: 2 });
  });
});
