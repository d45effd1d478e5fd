import {
  type Invoice,
  type ListPaymentsInput,
  MAX_TOTAL_CENTS,
  type Page,
  type Payment,
  type RecordPaymentInput,
  type RefundPaymentInput,
  type Ticket,
} from '@mechanic-shop/shared';
import { and, eq, lte, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange, recordHappening } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { invoiceEntity } from '../invoices/entity.ts';
import { getInvoice } from '../invoices/rows.ts';
import { invoices } from '../invoices/table.ts';
import { settingsFor } from '../shop/rows.ts';
import { changeableTicket, readableTicket } from '../tickets/change.ts';
import { ticketEntity } from '../tickets/entity.ts';
import { tickets } from '../tickets/table.ts';
import { paymentEntity } from './entity.ts';
import { getPayment, listPayments } from './rows.ts';
import { payments } from './table.ts';

/** Lists payments: all for staff, customers' own. */
export async function list(call: SignedInCall, input: Parsed<typeof ListPaymentsInput>): Promise<Page<Payment>> {
  const { caller, read } = call;
  const { timeZone } = await settingsFor(call, read);
  return listPayments(read, isStaff(caller) ? input : { ...input, customerId: caller.accountId }, timeZone);
}

/** Records a payment of a ticket, or a deposit before its invoice. */
export function record(call: SignedInWriteCall, input: Parsed<typeof RecordPaymentInput>): Promise<Payment> {
  return call.write(async (tx) => {
    const { ticketId, amountCents, method, reference = null, note = null } = input;
    const receivedAt = receivedAtOf(call, input.receivedAt);
    const ticket = await readableTicket(call, tx, ticketId);
    if (ticket.status === 'cancelled') {
      const { status } = ticket;
      throw new AppError(
        'TICKET_CLOSED',
        { status },
        'This ticket is cancelled and takes no payments. Reopen it first.',
      );
    }
    const invoice = await invoiceOf(tx, ticket);
    await addPaid(tx, ticket, amountCents);
    const payment = { ticket, kind: 'payment' as const, method, amountCents, reference, note, receivedAt };
    return insertPayment(call, tx, payment, invoice);
  });
}

function receivedAtOf({ shop }: SignedInCall, given: string | null | undefined): Date {
  const now = shop.now();
  if (given == null) return now;
  const at = new Date(given);
  if (at > now) throw invalidInput(['receivedAt'], 'This is in the future: use the time when the money came.');
  return at;
}

/** Adds to what is paid of a ticket, at most up to its invoice's total. */
async function addPaid(tx: Queries, ticket: Ticket, cents: number): Promise<void> {
  const most = ticket.invoice ? ticket.totals.totalCents : MAX_TOTAL_CENTS;
  const rows = await tx
    .update(tickets)
    .set({ paidCents: sql`${tickets.paidCents} + ${cents}` })
    .where(and(eq(tickets.id, ticket.id), lte(tickets.paidCents, most - cents)))
    .returning({ paidCents: tickets.paidCents });
  const [row] = rows;
  if (row) return settleInvoice(tx, ticket, row.paidCents);
  if (ticket.invoice) throw new AppError('OVERPAID', { balanceCents: ticket.balanceCents });
  throw invalidInput(['amountCents'], `All payments of a ticket are at most ${MAX_TOTAL_CENTS} cents.`);
}

/** Keeps the status of a live invoice. */
async function settleInvoice(tx: Queries, { invoice, totals }: Ticket, paidCents: number): Promise<void> {
  if (!invoice) return;
  const status = paidCents >= totals.totalCents ? 'paid' : 'open';
  if (status !== invoice.status) await tx.update(invoices).set({ status }).where(eq(invoices.id, invoice.id));
}

type NewPayment = Pick<typeof payments.$inferInsert, 'kind' | 'method' | 'amountCents' | 'refundOf'> & {
  ticket: Ticket;
  reference: string | null;
  note: string | null;
  receivedAt: Date;
};

async function invoiceOf(tx: Queries, ticket: Ticket): Promise<Invoice | null> {
  return ticket.invoice && ((await getInvoice(tx, ticket.invoice.id))?.invoice ?? null);
}

/** Inserts a payment after its ticket and invoice have changed, which both were read before. */
async function insertPayment(
  call: SignedInCall,
  tx: Queries,
  { ticket, ...values }: NewPayment,
  invoice: Invoice | null,
): Promise<Payment> {
  const row = { ...values, ticketId: ticket.id, customerId: ticket.customer.id, byId: call.caller.accountId };
  const { id } = insertedRow(await tx.insert(payments).values(row).returning({ id: payments.id }));
  const { payment } = await found(tx, id);
  const what = payment.kind === 'refund' ? 'refunded' : 'recorded';
  recordChange(call, paymentEntity, { before: null, after: payment, what });
  recordChange(call, ticketEntity, { before: ticket, after: await changeableTicket(call, tx, ticket.id) });
  const settled = await invoiceOf(tx, ticket);
  if (!settled) return payment;
  recordChange(call, invoiceEntity, { before: invoice, after: settled });
  if (invoice?.status !== 'paid' && settled.status === 'paid') {
    recordHappening(call, invoiceEntity, { row: settled, what: 'paid' });
  }
  return payment;
}

async function found(tx: Queries, id: number): Promise<NonNullable<Awaited<ReturnType<typeof getPayment>>>> {
  const payment = await getPayment(tx, id);
  if (!payment) throw notFound('payment');
  return payment;
}

/** Pays back a payment, or a part of it. */
export function refund(call: SignedInWriteCall, input: Parsed<typeof RefundPaymentInput>): Promise<Payment> {
  return call.write(async (tx) => {
    const { id, reason } = input;
    const { payment, refundedCents } = await found(tx, id);
    if (payment.kind === 'refund') throw invalidInput(['id'], 'This is a refund: give the id of the payment.');
    const refundableCents = payment.amountCents - refundedCents;
    const amountCents = input.amountCents ?? refundableCents;
    const taken = await tx
      .update(payments)
      .set({ refundedCents: sql`${payments.refundedCents} + ${amountCents}` })
      .where(and(eq(payments.id, id), lte(payments.refundedCents, payment.amountCents - amountCents)))
      .returning({ id: payments.id });
    if (amountCents === 0 || taken.length === 0) throw new AppError('REFUND_TOO_LARGE', { refundableCents });
    const ticket = await readableTicket(call, tx, payment.ticketId);
    const invoice = await invoiceOf(tx, ticket);
    const paidCents = ticket.paidCents - amountCents;
    await tx
      .update(tickets)
      .set({ paidCents: sql`${tickets.paidCents} - ${amountCents}` })
      .where(eq(tickets.id, ticket.id));
    await settleInvoice(tx, ticket, paidCents);
    const values = { method: input.method ?? payment.method, amountCents, refundOf: id, reference: null, note: reason };
    const refunded = { ticket, kind: 'refund' as const, ...values, receivedAt: call.shop.now() };
    return insertPayment(call, tx, refunded, invoice);
  });
}
