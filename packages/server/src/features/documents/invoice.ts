import type { Invoice, InvoiceLine, Shop } from '@mechanic-shop/shared';
import type { PdfContent, PdfNote, PdfRow, PdfTotal } from '../../platform/pdf/content.ts';
import {
  type Writing,
  commonNotes,
  quantityCell,
  recipientLines,
  senderLines,
  sizeFor,
  totalRows,
  vehicleFacts,
} from './common.ts';
import { formatsFor } from './formats.ts';
import { filled, textsFor } from './texts.ts';

/** What an invoice is printed with that its own members do not say. */
export interface InvoicePrint extends Pick<Shop, 'timeZone' | 'mileageUnit'> {
  /** When the work was completed: tax law wants the date of supply on an invoice (2006/112/EC, article 226). */
  suppliedAt: string | null;
}

const netOf = ({ amountCents, discountCents }: InvoiceLine): number => amountCents - discountCents;

function lineRow(line: InvoiceLine, discounts: boolean, writing: Writing): PdfRow {
  const { formats } = writing;
  const price = line.unitPriceCents === null ? '' : formats.amount(line.unitPriceCents);
  const discount = line.discountCents === 0 ? '' : formats.amount(-line.discountCents);
  return {
    kind: 'line',
    cells: [
      line.description,
      quantityCell(line.quantity, line.unit, writing),
      price,
      ...(discounts ? [discount] : []),
      formats.percent(line.taxPercent),
      formats.amount(netOf(line)),
    ],
    detail: line.sku,
  };
}

/** The lines by job, in the order of the invoice; those without a job come last. */
function tableRows({ lines }: Invoice, discounts: boolean, writing: Writing): PdfRow[] {
  const { texts, formats } = writing;
  const rowsOf = (some: readonly InvoiceLine[]) => some.map((line) => lineRow(line, discounts, writing));
  const byJob = Map.groupBy(lines, ({ job }) => job);
  const loose = byJob.get(null) ?? [];
  byJob.delete(null);
  if (byJob.size === 0) return rowsOf(loose);
  const jobs = [...byJob].flatMap(([job, some]): PdfRow[] => [
    { kind: 'heading', text: job ?? '' },
    ...rowsOf(some),
    {
      kind: 'sum',
      label: filled(texts.subtotal, { job: job ?? '' }),
      value: formats.amount(some.reduce((sum, line) => sum + netOf(line), 0)),
      strong: true,
    },
  ]);
  const rest: PdfRow[] = loose.length === 0 ? [] : [{ kind: 'heading', text: texts.otherWork }, ...rowsOf(loose)];
  return [...jobs, ...rest];
}

function paymentRows({ status, paidCents, balanceCents }: Invoice, { texts, formats }: Writing): PdfTotal[] {
  if (status === 'void') return [];
  const label = balanceCents < 0 ? texts.credit : texts.balance;
  return [
    { label: texts.paid, value: formats.money(paidCents), strong: false },
    { label, value: formats.money(Math.abs(balanceCents)), strong: true },
  ];
}

function notesOf(
  { taxMode, customer: { taxExempt }, note, shop: { documentNote } }: Invoice,
  writing: Writing,
): PdfNote[] {
  const own = note === null ? [] : [{ title: writing.texts.note, text: note }];
  return [...own, ...commonNotes({ taxMode, taxExempt, documentNote }, writing)];
}

/** The printed form of an invoice, in the language that it was issued in. */
export function invoiceContent(invoice: Invoice, { suppliedAt, timeZone, mileageUnit }: InvoicePrint): PdfContent {
  const { shop, currency, vehicle, mileage, voided } = invoice;
  const { language } = shop;
  const writing: Writing = { texts: textsFor(language), formats: formatsFor({ language, currency, timeZone }) };
  const { texts, formats } = writing;
  const discounts = invoice.lines.some(({ discountCents }) => discountCents !== 0);
  const right = 'right' as const;
  return {
    language,
    size: sizeFor(currency),
    date: invoice.issuedAt,
    heading: texts.invoice,
    number: invoice.number,
    mark: voided === null ? null : texts.void,
    sender: senderLines(shop, texts),
    recipient: { title: texts.billTo, lines: recipientLines(invoice.customer) },
    facts: [
      { label: texts.invoiceNumber, value: invoice.number },
      { label: texts.invoiceDate, value: formats.date(invoice.issuedAt) },
      ...(suppliedAt === null ? [] : [{ label: texts.supplyDate, value: formats.date(suppliedAt) }]),
      { label: texts.dueDate, value: formats.day(invoice.dueDate) },
      { label: texts.ticket, value: String(invoice.ticketId) },
      ...vehicleFacts(vehicle, texts),
      ...(mileage === null ? [] : [{ label: texts.mileage, value: `${formats.quantity(mileage)} ${mileageUnit}` }]),
    ],
    intro:
      voided === null
        ? []
        : [{ title: null, text: filled(texts.voided, { date: formats.date(voided.at), reason: voided.reason }) }],
    table: {
      columns: [
        { title: texts.description, align: 'left' },
        { title: texts.quantity, align: right },
        { title: texts.unitPrice, align: right },
        ...(discounts ? [{ title: texts.discount, align: right }] : []),
        { title: texts.tax, align: right },
        { title: filled(texts.amount, { currency }), align: right },
      ],
      rows: tableRows(invoice, discounts, writing),
    },
    totals: [...totalRows(invoice.totals, invoice.taxMode, writing), ...paymentRows(invoice, writing)],
    notes: notesOf(invoice, writing),
    pageOf: texts.page,
  };
}
