import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { invoiceFigures, invoiceParts, invoiceTaxes } from '../features/invoices/figures-table.ts';
import { invoicesSearch } from '../features/invoices/search.ts';
import { invoices } from '../features/invoices/table.ts';
import { payments } from '../features/payments/table.ts';
import { tickets } from '../features/tickets/table.ts';
import { counters } from '../platform/db/counters.ts';
import type { Queries } from '../platform/db/database.ts';
import { completedTicket, invoicedTicket, pay } from '../testing/money.ts';
import { shopOfFile } from '../testing/shop.ts';
import { somePart, someTicket } from '../testing/testing.ts';
import { examine } from './doctor/examine.ts';

const shop = await shopOfFile();
const [boss, cara, sam] = [await shop.admin(), await shop.customer(), await shop.customer()];

/** A shop with a void, a part-paid and a paid invoice, and a refund. */
async function prepare() {
  await boss.call.shop.update({
    taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 0, feesPercent: 23 },
  });
  const wrong = await invoicedTicket(boss, cara);
  await boss.call.invoices.void({ id: wrong.id, reason: 'Wrong' });
  const open = await boss.call.invoices.issue({ ticketId: wrong.ticketId });
  await pay(boss, open.ticketId, 1_000);
  const paid = await invoicedTicket(boss, cara);
  await pay(boss, paid.ticketId, paid.balanceCents);
  const deposit = await completedTicket(boss, cara);
  const { id: paymentId } = await pay(boss, deposit.id, 500);
  await boss.call.payments.refund({ id: paymentId, amountCents: 200, reason: 'Too much' });
  await invoicePart();
  return { wrong, open, paid, depositId: deposit.id, paymentId };
}
/** An invoice with a part. */
async function invoicePart(): Promise<void> {
  const { id: partId } = await somePart(boss, { priceCents: 75 });
  const { id } = await someTicket(cara);
  await boss.call.tickets.addPart({ id, partId, quantity: 2 });
  await boss.call.tickets.setStatus({ id, status: 'in_progress' });
  await boss.call.tickets.setStatus({ id, status: 'completed' });
  await boss.call.invoices.issue({ ticketId: id });
}

const { wrong, open, paid, depositId, paymentId } = await prepare();

/** The problems after a change, which is then rolled back. */
async function problemsAfter(change: (tx: Queries) => PromiseLike<unknown>): Promise<string[]> {
  const found: string[] = [];
  const undo = new Error('undo');
  const work = shop.shop.database.write(async (tx) => {
    await change(tx);
    for await (const { broken } of examine(tx)) if (broken !== undefined) found.push(broken);
    throw undo;
  });
  await expect(work).rejects.toBe(undo);
  return found;
}

/** Changes the frozen copy of an invoice, as no call can. */
async function rewrite(tx: Queries, id: number, from: string, to: string): Promise<void> {
  const [row] = await tx.select().from(invoices).where(eq(invoices.id, id));
  const snapshot = row?.snapshot.replace(from, to) ?? '';
  expect(snapshot).not.toBe(row?.snapshot);
  await tx.update(invoices).set({ snapshot }).where(eq(invoices.id, id));
}

test('a shop with invoices and payments has no problems', async () => {
  expect(await problemsAfter(async () => undefined)).toEqual([]);
});

