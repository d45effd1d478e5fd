import type { Job, Ticket } from '@mechanic-shop/shared';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { showDiscount, showQuantity } from './prices.ts';
import { type Column, ID, KEY, table } from './table.ts';
import { cleanLine, cleanLines } from './text.ts';
import type { View } from './view.ts';

/** A part, labor or an extra, as the table of a ticket shows it. */
interface Row {
  jobId: number | null;
  line: string;
  name: string;
  partId: number | null;
  sku: string | null;
  quantity: string | null;
  eachCents: number | null;
  totalCents: number;
  state: (string | false)[];
}

function stockOf({ reserved, missing }: { reserved: number; missing: number }): string | false {
  if (missing > 0) return `${missing} missing, ${reserved} reserved`;
  return reserved > 0 && 'reserved';
}

const untaxed = ({ taxable }: { taxable: boolean }) => !taxable && 'no tax';

function rowsOf({ parts, labor, extras }: Ticket): Row[] {
  return [
    ...labor.map((each) => ({
      jobId: each.jobId,
      line: `labor ${each.id}`,
      name: each.description,
      partId: null,
      sku: null,
      quantity: each.hours === null ? null : `${each.hours} h`,
      eachCents: each.rateCents,
      totalCents: each.totalCents,
      state: [each.done && 'done', each.mechanic !== null && fullName(each.mechanic), untaxed(each)],
    })),
    ...parts.map((each) => ({
      jobId: each.jobId,
      line: `part ${each.id}`,
      name: each.name,
      partId: each.partId,
      sku: each.sku,
      quantity: showQuantity(each.quantity, each.unit),
      eachCents: each.unitPriceCents,
      totalCents: each.totalCents,
      state: [stockOf(each), untaxed(each)],
    })),
    ...extras.map((each) => ({
      jobId: each.jobId,
      // Labor, parts and extras count their lines separately.
      line: `extra ${each.id}`,
      name: each.description,
      partId: null,
      sku: null,
      quantity: null,
      eachCents: null,
      totalCents: each.amountCents,
      state: [each.kind, untaxed(each)],
    })),
  ];
}

const columns: Column<Row>[] = [
  { title: 'LINE', cell: ({ line }) => line, keep: ID },
  { title: 'NAME', cell: ({ name }) => name, keep: KEY },
  { title: 'PART', cell: ({ partId }) => partId, keep: 4 },
  { title: 'SKU', cell: ({ sku }) => sku, keep: KEY },
  { title: 'QUANTITY', cell: ({ quantity }) => quantity, amount: true, keep: 3 },
  { title: 'EACH', cell: ({ eachCents }) => (eachCents !== null ? showMoney(eachCents) : null), amount: true, keep: 1 },
  { title: 'TOTAL', cell: ({ totalCents }) => showMoney(totalCents), amount: true, keep: 2 },
  { title: 'STATE', cell: ({ state }) => state.filter((each) => each !== false).join(', ') },
];

function approvalOf({ approval, approvedCents }: Job): string | false {
  if (approval === 'exceeded' && approvedCents !== null) return `exceeds the approved ${showMoney(approvedCents)}`;
  return approval !== 'none' && approval;
}

function jobLines(job: Job, view: View): string[] {
  const facts = [
    approvalOf(job),
    job.discount && `${showDiscount(job.discount)} off`,
    `net ${showMoney(job.netCents)}`,
  ].filter((fact) => fact !== false && fact !== null);
  const texts = [job.description, job.note && `Note: ${job.note}`].filter((each) => each !== null);
  return [
    view.paint('bold', `Job ${job.id}: ${cleanLine(job.name)} (${facts.join(', ')})`),
    ...texts.flatMap(cleanLines).map((line) => `  ${line}`),
  ];
}

/** The jobs of a ticket with their lines, and the lines without a job, in one table. */
export function ticketLines(ticket: Ticket, view: View): string[] {
  const { jobs } = ticket;
  const all = rowsOf(ticket);
  const groups = [...jobs, null].map((job) => ({ job, rows: all.filter(({ jobId }) => jobId === (job?.id ?? null)) }));
  const [head, ...lines] = table(
    columns,
    groups.flatMap(({ rows }) => rows),
    view,
  );
  const shown = groups.flatMap(({ job, rows }) => {
    const own = lines.splice(0, rows.length);
    if (job) return ['', ...jobLines(job, view), ...own];
    return jobs.length > 0 && own.length > 0 ? ['', view.paint('bold', 'Without a job'), ...own] : own;
  });
  if (all.length === 0) return shown;
  return ['', head ?? '', ...(shown[0] === '' ? shown.slice(1) : shown)];
}
