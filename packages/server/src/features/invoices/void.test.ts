import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { expectHealthy } from '../../testing/healthy.ts';
import { invoicedTicket, pay } from '../../testing/money.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';
import { invoices } from './table.ts';

const shop = await shopOfFile();
const [boss, mia] = [await shop.admin(), await shop.mechanic()];
const [cara, sam] = [await shop.customer(), await shop.customer()];

async function stored(id: number) {
  const [row] = await shop.shop.database.read.select().from(invoices).where(eq(invoices.id, id));
  return row;
}

describe('invoices.void', () => {
  test('keeps the number and the payments, and frees the ticket', async () => {
    const invoice = await invoicedTicket(mia, cara);
    await pay(mia, invoice.ticketId, 4_000);
    await refused(mia.call.invoices.void({ id: invoice.id, reason: 'Wrong' }), 'ROLE_REQUIRED');
    const stale = boss.call.invoices.void({ id: invoice.id, version: 2, reason: 'Wrong' });
    expect((await refused(stale, 'VERSION_MISMATCH')).current).toMatchObject({ id: invoice.id, paidCents: 4_000 });
    const { firstName, lastName } = boss.session.account;
    const voided = await boss.call.invoices.void({ id: invoice.id, version: 1, reason: 'Wrong customer' });
    expect(voided).toEqual({
      ...invoice,
      status: 'void',
      paidCents: 0,
      balanceCents: 0,
      voided: { at: invoice.issuedAt, by: { id: boss.id, firstName, lastName }, reason: 'Wrong customer' },
      version: 2,
    });
    await refused(boss.call.invoices.void({ id: invoice.id, reason: 'Again' }), 'INVOICE_VOID');
    const ticket = await mia.call.tickets.get({ id: invoice.ticketId });
    expect(ticket).toMatchObject({ invoice: null, paidCents: 4_000, balanceCents: 6_000 });
    const next = await mia.call.invoices.issue({ ticketId: invoice.ticketId });
    expect(next).toMatchObject({ status: 'open', paidCents: 4_000, balanceCents: 6_000 });
    expect(next.number > invoice.number).toBe(true);
    expect(await stored(invoice.id)).toMatchObject({ status: 'void', number: invoice.number });
    await expectHealthy(shop.shop.database);
  });

  test('a ticket with a live invoice cannot be reopened until it is voided', async () => {
    const { id: invoiceId, number, ticketId: id } = await invoicedTicket(mia, cara);
    const reopen = () => boss.call.tickets.setStatus({ id, status: 'in_progress', note: 'Noise' });
    await refused(reopen(), 'INVOICED', { invoiceId, number });
    const blockers = async () => (await boss.call.tickets.get({ id })).blockers;
    expect(await blockers()).toEqual([{ to: 'in_progress', reason: 'INVOICED' }]);
    expect((await mia.call.tickets.get({ id })).blockers).toEqual([]);
    await boss.call.invoices.void({ id: invoiceId, reason: 'The noise is back' });
    expect(await blockers()).toEqual([]);
    await mia.call.tickets.list({ invoiced: true });
    expect(await reopen()).toMatchObject({ status: 'in_progress', invoice: null });
  });
});

test('a ticket with an invoice or a payment keeps its customer and is not deleted', async () => {
  const { ticketId: id, id: invoiceId } = await invoicedTicket(mia, cara);
  const { id: paidId } = await someTicket(cara);
  const payment = await pay(mia, paidId, 100);
  const move = (ticketId: number) => mia.call.tickets.setCustomer({ id: ticketId, customerId: sam.id });
  await refused(move(id), 'IN_USE', { by: 'invoices' });
  await refused(move(paidId), 'IN_USE', { by: 'payments' });
  await boss.call.invoices.void({ id: invoiceId, reason: 'Wrong' });
  await boss.call.payments.refund({ id: payment.id, reason: 'Wrong' });
  await refused(move(id), 'IN_USE', { by: 'invoices' });
  await refused(move(paidId), 'IN_USE', { by: 'payments' });
  await refused(boss.call.tickets.delete({ id }), 'IN_USE', { by: 'invoices' });
  await refused(boss.call.tickets.delete({ id: paidId }), 'IN_USE', { by: 'payments' });
});
