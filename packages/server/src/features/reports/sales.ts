import type { PeriodSales, Sales, SalesReport, SalesReportInput } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { jsonArray, readJson } from '../../platform/db/json-arrays.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { spanList, spansIn } from '../../platform/db/spans.ts';
import { invoiceFigures as figures } from '../invoices/figures-table.ts';
import { settingsFor } from '../shop/rows.ts';
import { added, inTurns } from './chunks.ts';
import { type Span, spansOf } from './periods.ts';

type Sums = Omit<Sales, 'marginCents'>;

const none: Sums = {
  invoices: 0,
  laborCents: 0,
  partsCents: 0,
  subletCents: 0,
  feesCents: 0,
  suppliesCents: 0,
  discountCents: 0,
  netCents: 0,
  taxCents: 0,
  totalCents: 0,
  partsCostCents: 0,
};
const members = Object.keys(none) as (keyof Sums)[];

// One list of sums for each span: grouping would sort the rows of all of them.
const bySpan = prepared('report_sales', (db, p: Slots<{ spans: string }>) => {
  const sums = members.map((member) =>
    member === 'invoices' ? sql`count(*)` : sql`coalesce(sum(${figures[member]}), 0)`,
  );
  const between = sql`${figures.issuedAt} >= span.since and ${figures.issuedAt} < span.until`;
  return db
    .select({
      place: sql`span.place`.mapWith(Number),
      sums: sql`(select ${jsonArray(sums)} from ${figures} where ${between})`.mapWith(readJson<number[]>),
    })
    .from(spansIn(p.spans));
});

/** Adds sums member by member. */
function plus(a: Sums, b: Sums): Sums {
  const sums = { ...none };
  for (const member of members) sums[member] = added(a[member], b[member]);
  return sums;
}

const withMargin = (sums: Sums): Sales => ({ ...sums, marginCents: sums.netCents - sums.partsCostCents });

async function salesOf(db: Queries, spans: Span[]): Promise<PeriodSales[]> {
  const rows = await bySpan(db, { spans: spanList(spans) });
  const found = new Map(rows.map(({ place, sums }) => [place, sums]));
  return spans.map(({ from }, place) => {
    const sums = { ...none };
    for (const [at, member] of members.entries()) sums[member] = added(0, found.get(place)?.[at] ?? 0);
    return { from, ...withMargin(sums) };
  });
}

/** Sales by period, including periods without invoices, and their sum. */
export async function sales(call: SignedInCall, input: Parsed<typeof SalesReportInput>): Promise<SalesReport> {
  const { timeZone } = await settingsFor(call, call.read);
  const items: PeriodSales[] = [];
  const chunks = spansOf(input, input.by, timeZone);
  for await (const some of inTurns(chunks, (spans) => salesOf(call.read, spans))) items.push(...some);
  return { items, total: withMargin(items.reduce<Sums>(plus, none)) };
}
