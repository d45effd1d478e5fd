import type { Estimate, EstimateJob, EstimateStatus, EstimateView, Invoice, Shop } from '@mechanic-shop/shared';
import type { PdfContent, PdfNote, PdfRow } from '../../platform/pdf/content.ts';
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
import { type Texts, filled, textsFor } from './texts.ts';

/** What an estimate is printed with that its own members do not say. */
export interface EstimatePrint {
  shop: EstimateView['shop'] & Pick<Shop, 'documentNote'>;
  customer: Pick<Invoice['customer'], 'firstName' | 'lastName' | 'company' | 'address' | 'taxExempt'>;
  vehicle: Invoice['vehicle'];
}

function markOf(status: EstimateStatus, texts: Texts): string | null {
  return status === 'sent' || status === 'answered' ? null : texts[status];
}

function lineRows(job: EstimateJob, writing: Writing): PdfRow[] {
  const { formats } = writing;
  const line = (cells: string[], detail: string | null = null): PdfRow => ({ kind: 'line', cells, detail });
  return [
    ...job.parts.map(({ name, sku, unit, quantity, unitPriceCents, totalCents }) =>
      line(
        [name, quantityCell(quantity, unit, writing), formats.amount(unitPriceCents), formats.amount(totalCents)],
        sku,
      ),
    ),
    ...job.labor.map(({ description, hours, totalCents }) =>
      line([description, quantityCell(hours, 'h', writing), '', formats.amount(totalCents)]),
    ),
    ...job.extras.map(({ description, amountCents }) => line([description, '', '', formats.amount(amountCents)])),
  ];
}

function jobRows(job: EstimateJob, writing: Writing): PdfRow[] {
  const { texts, formats } = writing;
  const decision = job.decision === null ? '' : ` (${texts[job.decision]})`;
  const discount: PdfRow[] =
    job.discountCents === 0
      ? []
      : [{ kind: 'sum', label: texts.discount, value: formats.amount(-job.discountCents), strong: false }];
  return [
    { kind: 'heading', text: `${job.name}${decision}` },
    ...(job.description === null ? [] : [{ kind: 'text' as const, text: job.description }]),
    ...lineRows(job, writing),
    ...discount,
    {
      kind: 'sum',
      label: filled(texts.subtotal, { job: job.name }),
      value: formats.amount(job.netCents),
      strong: true,
    },
  ];
}

function notesOf({ taxMode, answer }: Estimate, { shop, customer }: EstimatePrint, writing: Writing): PdfNote[] {
  const { texts, formats } = writing;
  const answered = answer && filled(texts.answeredBy, { name: answer.by, date: formats.date(answer.at) });
  return [
    ...(answered === null ? [] : [{ title: null, text: answered }]),
    ...commonNotes({ taxMode, taxExempt: customer.taxExempt, documentNote: shop.documentNote }, writing),
  ];
}

// The end of a day is the beginning of the next.
const lastMoment = (end: string): string => new Date(Date.parse(end) - 1).toISOString();

/** The printed form of an estimate, in the language of the shop. */
export function estimateContent(estimate: Estimate, print: EstimatePrint): PdfContent {
  const { shop, customer, vehicle } = print;
  const { language, timeZone } = shop;
  const { currency, message } = estimate;
  const writing: Writing = { texts: textsFor(language), formats: formatsFor({ language, currency, timeZone }) };
  const { texts, formats } = writing;
  const right = 'right' as const;
  return {
    language,
    size: sizeFor(currency),
    date: estimate.sentAt,
    heading: texts.estimate,
    number: `${estimate.ticketId}-${estimate.number}`,
    mark: markOf(estimate.status, texts),
    sender: senderLines(shop, texts),
    recipient: { title: texts.preparedFor, lines: recipientLines(customer) },
    facts: [
      { label: texts.estimateDate, value: formats.date(estimate.sentAt) },
      { label: texts.validUntil, value: formats.date(lastMoment(estimate.expiresAt)) },
      { label: texts.ticket, value: String(estimate.ticketId) },
      ...vehicleFacts(vehicle, texts),
    ],
    intro: message === null ? [] : [{ title: null, text: message }],
    table: {
      columns: [
        { title: texts.description, align: 'left' },
        { title: texts.quantity, align: right },
        { title: texts.unitPrice, align: right },
        { title: filled(texts.amount, { currency }), align: right },
      ],
      rows: estimate.jobs.flatMap((job) => jobRows(job, writing)),
    },
    totals: totalRows(estimate.totals, estimate.taxMode, writing),
    notes: notesOf(estimate, print, writing),
    pageOf: texts.page,
  };
}
