import type { DocumentFile, Invoice, IssueInvoiceInput, VoidInvoiceInput } from '@mechanic-shop/shared';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { recordChange, recordHappening } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { takeNumber } from '../../platform/db/counters.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { indexWords } from '../../platform/db/search.ts';
import { addDays, dayIn } from '../../platform/zones.ts';
import { getCustomer } from '../customers/rows.ts';
import { documentFile } from '../documents/file.ts';
import { invoiceContent } from '../documents/invoice.ts';
import { costsOf } from '../inventory/rows.ts';
import { readSettings } from '../shop/rows.ts';
import { changeableTicket, readableTicket } from '../tickets/change.ts';
import { ticketEntity } from '../tickets/entity.ts';
import { tickets } from '../tickets/table.ts';
import { invoiceEntity } from './entity.ts';
import { removeFigures, writeFigures } from './figures.ts';
import { invoiceNumber } from './numbers.ts';
import { type FoundInvoice, getInvoice } from './rows.ts';
import { invoiceWords, invoicesSearch } from './search.ts';
import { partsCostOf, readSnapshot, snapshotOf } from './snapshot.ts';
import { invoices } from './table.ts';

export { listInvoices as list } from './list.ts';

/** The counter of all invoices, whatever their prefix. */
const COUNTER = 'invoices';

/** Staff see every invoice, customers those of their own tickets; anything else is NOT_FOUND. */
async function found({ caller }: SignedInCall, db: Queries, id: number): Promise<FoundInvoice> {
  const invoice = await getInvoice(db, id);
  if (!invoice || !(isStaff(caller) || invoice.customerId === caller.accountId)) throw notFound('invoice');
  return invoice;
}

async function readable(call: SignedInCall, db: Queries, id: number): Promise<Invoice> {
  return (await found(call, db, id)).invoice;
}

export const get = (call: SignedInCall, id: number): Promise<Invoice> => readable(call, call.read, id);

/** The printed form of an invoice, with the days and units of the shop when it was issued. */
export async function pdf(call: SignedInCall, id: number, signal?: AbortSignal): Promise<DocumentFile> {
  const { invoice, snapshot } = await found(call, call.read, id);
  const content = invoiceContent(invoice, readSnapshot(snapshot));
  return documentFile(call, { name: `invoice-${invoice.number}`, content, signal });
}

/** Freezes a completed ticket into an invoice. */
export function issue(call: SignedInWriteCall, input: Parsed<typeof IssueInvoiceInput>): Promise<Invoice> {
  return call.write(async (tx) => {
    const { ticketId, version, note = null } = input;
    const ticket = await readableTicket(call, tx, ticketId);
    assertVersion(ticket, version);
    if (ticket.status !== 'completed') throw new AppError('NOT_COMPLETED', { status: ticket.status });
    if (ticket.invoice) {
      throw new AppError('INVOICED', { invoiceId: ticket.invoice.id, number: ticket.invoice.number });
    }
    // Not from a cache: what is frozen must be what was committed last.
    const settings = await readSettings(tx);
    const customerId = ticket.customer.id;
    const customer = await getCustomer(tx, customerId);
    if (!customer) throw notFound('customer');
    const costs = await costsOf(tx, new Set(ticket.parts.map(({ partId }) => partId)));
    const snapshot = snapshotOf(ticket, { customer, shop: settings, costs, note });
    const { totalCents } = snapshot.totals;
    // Taken late, because others wait for it, and before the time, so that later numbers have later times.
    const sequence = await takeNumber(tx, COUNTER);
    const issuedAt = call.shop.now();
    const number = invoiceNumber(settings.invoicePrefix, sequence);
    const row = {
      sequence,
      number,
      ticketId,
      customerId,
      status: ticket.paidCents >= totalCents ? ('paid' as const) : ('open' as const),
      issuedAt,
      dueDate: input.dueDate ?? addDays(dayIn(issuedAt, settings.timeZone), settings.paymentDays),
      totalCents,
      partsCostCents: partsCostOf(snapshot),
      snapshot: JSON.stringify(snapshot),
    };
    const { id } = insertedRow(await tx.insert(invoices).values(row).returning({ id: invoices.id }));
    await tx
      .update(tickets)
      .set({ invoiceId: id, invoiceNumber: number, invoiceTotals: JSON.stringify(snapshot.totals) })
      .where(and(eq(tickets.id, ticketId), isNull(tickets.invoiceId)));
    await writeFigures(tx, { invoiceId: id, issuedAt }, ticket, snapshot);
    await indexWords(tx, invoicesSearch, id, invoiceWords(number, snapshot));
    recordChange(call, ticketEntity, { before: ticket, after: await changeableTicket(call, tx, ticketId) });
    const invoice = await readable(call, tx, id);
    recordChange(call, invoiceEntity, { before: null, after: invoice, what: 'issued' });
    if (invoice.status === 'paid') recordHappening(call, invoiceEntity, { row: invoice, what: 'paid' });
    return invoice;
  });
}

/** Voids an invoice, and frees its ticket. */
export function voidInvoice(call: SignedInWriteCall, input: Parsed<typeof VoidInvoiceInput>): Promise<Invoice> {
  return call.write(async (tx) => {
    const { id, version, reason } = input;
    const invoice = await readable(call, tx, id);
    assertVersion(invoice, version);
    if (invoice.voided) throw new AppError('INVOICE_VOID');
    const ticket = await changeableTicket(call, tx, invoice.ticketId);
    // The ticket before its invoice, as payments do, so that the two never wait for each other.
    await tx
      .update(tickets)
      .set({ invoiceId: null, invoiceNumber: null, invoiceTotals: null })
      .where(and(eq(tickets.id, invoice.ticketId), eq(tickets.invoiceId, id)));
    await tx
      .update(invoices)
      .set({
        status: 'void',
        voidedAt: call.shop.now(),
        voidedById: call.caller.accountId,
        voidReason: reason,
        version: sql`${invoices.version} + 1`,
      })
      .where(eq(invoices.id, id));
    await removeFigures(tx, id);
    recordChange(call, ticketEntity, { before: ticket, after: await changeableTicket(call, tx, ticket.id) });
    const after = await readable(call, tx, id);
    recordChange(call, invoiceEntity, { before: invoice, after, what: 'voided' });
    return after;
  });
}