const ofOpen = eq(invoices.id, open.id);
const ticketOfOpen = eq(tickets.id, open.ticketId);

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'an invoice with an unknown status',
    /^invoices \d+: "lost"$/,
    (tx) =>
      tx
        .update(invoices)
        .set({ status: sql`'lost'` })
        .where(ofOpen),
  ],
  [
    'an invoice whose lines give another total',
    /^invoice \d+: a total of 12300, but 12301 by its lines$/,
    (tx) => rewrite(tx, open.id, '"amountCents":10000', '"amountCents":10001'),
  ],
  [
    'an invoice whose total is not that of its copy',
    /^invoice \d+: 12301, but 12300 in its snapshot$/,
    (tx) => tx.update(invoices).set({ totalCents: 12_301 }).where(ofOpen),
  ],
  [
    'a copy of an unknown version',
    /^invoice \d+: a snapshot of version 9$/,
    (tx) => rewrite(tx, open.id, '"schema":2', '"schema":9'),
  ],
  [
    'a number that is not that of the counter',
    /^invoice \d+: INV-000007, but the counter was 2$/,
    (tx) => tx.update(invoices).set({ number: 'INV-000007' }).where(ofOpen),
  ],
  [
    'a ticket that shows other totals than its invoice',
    /^invoice \d+: its ticket shows other totals$/,
    (tx) => tx.update(tickets).set({ invoiceTotals: '{}' }).where(ticketOfOpen),
  ],
  [
    'a gap in the numbers',
    /^invoice \d+: number 7 instead of 3$/,
    (tx) => tx.update(invoices).set({ sequence: 7 }).where(eq(invoices.id, paid.id)),
  ],
  [
    'numbers that do not rise in the order of issue',
    /^invoice \d+: number 9 instead of 1$/,
    (tx) => tx.update(invoices).set({ sequence: 9 }).where(eq(invoices.id, wrong.id)),
  ],
  [
    'a counter that would use a number twice',
    /^the next invoice would get number 3 instead of 5$/,
    (tx) => tx.update(counters).set({ next: 3 }),
  ],
  ['a lost counter', /^the next invoice would get number 1 instead of 5$/, (tx) => tx.delete(counters)],
  [
    'an open invoice that is paid',
    /^invoice \d+ is open, but should be paid$/,
    (tx) => tx.update(invoices).set({ status: 'open' }).where(eq(invoices.id, paid.id)),
  ],
  [
    'a void invoice without a reason',
    /^invoice \d+$/,
    (tx) => tx.update(invoices).set({ voidReason: null }).where(eq(invoices.id, wrong.id)),
  ],
  [
    'a ticket that does not name its live invoice',
    /^invoice \d+, INV-000002: ticket \d+ names none$/,
    (tx) => tx.update(tickets).set({ invoiceId: null, invoiceNumber: null, invoiceTotals: null }).where(ticketOfOpen),
  ],
  [
    'a ticket with an invoice that is not completed',
    /^invoice \d+, INV-000002: ticket \d+ names INV-000002$/,
    (tx) => tx.update(tickets).set({ status: 'in_progress' }).where(ticketOfOpen),
  ],
  [
    'a ticket that names a void invoice',
    /^ticket \d+ names INV-000001$/,
    (tx) => tx.update(tickets).set({ invoiceId: wrong.id, invoiceNumber: wrong.number }).where(ticketOfOpen),
  ],
  [
    'a ticket that names the number of an invoice only',
    /^ticket \d+ names INV-000009$/,
    (tx) => tx.update(tickets).set({ invoiceNumber: 'INV-000009' }).where(eq(tickets.id, depositId)),
  ],
  [
    'an invoice of another customer than its ticket',
    /^invoice \d+: of customer \d+, but its ticket is of \d+$/,
    (tx) => tx.update(invoices).set({ customerId: sam.id }).where(ofOpen),
  ],
  [
    'an invoice that reports leave out',
    /^invoice \d+: no figures$/,
    (tx) => tx.delete(invoiceFigures).where(eq(invoiceFigures.invoiceId, open.id)),
  ],
  [
    'an invoice that reports sum up wrongly',
    /^invoice \d+: its figures are not those of its copy$/,
    (tx) => tx.update(invoiceFigures).set({ feesCents: 10_001 }).where(eq(invoiceFigures.invoiceId, open.id)),
  ],
  [
    'an invoice whose parts cost something else in reports',
    /^invoice \d+: its figures are not those of its copy$/,
    (tx) => tx.update(invoiceFigures).set({ partsCostCents: 1 }).where(eq(invoiceFigures.invoiceId, open.id)),
  ],
  [
    'an invoice that reports sum up on another day',
    /^invoice \d+: its figures are not those of its copy$/,
    (tx) =>
      tx
        .update(invoiceFigures)
        .set({ issuedAt: new Date(0) })
        .where(eq(invoiceFigures.invoiceId, open.id)),
  ],
  [
    'an invoice without its taxes in reports',
    /^invoice \d+: its figures are not those of its copy$/,
    (tx) => tx.delete(invoiceTaxes).where(eq(invoiceTaxes.invoiceId, open.id)),
  ],
  [
    'taxes that reports sum up on another day',
    /^invoice \d+: its figures are not those of its copy$/,
    (tx) =>
      tx
        .update(invoiceTaxes)
        .set({ issuedAt: new Date(0) })
        .where(eq(invoiceTaxes.invoiceId, open.id)),
  ],
  [
    'a void invoice that reports sum up',
    /^invoice \d+ is void, but has figures$/,
    (tx) => tx.update(invoiceTaxes).set({ invoiceId: wrong.id }).where(eq(invoiceTaxes.invoiceId, open.id)),
  ],
  [
    'a part that reports sum up wrongly',
    /^invoice \d+: 101 cents of part \d+, but 150 by its ticket$/,
    (tx) => tx.update(invoiceParts).set({ revenueCents: 101 }),
  ],
  [
    'a part that reports leave out',
    /^invoice \d+: no cents of part \d+, but 150 by its ticket$/,
    (tx) => tx.delete(invoiceParts),
  ],
  [
    'a part that reports sum up for an invoice without it',
    /^invoice \d+: 150 cents of part \d+, but none by its ticket$/,
    (tx) => tx.update(invoiceParts).set({ invoiceId: open.id }),
  ],
  ['an invoice missing from the search', /^invoices \d+ cannot be found$/, (tx) => tx.delete(invoicesSearch)],
  [
    'a payment of an unknown kind',
    /^payments \d+: "gift"$/,
    (tx) =>
      tx
        .update(payments)
        .set({ kind: sql`'gift'` })
        .where(eq(payments.id, paymentId)),
  ],
  [
    'a payment by an unknown method',
    /^payments \d+: "shells"$/,
    (tx) => tx.update(payments).set({ method: sql`'shells'` }),
  ],
  [
    'a ticket with more paid than its payments',
    /^ticket \d+: 301 cents paid, but 300 by its payments$/,
    (tx) => tx.update(tickets).set({ paidCents: 301 }).where(eq(tickets.id, depositId)),
  ],
  [
    'a payment with more refunded than its refunds',
    /^payment \d+: 201 cents refunded, but 200 by its refunds$/,
    (tx) => tx.update(payments).set({ refundedCents: 201 }).where(eq(payments.id, paymentId)),
  ],
  [
    'a refund of nothing',
    /^payment \d+ of ticket \d+: refunds nothing$/,
    (tx) => tx.update(payments).set({ refundOf: null }).where(eq(payments.kind, 'refund')),
  ],
  [
    'a refund of a payment of another ticket',
    /^payment \d+ of ticket \d+: refunds \d+$/,
    (tx) => tx.update(payments).set({ refundOf: 1 }).where(eq(payments.kind, 'refund')),
  ],
  [
    'a payment of another customer than its ticket',
    /^payment \d+: of customer \d+, but its ticket is of \d+$/,
    (tx) => tx.update(payments).set({ customerId: sam.id }),
  ],
])('the doctor finds %s', async (_, expected, change) => {
  expect(await problemsAfter(change)).toContainEqual(expect.stringMatching(expected));
});
