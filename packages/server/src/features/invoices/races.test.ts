import { asc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { expectHealthy } from '../../testing/healthy.ts';
import { completedTicket, invoicedTicket, pay } from '../../testing/money.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import type { Actor } from '../../testing/testing.ts';
import { payments } from '../payments/table.ts';
import { invoices } from './table.ts';

// On PostgreSQL all of them wait for one counter, some of them for longer than a client would.
const patient = { database: { timeout: 600_000 } };
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));

async function openShop() {
  const shop = await freshShop(patient);
  return { shop, boss: await shop.admin(), mia: await shop.mechanic(), cara: await shop.customer() };
}

test('50 parallel issues, every third of which fails, leave numbers without gap in the order of issue', async () => {
  const { shop, mia, boss, cara } = await openShop();
  const tickets: number[] = [];
  for (let n = 0; n < 50; n++) tickets.push((await completedTicket(mia, cara, 1 + n)).id);
  const { write } = shop.shop.database;
  const lost = new Error('lost');
  // A failure after the number was taken, as late as a transaction can have one.
  const failing = (ticketId: number) =>
    write(async () => {
      await mia.call.invoices.issue({ ticketId });
      throw lost;
    });
  const outcomes = await Promise.allSettled(
    tickets.map((ticketId, at) =>
      at % 3 === 0 ? failing(ticketId) : (at % 2 ? mia : boss).call.invoices.issue({ ticketId }),
    ),
  );
  for (const [at, outcome] of outcomes.entries()) {
    if (at % 3 === 0) expect(outcome).toMatchObject({ status: 'rejected', reason: lost });
    else expect(outcome).toMatchObject({ status: 'fulfilled' });
  }
  const rows = await shop.shop.database.read.select().from(invoices).orderBy(asc(invoices.id));
  expect(rows.map(({ number }) => number)).toEqual(times(33, (at) => `INV-${String(at + 1).padStart(6, '0')}`));
  expect(new Set(rows.map(({ ticketId }) => ticketId)).size).toBe(33);
  await expectHealthy(shop.shop.database);
});

test('of 16 parallel issues for one ticket one wins, and the others take no number', async () => {
  const { shop, mia, boss, cara } = await openShop();
  const { id: ticketId } = await completedTicket(mia, cara);
  const calls = times(16, (at) => (at % 2 ? mia : boss).call.invoices.issue({ ticketId }));
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const [at, { status }] of outcomes.entries()) {
    if (status === 'rejected') await refused(calls[at] ?? Promise.reject(new Error('no call')), 'INVOICED');
  }
  expect((await invoicedTicket(mia, cara)).number).toBe('INV-000002');
  await expectHealthy(shop.shop.database);
});

async function settle(calls: Promise<unknown>[], reason: 'OVERPAID' | 'REFUND_TOO_LARGE'): Promise<number> {
  const outcomes = await Promise.allSettled(calls);
  for (const [at, { status }] of outcomes.entries()) {
    if (status === 'rejected') await refused(calls[at] ?? Promise.reject(new Error('no call')), reason);
  }
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

test('64 parallel payments of one invoice never overpay, and 64 parallel refunds never exceed', async () => {
  const { shop, mia, boss, cara } = await openShop();
  const { id, ticketId } = await invoicedTicket(mia, cara, 1_050);
  const payers: Actor[] = [mia, boss];
  expect(
    await settle(
      times(64, (at) => pay(payers[at % 2] ?? mia, ticketId, 100)),
      'OVERPAID',
    ),
  ).toBe(10);
  expect(await mia.call.invoices.get({ id })).toMatchObject({ status: 'open', paidCents: 1_000, balanceCents: 50 });
  const { id: last } = await pay(mia, ticketId, 50);
  expect(await mia.call.invoices.get({ id })).toMatchObject({ status: 'paid', balanceCents: 0 });
  const refunds = times(64, () => boss.call.payments.refund({ id: last, amountCents: 20, reason: 'Twice' }));
  expect(await settle(refunds, 'REFUND_TOO_LARGE')).toBe(2);
  expect(await mia.call.invoices.get({ id })).toMatchObject({ status: 'open', paidCents: 1_010, balanceCents: 40 });
  const rows = await shop.shop.database.read.select().from(payments);
  expect(rows.filter(({ kind }) => kind === 'refund').map(({ amountCents }) => amountCents)).toEqual([20, 20]);
  await expectHealthy(shop.shop.database);
});

test('a payment races the void of its invoice, and both agree in the end', async () => {
  const { shop, mia, boss, cara } = await openShop();
  for (let n = 0; n < 8; n++) {
    const { id, ticketId } = await invoicedTicket(mia, cara, 1_000);
    await Promise.all([pay(mia, ticketId, 1_000), boss.call.invoices.void({ id, reason: 'Wrong' })]);
    expect(await mia.call.invoices.get({ id })).toMatchObject({ status: 'void', paidCents: 0, balanceCents: 0 });
    expect(await mia.call.tickets.get({ id: ticketId })).toMatchObject({ paidCents: 1_000, invoice: null });
  }
  await expectHealthy(shop.shop.database);
});
