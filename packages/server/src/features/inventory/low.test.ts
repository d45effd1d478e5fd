import { afterAll, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';
import { recorded } from '../events/testing/recorded.ts';
import { orderOf } from '../purchases/testing/buying.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];
const { inventory, tickets, purchases } = mia.call;
afterAll(() => expectConsistent(shop.shop.database));

/** How often the work announces that a part is low. */
const lows = async (work: () => Promise<unknown>): Promise<number> =>
  (await recorded(shop, work)).filter(({ kind }) => kind === 'part.low').length;

const isLow = async (id: number): Promise<boolean> =>
  (await inventory.records({ low: true, limit: 100 })).items.some((part) => part.id === id);

test('a part that falls below its minimum is announced once, until it has risen again', async () => {
  const { id } = await somePart(mia, { quantity: 10, minQuantity: 8 });
  const adjust = (delta: number) => lows(() => inventory.adjust({ id, delta }));
  expect(await adjust(-2)).toBe(0);
  expect(await isLow(id)).toBe(false);
  expect(await adjust(-1)).toBe(1);
  expect(await isLow(id)).toBe(true);
  expect(await adjust(-3)).toBe(0);
  expect(await adjust(4)).toBe(0);
  expect(await isLow(id)).toBe(false);
  expect(await adjust(-1)).toBe(1);
});

test('the event is about the part, for staff, after its change', async () => {
  const { id } = await somePart(mia, { quantity: 5, minQuantity: 5 });
  const events = await recorded(shop, () => inventory.adjust({ id, delta: -1 }));
  expect(events).toMatchObject([
    { kind: 'part.stock_changed', version: 2 },
    {
      kind: 'part.low',
      entity: 'part',
      entityId: id,
      version: 2,
      audience: 'mechanic',
      changes: null,
      accountId: mia.id,
    },
  ]);
});

test('the minimum itself can make a part low: when it is set, raised, or given at the start', async () => {
  const { id } = await somePart(mia, { quantity: 5 });
  expect(await lows(() => inventory.update({ id, minQuantity: 6 }))).toBe(1);
  expect(await lows(() => inventory.update({ id, minQuantity: 7 }))).toBe(0);
  expect(await lows(() => inventory.update({ id, minQuantity: null }))).toBe(0);
  expect(await isLow(id)).toBe(false);
  expect(await lows(() => inventory.update({ id, minQuantity: 6, quantity: 6 }))).toBe(0);
  expect(await lows(() => somePart(mia, { quantity: 1, minQuantity: 2 }))).toBe(1);
  expect(await lows(() => somePart(mia, { quantity: 2, minQuantity: 2 }))).toBe(0);
});

test('reservations and missing quantities count, and purchases on order do', async () => {
  const { id } = await somePart(mia, { quantity: 4, minQuantity: 3 });
  const { id: ticketId } = await someTicket(cara);
  const add = (quantity: number) => tickets.addPart({ id: ticketId, partId: id, quantity, backorder: true });
  expect(await lows(() => add(1))).toBe(0);
  expect(await lows(() => add(1))).toBe(1);
  const order = await orderOf(mia, { partId: id, quantity: 1 });
  expect(await isLow(id)).toBe(false);
  // 2 available, 1 on order: 2 more leave 1 on order and none available.
  expect(await lows(() => add(2))).toBe(1);
  await purchases.update({ id: order.id, note: 'Soon' });
  const more = await orderOf(mia, { partId: id, quantity: 2 });
  expect(await isLow(id)).toBe(false);
  // Nothing is available: these are missing, and no stock moves.
  expect(await lows(() => add(1))).toBe(1);
  expect(await lows(() => tickets.removePart({ id: ticketId, partId: id, quantity: 1 }))).toBe(0);
  expect(await isLow(id)).toBe(false);
  // What arrives was expected.
  expect(await lows(() => purchases.receive({ id: order.id }))).toBe(0);
  expect(await lows(() => purchases.cancel({ id: more.id }))).toBe(1);
});

test('a part that falls and rises in one call is not announced', async () => {
  const { id } = await somePart(mia, { quantity: 1, minQuantity: 1 });
  const { id: ticketId } = await someTicket(cara);
  await tickets.addPart({ id: ticketId, partId: id });
  expect(await isLow(id)).toBe(true);
  await tickets.setStatus({ id: ticketId, status: 'in_progress' });
  await tickets.setStatus({ id: ticketId, status: 'completed' });
  expect(await lows(() => inventory.adjust({ id, delta: 1 }))).toBe(0);
  const admin = await shop.admin();
  // Reopening returns the piece and reserves it again.
  const reopen = () => admin.call.tickets.setStatus({ id: ticketId, status: 'in_progress', note: 'Again' });
  expect(await lows(reopen)).toBe(0);
});
