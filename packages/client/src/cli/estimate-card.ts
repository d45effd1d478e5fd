import type { Estimate, EstimateJob, EstimateView } from '@mechanic-shop/shared';
import { type Entry, card } from './card.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { showQuantity } from './prices.ts';
import { type Column, ID, KEY, table } from './table.ts';
import { cleanLine } from './text.ts';
import { ticketTotals } from './ticket-totals.ts';
import type { View } from './view.ts';

function answerOf({ answer }: Estimate): string | null {
  return answer && `${answer.by}, ${showInstant(answer.at)}${answer.note === null ? '' : `: ${answer.note}`}`;
}

export const estimateColumns: Column<Estimate>[] = [
  { title: 'ID', cell: (estimate) => estimate.id, keep: ID },
  { title: 'NUMBER', cell: (estimate) => estimate.number, keep: 1 },
  { title: 'STATUS', cell: (estimate) => estimate.status, keep: KEY },
  { title: 'JOBS', cell: ({ jobs }) => jobs.length, keep: 1 },
  { title: 'TOTAL', cell: ({ totals }) => showMoney(totals.totalCents), amount: true },
  { title: 'SENT', cell: (estimate) => showInstant(estimate.sentAt), whole: true, keep: 2 },
  { title: 'EXPIRES', cell: (estimate) => showInstant(estimate.expiresAt), whole: true },
  { title: 'VIEWED', cell: (estimate) => showInstant(estimate.viewedAt), whole: true },
  { title: 'ANSWER', cell: answerOf },
];

interface Row {
  name: string;
  sku: string | null;
  quantity: string | null;
  eachCents: number | null;
  totalCents: number;
}

const rowColumns: Column<Row>[] = [
  { title: 'NAME', cell: ({ name }) => name, keep: KEY },
  { title: 'SKU', cell: ({ sku }) => sku, keep: 1 },
  { title: 'QUANTITY', cell: ({ quantity }) => quantity, amount: true, keep: 2 },
  { title: 'EACH', cell: ({ eachCents }) => (eachCents === null ? null : showMoney(eachCents)), amount: true, keep: 1 },
  { title: 'TOTAL', cell: ({ totalCents }) => showMoney(totalCents), amount: true, keep: KEY },
];

function rowsOf({ labor, parts, extras }: EstimateJob): Row[] {
  const none = { sku: null, quantity: null, eachCents: null };
  return [
    ...labor.map(({ description, hours, totalCents }) => ({
      ...none,
      name: description,
      quantity: hours === null ? null : `${hours} h`,
      totalCents,
    })),
    ...parts.map(({ name, sku, quantity, unit, unitPriceCents, totalCents }) => ({
      name,
      sku,
      quantity: showQuantity(quantity, unit),
      eachCents: unitPriceCents,
      totalCents,
    })),
    ...extras.map(({ description, amountCents }) => ({ ...none, name: description, totalCents: amountCents })),
  ];
}

function jobLines(job: EstimateJob, view: View): string[] {
  const facts = [
    job.discountCents > 0 && `${showMoney(job.discountCents)} off`,
    `net ${showMoney(job.netCents)}`,
    job.decision ?? false,
  ].filter((fact) => fact !== false);
  const title = cleanLine(`Job ${job.jobId}: ${job.name} (${facts.join(', ')})`);
  const rows = rowsOf(job);
  return ['', view.paint('bold', title), ...(rows.length > 0 ? table(rowColumns, rows, view) : [])];
}

function cardOf(estimate: Estimate, more: Entry[], view: View): string[] {
  const entries: Entry[] = [
    ['status', estimate.status],
    ...more,
    ['message', estimate.message],
    ['sent', showInstant(estimate.sentAt)],
    ['expires', showInstant(estimate.expiresAt)],
    ['answer', answerOf(estimate)],
  ];
  return [
    ...card(`Estimate ${estimate.number} of ticket ${estimate.ticketId}`, entries, view),
    ...estimate.jobs.flatMap((job) => jobLines(job, view)),
    '',
    ...ticketTotals({ totals: estimate.totals, discount: null }, view),
  ];
}

/** The card of an estimate: its state, its jobs with their lines, then its totals. */
export function estimateCard(estimate: Estimate, view: View): string[] {
  const { id, sentBy, viewedAt } = estimate;
  return cardOf(
    estimate,
    [
      ['id', id],
      ['sent by', sentBy && fullName(sentBy)],
      ['viewed', showInstant(viewedAt)],
    ],
    view,
  );
}

/** The same as its link shows it, with the shop and the vehicle. */
export function linkedCard({ shop, vehicle, customerFirstName, estimate }: EstimateView, view: View): string[] {
  const plate = vehicle?.licensePlate ? ` (${vehicle.licensePlate})` : '';
  return cardOf(
    estimate,
    [
      ['shop', [shop.name, shop.phone, shop.email].filter((each) => each !== null).join(', ')],
      ['for', customerFirstName],
      ['vehicle', vehicle && `${vehicle.make} ${vehicle.model} ${vehicle.year}${plate}`],
    ],
    view,
  );
}
