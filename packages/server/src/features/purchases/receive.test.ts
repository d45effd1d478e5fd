import { afterAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart } from '../../testing/testing.ts';
import { recorded } from '../events/testing/recorded.ts';
import { draftOf, emptyPart, orderOf, ticketWaiting } from './testing/buying.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];
const { purchases, inventory } = mia.call;
afterAll(() => expectConsistent(shop.shop.database));

describe('a delivery', () => {
  test('of everything raises the stock, takes over the cost and closes the purchase', async () => {
    const [one, two] = [await somePart(mia, { quantity: 1, costCents: 5 }), await emptyPart(mia, { costCents: 9 })];
    const order = await orderOf(
      mia,
      { partId: one.id, quantity: 4, unitCostCents: 120 },
      { partId: two.id, quantity: 2, unitCostCents: null },
    );
    shop.advance(60_000);
    const { purchase, filled, ready } = await purchases.receive({ id: order.id, version: 2 });
    expect({ filled, ready }).toEqual({ filled: [], ready: [] });
    expect(purchase).toMatchObject({ status: 'received', lines: [{ received: 4 }, { received: 2 }], version: 3 });
    expect(purchase.receivedAt).not.toBeNull();
    expect(await purchases.get({ id: order.id })).toEqual(purchase);
    const stock = { quantity: 5, costCents: 120, onOrder: 0, version: one.version + 1 };
    expect(await inventory.record({ id: one.id })).toMatchObject(stock);
    // An unknown cost leaves the part's.
    expect(await inventory.record({ id: two.id })).toMatchObject({ quantity: 2, costCents: 9, onOrder: 0 });
    expect((await inventory.movements({ partId: one.id })).items[0]).toMatchObject({
      kind: 'receive',
      delta: 4,
      quantityAfter: 5,
      purchaseId: order.id,
      ticketId: null,
      accountId: mia.id,
    });
    await refused(purchases.receive({ id: order.id }), 'PURCHASE_CLOSED', { status: 'received' });
    await refused(purchases.cancel({ id: order.id }), 'PURCHASE_CLOSED', { status: 'received' });
  });

  test('in parts leaves the rest on order, and cancelling keeps what has arrived', async () => {
    const [one, two] = [await emptyPart(mia, { decimals: 1 }), await emptyPart(mia)];
    const { id, lines } = await orderOf(mia, { partId: one.id, quantity: 2.5 }, { partId: two.id, quantity: 3 });
    const [first, second] = lines.map((line) => line.id);
    const arrive = (...arrived: [number | undefined, number][]) =>
      purchases.receive({ id, lines: arrived.map(([lineId = 0, quantity]) => ({ lineId, quantity })) });
    expect((await arrive([first, 0.3])).purchase).toMatchObject({
      status: 'partly_received',
      receivedAt: null,
      lines: [{ received: 0.3 }, { received: 0 }],
    });
    expect((await inventory.record({ id: one.id })).onOrder).toBe(2.2);
    await refusedAt(arrive([second, 1], [first, 2.3]), 'lines', 1, 'quantity');
    await refusedAt(arrive([first, 0.25]), 'lines', 0, 'quantity');
    await refusedAt(arrive([first, 1], [first, 1]), 'lines');
    await refusedAt(arrive(), 'lines');
    await refused(arrive([999_999, 1]), 'NOT_FOUND', { resource: 'line' });
    await refused(purchases.receive({ id: 999_999 }), 'NOT_FOUND', { resource: 'purchase' });
    expect(await inventory.get({ id: two.id })).toMatchObject({ quantity: 0 });
    expect((await arrive([first, 2.2], [second, 1])).purchase).toMatchObject({ status: 'partly_received' });
    expect(await purchases.cancel({ id })).toMatchObject({
      status: 'cancelled',
      lines: [{ received: 2.5 }, { received: 1 }],
    });
    expect(await inventory.record({ id: two.id })).toMatchObject({ quantity: 1, onOrder: 0 });
  });

  test('of the last piece makes the purchase received', async () => {
    const part = await emptyPart(mia);
    const { id, lines } = await orderOf(mia, { partId: part.id, quantity: 2 });
    const one = { id, lines: [{ lineId: lines[0]?.id ?? 0, quantity: 1 }] };
    await purchases.receive(one);
    expect((await purchases.receive(one)).purchase).toMatchObject({ status: 'received' });
  });

  test('above the highest stock is rejected as a whole', async () => {
    const [part, full] = [await emptyPart(mia), await somePart(mia, { quantity: 999_999_999 })];
    const { id, lines } = await orderOf(mia, { partId: part.id, quantity: 1 }, { partId: full.id, quantity: 2 });
    const all = lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
    await refusedAt(purchases.receive({ id, lines: all }), 'lines', 1, 'quantity');
    await refusedAt(purchases.receive({ id }), 'lines');
    expect(await inventory.get({ id: part.id })).toMatchObject({ quantity: 0 });
  });

  test('of an older version of the purchase is rejected', async () => {
    const part = await emptyPart(mia);
    const current = await orderOf(mia, { partId: part.id, quantity: 1 });
    await refused(purchases.receive({ id: current.id, version: 1 }), 'VERSION_MISMATCH', { current });
    await refused(purchases.cancel({ id: current.id, version: 1 }), 'VERSION_MISMATCH', { current });
  });
});

