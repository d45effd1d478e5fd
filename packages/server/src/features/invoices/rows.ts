import type { Invoice } from '@mechanic-shop/shared';
import { eq, getTableColumns } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { tickets } from '../tickets/table.ts';
import { invoicesSearch } from './search.ts';
import { readSnapshot } from './snapshot.ts';
import { invoices } from './table.ts';

const shown = {
  invoice: getTableColumns(invoices),
  paidCents: tickets.paidCents,
  voidedBy: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
};

/** Invoices with what they take from their tickets. */
export function selectInvoices(db: Queries) {
  return db
    .select(shown)
    .from(invoices)
    .innerJoin(tickets, eq(tickets.id, invoices.ticketId))
    .leftJoin(accounts, eq(accounts.id, invoices.voidedById));
}

/** The same, led by the search whatever SQLite assumes about table sizes; joined by `isFoundInvoice`. */
export function selectFoundInvoices(db: Queries) {
  return db
    .select(shown)
    .from(invoicesSearch)
    .crossJoin(invoices)
    .crossJoin(tickets)
    .leftJoin(accounts, eq(accounts.id, invoices.voidedById));
}

export type InvoiceRow = Awaited<ReturnType<typeof selectInvoices>>[number];

function voidedOf({ invoice: { voidedAt, voidReason }, voidedBy }: InvoiceRow): Invoice['voided'] {
  return voidedAt && { at: instantText(voidedAt), by: voidedBy, reason: voidReason ?? '' };
}

export function asInvoice(row: InvoiceRow): Invoice {
  const { invoice } = row;
  const {
    schema: _,
    costs: _costs,
    suppliedAt: _at,
    timeZone: _zone,
    mileageUnit: _unit,
    ...frozen
  } = readSnapshot(invoice.snapshot);
  const isVoid = invoice.voidedAt !== null;
  const paidCents = isVoid ? 0 : row.paidCents;
  return {
    id: invoice.id,
    number: invoice.number,
    ticketId: invoice.ticketId,
    status: invoice.status,
    issuedAt: instantText(invoice.issuedAt),
    dueDate: invoice.dueDate,
    ...frozen,
    paidCents,
    balanceCents: isVoid ? 0 : frozen.totals.totalCents - paidCents,
    voided: voidedOf(row),
    version: invoice.version,
  };
}

const byId = prepared('invoice_by_id', (db, p: Slots<{ id: number }>) =>
  selectInvoices(db).where(eq(invoices.id, p.id)),
);

export interface FoundInvoice {
  invoice: Invoice;
  /** The customer of its ticket, who may read it. */
  customerId: number;
  /** All that was frozen; see snapshot.ts. */
  snapshot: string;
}

export async function getInvoice(db: Queries, id: number): Promise<FoundInvoice | undefined> {
  const [row] = await byId(db, { id });
  return row && { invoice: asInvoice(row), customerId: row.invoice.customerId, snapshot: row.invoice.snapshot };
}
