import { type Invoice, type InvoiceLine, InvoiceStatus } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Entry, card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addPdf } from './documents.ts';
import { choice, day, id, idOrName, ifVersion, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { showQuantity } from './prices.ts';
import { findCustomer } from './references.ts';
import { type Column, ID, KEY, table } from './table.ts';
import { ticketTotals } from './ticket-totals.ts';
import { modelName } from './vehicle-name.ts';
import { type View, paintStatus } from './view.ts';

const customerOf = ({ customer }: Invoice): string => customer.company ?? fullName(customer);

const columns: Column<Invoice>[] = [
  { title: 'ID', cell: (invoice) => invoice.id, keep: ID },
  { title: 'NUMBER', cell: (invoice) => invoice.number, keep: KEY },
  {
    title: 'STATUS',
    cell: (invoice) => invoice.status,
    keep: 4,
    paint: (view, row, shown) => paintStatus(view, row.status, shown),
  },
  { title: 'CUSTOMER', cell: customerOf, keep: KEY },
  { title: 'TICKET', cell: (invoice) => invoice.ticketId, keep: 1 },
  { title: 'ISSUED', cell: (invoice) => showInstant(invoice.issuedAt), whole: true },
  { title: 'DUE', cell: (invoice) => invoice.dueDate, whole: true, keep: 2 },
  { title: 'TOTAL', cell: ({ totals }) => showMoney(totals.totalCents), amount: true, keep: 3 },
  { title: 'BALANCE', cell: (invoice) => showMoney(invoice.balanceCents), amount: true, keep: 2 },
];

const lineColumns: Column<InvoiceLine>[] = [
  { title: 'JOB', cell: (line) => line.job, keep: 1 },
  { title: 'LINE', cell: (line) => line.kind, keep: 2 },
  { title: 'DESCRIPTION', cell: (line) => line.description, keep: KEY },
  { title: 'SKU', cell: (line) => line.sku },
  {
    title: 'QUANTITY',
    cell: ({ quantity, unit }) => (quantity === null ? null : showQuantity(quantity, unit ?? '')),
    amount: true,
    keep: 3,
  },
  {
    title: 'EACH',
    cell: ({ unitPriceCents }) => (unitPriceCents === null ? null : showMoney(unitPriceCents)),
    amount: true,
    keep: 2,
  },
  {
    title: 'DISCOUNT',
    cell: ({ discountCents }) => (discountCents === 0 ? null : showMoney(-discountCents)),
    amount: true,
    keep: 3,
  },
  { title: 'AMOUNT', cell: (line) => showMoney(line.amountCents - line.discountCents), amount: true, keep: KEY },
  { title: 'TAX', cell: (line) => `${line.taxPercent}%`, amount: true, keep: 2 },
];

function voidedOf({ voided }: Invoice): string | null {
  return voided && `${showInstant(voided.at)}${voided.by ? ` by ${fullName(voided.by)}` : ''}: ${voided.reason}`;
}

/** An invoice: its head, its lines, and what is to pay. */
function invoiceCard(invoice: Invoice, view: View): string[] {
  const { customer, vehicle } = invoice;
  const entries: Entry[] = [
    ['status', invoice.status],
    ['customer', `${customerOf(invoice)} (${customer.id})`],
    ['address', customer.address],
    ['ticket', invoice.ticketId],
    ['vehicle', vehicle && modelName(vehicle)],
    ['issued', showInstant(invoice.issuedAt)],
    ['due', invoice.dueDate],
    ['currency', invoice.currency],
    ['prices', invoice.taxMode === 'inclusive' ? 'with tax' : 'without tax'],
    ['note', invoice.note],
    ['voided', voidedOf(invoice)],
    ['version', invoice.version],
  ];
  const lines = invoice.lines.length > 0 ? ['', ...table(lineColumns, invoice.lines, view)] : [];
  const totals = ticketTotals({ ...invoice, discount: null }, view, invoice);
  return [...card(`Invoice ${invoice.number} (${invoice.id})`, entries, view), ...lines, '', ...totals];
}

const invoice = { id: required(id('<id>', 'the invoice')) };

/** `shop invoices`: invoices of completed tickets. */
export function addInvoices(program: Command, io: Io): void {
  const group = addGroup(program, 'invoices', 'invoices of completed tickets');
  addCommand(group, io, {
    name: 'issue',
    about: 'issue the invoice of a completed ticket',
    args: { ticketId: required(id('<ticket>', 'the ticket')) },
    options: {
      dueDate: day('--due <date>', "when it is due; default after the shop's payment days"),
      note: text('--note <text>', 'printed on the invoice'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.invoices.issue.mutate(input),
    show: invoiceCard,
  });
  addList(group, io, {
    name: 'list',
    about: 'list invoices, newest first; customers see their own',
    options: {
      status: choice('--status <status>', 'only invoices with this status', InvoiceStatus.options),
      overdue: yesNo('--overdue', 'only open invoices that were due before today'),
      customerId: idOrName('--customer <id>', 'only those of a customer, by id or name (staff)', findCustomer),
      search: text('--search <words>', "search number and customer's name by the beginnings of words"),
    },
    call: ({ shop }, input) => shop.invoices.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show an invoice',
    args: invoice,
    call: ({ shop }, input) => shop.invoices.get.query(input),
    show: invoiceCard,
  });
  addPdf(group, io, {
    about: 'save an invoice as a PDF; without --output, write it to standard output',
    id: invoice.id,
    call: ({ shop }, input) => shop.invoices.pdf.query(input),
  });
  addCommand(group, io, {
    name: 'void',
    about: 'void an invoice; its number stays used (admins)',
    args: invoice,
    options: { reason: required(text('--reason <text>', 'why it is void')), version: ifVersion },
    call: ({ shop }, input) => shop.invoices.void.mutate(input),
    show: invoiceCard,
  });
}
