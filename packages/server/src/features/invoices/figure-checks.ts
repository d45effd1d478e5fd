import { type Totals, toThousandths } from '@mechanic-shop/shared';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import type { Queries } from '../../platform/db/database.ts';
import { invoiceFigures, invoiceTaxes } from './figures-table.ts';
import { readSnapshot } from './snapshot.ts';
import { invoices } from './table.ts';

const PAGE = 500;

interface Live {
  id: number;
  issuedAt: Date;
  snapshot: string;
  partsCostCents: number;
  figures: typeof invoiceFigures.$inferSelect | null;
}

/** One text for figures that agree, whatever the order of their members. */
function spelled(issuedAt: Date, { taxes, ...sums }: Totals): string {
  const amounts = Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rates = taxes.map(({ percent, baseCents, taxCents }) => [toThousandths(percent), baseCents, taxCents]);
  return JSON.stringify([issuedAt, amounts, rates.toSorted(([a = 0], [b = 0]) => a - b)]);
}

function problemOf(
  { id, issuedAt, snapshot, partsCostCents, figures }: Live,
  taxRows: (typeof invoiceTaxes.$inferSelect)[],
) {
  if (!figures) return `invoice ${id}: no figures`;
  const { invoiceId: _, issuedAt: at, partsCostCents: cost, ...sums } = figures;
  const taxes = taxRows.map(({ percent, ...tax }) => ({ ...tax, percent: percent / 1000 }));
  const wrongDay = taxRows.some((tax) => tax.issuedAt.getTime() !== issuedAt.getTime());
  const isSame =
    !wrongDay &&
    cost === partsCostCents &&
    spelled(at, { ...sums, taxes }) === spelled(issuedAt, readSnapshot(snapshot).totals);
  return isSame ? undefined : `invoice ${id}: its figures are not those of its copy`;
}

async function livePage(db: Queries, after: number): Promise<Live[]> {
  return db
    .select({
      id: invoices.id,
      issuedAt: invoices.issuedAt,
      snapshot: invoices.snapshot,
      partsCostCents: invoices.partsCostCents,
      figures: invoiceFigures,
    })
    .from(invoices)
    .leftJoin(invoiceFigures, eq(invoiceFigures.invoiceId, invoices.id))
    .where(and(gt(invoices.id, after), isNull(invoices.voidedAt)))
    .orderBy(asc(invoices.id))
    .limit(PAGE);
}

const copies: Check = {
  title: 'what reports sum up of each invoice is what it says',
  find: async (db) => {
    let last: number | undefined = 0;
    while (last !== undefined) {
      const rows: Live[] = await livePage(db, last);
      const ids = rows.map(({ id }) => id);
      const taxes =
        ids.length === 0 ? [] : await db.select().from(invoiceTaxes).where(inArray(invoiceTaxes.invoiceId, ids));
      const byInvoice = Map.groupBy(taxes, ({ invoiceId }) => invoiceId);
      const problem = rows
        .map((row) => problemOf(row, byInvoice.get(row.id) ?? []))
        .find((found) => found !== undefined);
      if (problem !== undefined) return problem;
      last = rows.length < PAGE ? undefined : ids.at(-1);
    }
    return undefined;
  },
};

// The lines of a ticket, which cannot change while it is invoiced.
const sold = sql`select i.id as invoice_id, i.issued_at, l.part_id, sum(l.quantity) as quantity,
    sum((l.quantity * l.unit_price_cents + 500) / 1000) as revenue_cents
  from invoices i join ticket_parts l on l.ticket_id = i.ticket_id left join ticket_jobs j on j.id = l.job_id
  where i.voided_at is null and (j.id is null or j.approval <> 'declined')
  group by i.id, i.issued_at, l.part_id`;

/** Reports sum up exactly the invoices that are not void. */
export const figureChecks: readonly Check[] = [
  copies,
  rowCheck(
    'reports sum up no void invoices',
    sql`select i.id, 0 as also, 'void' as found, null as expected from invoices i where i.voided_at is not null and (
      exists (select 1 from invoice_figures f where f.invoice_id = i.id)
      or exists (select 1 from invoice_taxes f where f.invoice_id = i.id)
      or exists (select 1 from invoice_parts f where f.invoice_id = i.id))`,
    ({ id }) => `invoice ${id} is void, but has figures`,
  ),
  rowCheck(
    'the parts that reports sum up are those of the invoiced tickets',
    sql`select s.invoice_id as id, s.part_id as also, f.revenue_cents as found, s.revenue_cents as expected
      from (${sold}) as s
      left join invoice_parts f on f.invoice_id = s.invoice_id and f.part_id = s.part_id
      where f.invoice_id is null or f.issued_at <> s.issued_at or f.quantity <> s.quantity
      or f.revenue_cents <> s.revenue_cents
      union all select f.invoice_id, f.part_id, f.revenue_cents, null from invoice_parts f
      left join (${sold}) as s on s.invoice_id = f.invoice_id and s.part_id = f.part_id where s.invoice_id is null`,
    ({ id, also, found, expected }) =>
      `invoice ${id}: ${found ?? 'no'} cents of part ${also}, but ${expected ?? 'none'} by its ticket`,
  ),
];