describe('lines that wait', () => {
  test('are filled oldest ticket first, and the answer says which tickets have all of their parts', async () => {
    const [pads, discs] = [await emptyPart(mia), await emptyPart(mia)];
    const both = await ticketWaiting(mia, cara, { partId: pads.id, quantity: 2 }, { partId: discs.id, quantity: 1 });
    const next = await ticketWaiting(mia, cara, { partId: pads.id, quantity: 3 });
    const last = await ticketWaiting(mia, cara, { partId: pads.id, quantity: 1 });
    await mia.call.tickets.setHold({ id: both.id, hold: { reason: 'waiting_parts' } });
    const { id, lines } = await orderOf(mia, { partId: discs.id, quantity: 5 }, { partId: pads.id, quantity: 4 });
    const [discsLine, padsLine] = lines.map((line) => line.id);
    const lineOf = ({ parts }: typeof both, at = 0) => parts[at]?.id;

    const first = await purchases.receive({ id, lines: [{ lineId: padsLine ?? 0, quantity: 4 }] });
    expect(first.filled).toEqual([
      { ticketId: both.id, lineId: lineOf(both), partId: pads.id, quantity: 2, complete: true },
      { ticketId: next.id, lineId: lineOf(next), partId: pads.id, quantity: 2, complete: false },
    ]);
    expect(first.ready).toEqual([]);
    expect((await mia.call.tickets.get({ id: both.id })).hold).not.toBeNull();

    const events = await recorded(shop, async () => {
      const second = await purchases.receive({ id });
      expect(second.filled).toEqual([
        { ticketId: both.id, lineId: lineOf(both, 1), partId: discs.id, quantity: 1, complete: true },
      ]);
      expect(second.ready).toEqual([both.id]);
      expect(discsLine).toBe(second.purchase.lines[0]?.id);
    });
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ticket.updated', 'ticket.parts_arrived', 'purchase.received', 'part.stock_changed']),
    );
    const after = await mia.call.tickets.get({ id: both.id });
    expect(after).toMatchObject({ hold: null, parts: [{ missing: 0 }, { missing: 0 }] });
    expect((await mia.call.tickets.get({ id: last.id })).parts).toMatchObject([{ reserved: 0, missing: 1 }]);
    expect(await inventory.record({ id: discs.id })).toMatchObject({ quantity: 5, reserved: 1, available: 4 });
  });

  test('of one ticket are ready once, when one delivery brings all of its parts', async () => {
    const [one, two] = [await emptyPart(mia), await emptyPart(mia)];
    const ticket = await ticketWaiting(mia, cara, { partId: one.id, quantity: 1 }, { partId: two.id, quantity: 1 });
    const { id } = await orderOf(mia, { partId: two.id, quantity: 1 }, { partId: one.id, quantity: 1 });
    const events = await recorded(shop, async () => {
      const { filled, ready } = await purchases.receive({ id });
      expect(filled).toHaveLength(2);
      expect(ready).toEqual([ticket.id]);
    });
    expect(events.filter(({ kind }) => kind === 'ticket.parts_arrived')).toHaveLength(1);
  });
});

test('a repeated call with the same idempotency key receives once', async () => {
  const part = await emptyPart(mia);
  const { id } = await orderOf(mia, { partId: part.id, quantity: 2 });
  const again = async () => (await shop.withToken(mia.session.token, 'delivery-1')).purchases.receive({ id });
  const first = await again();
  expect(await again()).toEqual(first);
  expect(await inventory.get({ id: part.id })).toMatchObject({ quantity: 2 });
});

test('a purchase keeps the name and cost that a part had when the line was written', async () => {
  const part = await emptyPart(mia, { name: 'Pad', costCents: 50 });
  const draft = await draftOf(mia, [{ partId: part.id, quantity: 1 }]);
  await inventory.update({ id: part.id, name: 'Brake pad', costCents: 60 });
  expect(await purchases.get({ id: draft.id })).toMatchObject({ lines: [{ name: 'Pad', unitCostCents: 50 }] });
  await purchases.order({ id: draft.id });
  await purchases.receive({ id: draft.id });
  expect(await inventory.record({ id: part.id })).toMatchObject({ costCents: 50 });
});
