import { MAX_STOCK } from '@mechanic-shop/shared';
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
const ledger = async (partId: number) => (await mia.call.inventory.movements({ partId, limit: 100 })).items;

describe('adjust', () => {
  test('adds to the stock and removes from it, and stores the note', async () => {
    const part = await somePart(mia, { quantity: 10 });
    shop.advance(1000);
    const more = await mia.call.inventory.adjust({ id: part.id, delta: 5, note: ' found\nbehind the shelf ' });
    const at = shop.shop.now().toISOString();
    expect(more).toEqual({ ...part, quantity: 15, available: 15, version: 2, updatedAt: at });
    const none = await boss.call.inventory.adjust({ id: part.id, delta: -15 });
    expect(none).toMatchObject({ quantity: 0, available: 0, version: 3 });
    expect(await shop.anonymous.inventory.get({ id: part.id })).toEqual(none);
    const [taken, added] = await ledger(part.id);
    const row = { partId: part.id, kind: 'adjust', purchaseId: null, reservedAfter: 0, ticketId: null, at };
    expect(added).toEqual({
      ...row,
      id: added?.id,
      delta: 5,
      quantityAfter: 15,
      accountId: mia.id,
      note: 'found\nbehind the shelf',
    });
    expect(taken).toEqual({ ...row, id: taken?.id, delta: -15, quantityAfter: 0, accountId: boss.id, note: null });
  });

  test('never takes reserved stock', async () => {
    const part = await somePart(mia, { quantity: 10 });
    const ticket = await someTicket(cara);
    await mia.call.tickets.addPart({ id: ticket.id, partId: part.id, quantity: 7 });
    const before = await ledger(part.id);
    const details = { partId: part.id, requested: 4, available: 3 };
    await refused(mia.call.inventory.adjust({ id: part.id, delta: -4 }), 'INSUFFICIENT_STOCK', details);
    expect(await ledger(part.id)).toEqual(before);
    expect(await mia.call.inventory.adjust({ id: part.id, delta: -3 })).toMatchObject({ quantity: 7, available: 0 });
  });

  test('stops at the highest quantity', async () => {
    const part = await somePart(mia, { quantity: 0 });
    await mia.call.inventory.adjust({ id: part.id, delta: MAX_STOCK });
    await refusedAt(mia.call.inventory.adjust({ id: part.id, delta: 1 }), 'delta');
    await refusedAt(mia.call.inventory.adjust({ id: part.id, delta: MAX_STOCK }), 'delta');
    expect(await mia.call.inventory.adjust({ id: part.id, delta: -MAX_STOCK })).toMatchObject({ quantity: 0 });
    expect(await ledger(part.id)).toHaveLength(2);
  });

  test.each([
    ['delta', 0],
    ['delta', -0],
    ['delta', MAX_STOCK + 1],
    ['delta', -MAX_STOCK - 1],
    ['delta', 1.5],
    ['delta', '1'],
    ['delta', null],
    ['note', ''],
    ['note', ' \n '],
    ['note', 'n'.repeat(1001)],
    ['note', 'nul\0'],
    ['note', null],
    ['version', 1],
  ])('rejects %s %j', async (member, value) => {
    const part = await somePart(mia);
    await refusedAt(mia.call.inventory.adjust({ id: part.id, delta: 1, [member]: value }), member);
    expect(await shop.anonymous.inventory.get({ id: part.id })).toEqual(part);
  });

  test('accepts a note of 1,000 characters', async () => {
    const part = await somePart(mia);
    await mia.call.inventory.adjust({ id: part.id, delta: 1, note: 'n'.repeat(1000) });
    expect((await ledger(part.id))[0]?.note).toHaveLength(1000);
  });

  test('is NOT_FOUND for an unknown part', async () => {
    await refused(mia.call.inventory.adjust({ id: NO_SUCH_ID, delta: 1 }), 'NOT_FOUND', { resource: 'part' });
  });
});

describe('movements', () => {
  test('are empty for a part created without stock', async () => {
    const part = await somePart(mia, { quantity: 0 });
    expect(await mia.call.inventory.movements({ partId: part.id })).toEqual({ items: [], nextCursor: null });
  });

  test('record the life of a part: the account, the ticket, and the stock afterwards', async () => {
    const part = await somePart(mia, { quantity: 10 });
    const partId = part.id;
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId, quantity: 4 });
    await boss.call.tickets.addPart({ id, partId });
    await mia.call.tickets.removePart({ id, partId, quantity: 2 });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id, status: 'completed', note: 'done' });
    await boss.call.tickets.setStatus({ id, status: 'in_progress', note: 'it squeals again' });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    const told = (await ledger(partId)).toReversed();
    const rows = told.map(({ kind, delta, quantityAfter, reservedAfter, ticketId, accountId }) => [
      kind,
      delta,
      quantityAfter,
      reservedAfter,
      ticketId,
      accountId,
    ]);
    expect(rows).toEqual([
      ['receive', 10, 10, 0, null, mia.id],
      ['reserve', 4, 10, 4, id, mia.id],
      ['reserve', 1, 10, 5, id, boss.id],
      ['release', -2, 10, 3, id, mia.id],
      ['consume', -3, 7, 0, id, mia.id],
      ['return', 3, 10, 0, id, boss.id],
      ['reserve', 3, 10, 3, id, boss.id],
      ['release', -3, 10, 0, id, mia.id],
    ]);
    expect(told.map(({ note }) => note)).toEqual(told.map(() => null));
    expect(told.every((row) => row.partId === partId && row.at === shop.shop.now().toISOString())).toBe(true);
  });

  test('name the customer who cancels', async () => {
    const { id: partId } = await somePart(mia);
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId });
    await cara.call.tickets.setStatus({ id, status: 'cancelled' });
    expect((await ledger(partId))[0]).toMatchObject({ kind: 'release', delta: -1, ticketId: id, accountId: cara.id });
  });

  test('have stable pages, newest first, while more are written', async () => {
    const { id: partId } = await somePart(mia);
    for (let delta = 1; delta <= 6; delta++) await mia.call.inventory.adjust({ id: partId, delta });
    const all = (await ledger(partId)).map(({ id }) => id);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await mia.call.inventory.movements({ partId, limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      await mia.call.inventory.adjust({ id: partId, delta: 1 });
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
  });

  test('bind a cursor to its part', async () => {
    const [one, other] = [await somePart(mia), await somePart(mia)];
    for (const { id } of [one, other]) await mia.call.inventory.adjust({ id, delta: 1 });
    const { nextCursor } = await mia.call.inventory.movements({ partId: one.id, limit: 1 });
    expect(nextCursor).not.toBeNull();
    await refusedAt(mia.call.inventory.movements({ partId: other.id, cursor: nextCursor ?? '' }), 'cursor');
  });

  test('require a part', async () => {
    await refused(mia.call.inventory.movements({ partId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'part' });
    await refusedAt(mia.call.inventory.movements({} as never), 'partId');
  });
});
