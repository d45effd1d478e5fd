import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { keyset } from '../../core/paging.ts';
import { expectHealthy } from '../../testing/healthy.ts';
import { completedTicket, invoicedTicket, pay } from '../../testing/money.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia] = [await shop.admin(), await shop.mechanic()];
const cara = await shop.customer();
const NOW = '2026-11-20T09:30:00.000Z';

test('a cursor with a year that a database refuses is rejected', async () => {
  for (const at of ['0000-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z']) {
    const { nextCursor } = keyset('payments.list', {}, z.tuple([z.string(), z.number()])).page([1, 2], 1, () => [
      at,
      1,
    ]);
    await refusedAt(mia.call.payments.list({ cursor: nextCursor ?? '' }), 'cursor');
  }
});

describe('payments.record', () => {
  test('stores a payment, lowers the balance and settles the invoice', async () => {
    const { id, ticketId } = await invoicedTicket(mia, cara, 10_000);
    const { firstName, lastName } = mia.session.account;
    const first = await mia.call.payments.record({
      ticketId,
      amountCents: 4_000,
      method: 'transfer',
      reference: 'RF18',
      note: 'By Wednesday',
      receivedAt: '2026-11-18T23:30:00Z',
    });
    expect(first).toEqual({
      id: first.id,
      ticketId,
      kind: 'payment',
      method: 'transfer',
      amountCents: 4_000,
      refundOf: null,
      reference: 'RF18',
      note: 'By Wednesday',
      receivedAt: '2026-11-18T23:30:00.000Z',
      by: { id: mia.id, firstName, lastName },
    });
    expect(await mia.call.invoices.get({ id })).toMatchObject({
      status: 'open',
      paidCents: 4_000,
      balanceCents: 6_000,
    });
    await refused(pay(mia, ticketId, 6_001), 'OVERPAID', { balanceCents: 6_000 });
    expect(await pay(mia, ticketId, 6_000)).toMatchObject({ receivedAt: NOW, reference: null, note: null });
    expect(await mia.call.invoices.get({ id })).toMatchObject({ status: 'paid', paidCents: 10_000, balanceCents: 0 });
    expect(await cara.call.tickets.get({ id: ticketId })).toMatchObject({
      invoice: { status: 'paid' },
      paidCents: 10_000,
      balanceCents: 0,
    });
    await refused(pay(mia, ticketId, 1), 'OVERPAID', { balanceCents: 0 });
    expect((await mia.call.invoices.list({ status: 'paid' })).items.map((invoice) => invoice.id)).toContain(id);
  });

  test('takes deposits before the invoice, but nothing on a cancelled ticket', async () => {
    const { id } = await someTicket(cara);
    await pay(mia, id, 2_000);
    expect(await mia.call.tickets.get({ id })).toMatchObject({ paidCents: 2_000, balanceCents: -2_000, version: 1 });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    expect(await mia.call.tickets.get({ id })).toMatchObject({ paidCents: 2_000, balanceCents: -2_000 });
    await refused(pay(mia, id, 1), 'TICKET_CLOSED', { status: 'cancelled' });
    const [payment] = (await mia.call.payments.list({ ticketId: id })).items;
    await boss.call.payments.refund({ id: payment?.id ?? 0, reason: 'Car sold' });
    expect(await mia.call.tickets.get({ id })).toMatchObject({ paidCents: 0, balanceCents: 0 });
  });

  test('rejects the future, amounts out of range, unknown tickets and customers', async () => {
    const { id: ticketId } = await someTicket(cara);
    await refusedAt(pay(mia, ticketId, 1, { receivedAt: '2026-11-20T09:30:00.001Z' }), 'receivedAt');
    await refusedAt(pay(mia, ticketId, 1, { receivedAt: '1899-12-31T00:00:00Z' }), 'receivedAt');
    await refusedAt(pay(mia, ticketId, 0), 'amountCents');
    await refusedAt(pay(mia, ticketId, 10_000_000_001), 'amountCents');
    await refused(pay(mia, 999_999, 1), 'NOT_FOUND', { resource: 'ticket' });
    await refused(pay(cara, ticketId, 1), 'ROLE_REQUIRED');
    expect((await mia.call.payments.list({ ticketId })).items).toEqual([]);
    await pay(mia, ticketId, 1, { receivedAt: NOW });
  });

  test('a repeated key records one payment', async () => {
    const { id: ticketId } = await someTicket(cara);
    const keyed = await shop.withToken(mia.session.token, 'one-payment');
    const input = { ticketId, amountCents: 700, method: 'card' } as const;
    const first = await keyed.payments.record(input);
    expect(await keyed.payments.record(input)).toEqual(first);
    expect(await mia.call.tickets.get({ id: ticketId })).toMatchObject({ paidCents: 700 });
  });
});

describe('payments.refund', () => {
  test('pays back a part, then the rest, and opens the invoice again', async () => {
    const { id, ticketId } = await invoicedTicket(mia, cara, 10_000);
    const { id: paymentId } = await pay(mia, ticketId, 10_000, { method: 'card' });
    await refused(mia.call.payments.refund({ id: paymentId, reason: 'Goodwill' }), 'ROLE_REQUIRED');
    const part = await boss.call.payments.refund({ id: paymentId, amountCents: 2_500, reason: 'Goodwill' });
    expect(part).toMatchObject({
      kind: 'refund',
      method: 'card',
      amountCents: 2_500,
      refundOf: paymentId,
      note: 'Goodwill',
      receivedAt: NOW,
      by: { id: boss.id },
    });
    expect(await mia.call.invoices.get({ id })).toMatchObject({
      status: 'open',
      paidCents: 7_500,
      balanceCents: 2_500,
    });
    const tooMuch = boss.call.payments.refund({ id: paymentId, amountCents: 7_501, reason: 'More' });
    await refused(tooMuch, 'REFUND_TOO_LARGE', { refundableCents: 7_500 });
    const rest = await boss.call.payments.refund({ id: paymentId, reason: 'All', method: 'cash' });
    expect(rest).toMatchObject({ amountCents: 7_500, method: 'cash' });
    await refused(boss.call.payments.refund({ id: paymentId, reason: 'Again' }), 'REFUND_TOO_LARGE', {
      refundableCents: 0,
    });
    await refusedAt(boss.call.payments.refund({ id: part.id, reason: 'Back' }), 'id');
    await refused(boss.call.payments.refund({ id: 999_999, reason: 'Back' }), 'NOT_FOUND', { resource: 'payment' });
    expect(await mia.call.invoices.get({ id })).toMatchObject({ status: 'open', paidCents: 0, balanceCents: 10_000 });
    await expectHealthy(shop.shop.database);
  });
});

describe('payments.list', () => {
  test('filters by ticket, method and days in the time zone of the shop; customers see their own', async () => {
    const own = await freshShop();
    const [admin, ann, bob] = [await own.admin(), await own.customer(), await own.customer()];
    await admin.call.shop.update({ timeZone: 'Europe/Berlin' });
    const [anns, bobs] = [await someTicket(ann), await someTicket(bob)];
    // 23:30 UTC is the next day in Berlin.
    const times = ['2026-11-17T22:59:59.999Z', '2026-11-17T23:00:00.000Z', '2026-11-18T22:59:59.999Z'];
    const [before, begins, ends] = await Promise.all(
      times.map((receivedAt, at) => pay(admin, at === 1 ? bobs.id : anns.id, 100 + at, { receivedAt })),
    );
    const card = await pay(admin, anns.id, 5, { method: 'card' });
    const ids = async (filters: Parameters<typeof admin.call.payments.list>[0], who = admin) =>
      (await who.call.payments.list(filters)).items.map(({ id }) => id);
    const all = [card.id, ends?.id, begins?.id, before?.id];
    expect(await ids({})).toEqual(all);
    expect(await ids({ from: '2026-11-18', to: '2026-11-18' })).toEqual([ends?.id, begins?.id]);
    expect(await ids({ to: '2026-11-17' })).toEqual([before?.id]);
    expect(await ids({ from: '2026-11-19' })).toEqual([card.id]);
    expect(await ids({ from: '2026-11-21' })).toEqual([]);
    expect(await ids({ method: 'card' })).toEqual([card.id]);
    expect(await ids({ ticketId: bobs.id })).toEqual([begins?.id]);
    expect(await ids({ ticketId: bobs.id, method: 'card' })).toEqual([]);
    expect(await ids({}, bob)).toEqual([begins?.id]);
    expect(await ids({ ticketId: anns.id }, bob)).toEqual([]);
    expect(await ids({ ticketId: anns.id, method: 'cash', from: '2026-11-01', to: '2026-11-30' }, ann)).toEqual([
      ends?.id,
      before?.id,
    ]);
    const first = await admin.call.payments.list({ limit: 3 });
    const second = await admin.call.payments.list({ limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
    expect(second.nextCursor).toBeNull();
    await refusedAt(admin.call.payments.list({ method: 'card', cursor: first.nextCursor ?? '' }), 'cursor');
  });

  test('payments of one moment are all listed, the latest first', async () => {
    const own = await freshShop();
    const [admin, driver] = [await own.admin(), await own.customer()];
    const { id } = await completedTicket(admin, driver);
    const made: number[] = [];
    for (let n = 0; n < 5; n++) made.unshift((await pay(admin, id, 1 + n)).id);
    const listed: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await driver.call.payments.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      listed.push(...page.items.map((payment) => payment.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual(made);
  });
});
