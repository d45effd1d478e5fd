import { type UsageReport, type UsageReportInput, fromThousandths } from '@mechanic-shop/shared';
import { and, asc, eq, gt, lte, max } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
import { asPart } from '../inventory/rows.ts';
import { parts } from '../inventory/table.ts';
import { invoiceParts } from '../invoices/figures-table.ts';
import { settingsFor } from '../shop/rows.ts';
import { added, inTurns } from './chunks.ts';
import { type Range, type Span, spansOf } from './periods.ts';
import { isWithin, sumOf } from './sums.ts';

/** Parts from after one id up to another. */
interface Parts {
  after: number;
  upTo: number;
}
type Step = Parts & Pick<Span, 'since' | 'until'>;

const soldBetween = prepared('report_usage', (db, p: Slots<Step>) =>
  db
    .select({
      partId: parts.id,
      quantity: sumOf(invoiceParts.quantity),
      revenueCents: sumOf(invoiceParts.revenueCents),
    })
    .from(parts)
    // From each part to its sales, in the order of the index: sorting all sales by part takes three times as long.
    .crossJoin(invoiceParts)
    .where(
      and(
        gt(parts.id, p.after),
        lte(parts.id, p.upTo),
        eq(invoiceParts.partId, parts.id),
        isWithin(invoiceParts.issuedAt, p),
      ),
    )
    .groupBy(parts.id),
);

const lastPart = prepared('report_usage_last', (db) => db.select({ id: max(parts.id) }).from(parts));

const partAt = prepared('report_usage_part_at', (db, p: Slots<Parts & { place: number }>) =>
  db
    .select({ id: invoiceParts.partId })
    .from(invoiceParts)
    .where(and(gt(invoiceParts.partId, p.after), lte(invoiceParts.partId, p.upTo)))
    .orderBy(asc(invoiceParts.partId))
    .limit(1)
    .offset(p.place),
);

/** What one statement reads at most: parts, and rows of those that are sold. */
export interface Bounds {
  parts: number;
  rows: number;
}
const AT_ONCE: Bounds = { parts: 2000, rows: 10_000 };

/** The steps of a report: some parts over all days, or one part that has more rows than that, month by month. */
async function* stepsOf(db: Queries, range: Range, timeZone: string, bounds: Bounds): AsyncGenerator<Step> {
  const whole = { since: startOfDay(range.from, timeZone), until: startOfDay(addDays(range.to, 1), timeZone) };
  const [last] = await lastPart(db, {});
  const end = last?.id ?? 0;
  for (let after = 0; after < end;) {
    const most = Math.min(end, after + bounds.parts);
    const [beyond] = await partAt(db, { after, upTo: most, place: bounds.rows });
    const upTo = beyond === undefined ? most : Math.max(after + 1, beyond.id - 1);
    if (upTo === beyond?.id) {
      for (const months of spansOf(range, 'month', timeZone)) {
        for (const { since, until } of months) yield { after, upTo, since, until };
      }
    } else yield { after, upTo, ...whole };
    after = upTo;
  }
}

const named = prepared('report_usage_parts', (db, p: Slots<{ ids: string }>) =>
  db.select().from(parts).where(inIds(parts.id, p.ids)),
);

interface Used {
  partId: number;
  quantity: number;
  revenueCents: number;
}

/** Most revenue first; parts with the same are sorted by id. */
const byRevenue = (a: Used, b: Used): number => b.revenueCents - a.revenueCents || a.partId - b.partId;

/** The parts that brought the most revenue. */
export async function usage(
  call: Pick<SignedInCall, 'shop' | 'read'>,
  input: Parsed<typeof UsageReportInput>,
  bounds = AT_ONCE,
): Promise<UsageReport> {
  const { timeZone } = await settingsFor(call, call.read);
  const used = new Map<number, Used>();
  const steps = stepsOf(call.read, input, timeZone, bounds);
  for await (const rows of inTurns(steps, (step) => soldBetween(call.read, step))) {
    for (const { partId, quantity, revenueCents } of rows) {
      const sum = used.get(partId) ?? { partId, quantity: 0, revenueCents: 0 };
      sum.quantity = added(sum.quantity, quantity);
      sum.revenueCents = added(sum.revenueCents, revenueCents);
      used.set(partId, sum);
    }
  }
  const most = [...used.values()].toSorted(byRevenue).slice(0, input.limit);
  const rows = await named(call.read, { ids: idList(most.map(({ partId }) => partId)) });
  const partOf = new Map(rows.map((row) => [row.id, asPart(row)]));
  return {
    items: most.flatMap(({ partId, quantity, revenueCents }) => {
      const part = partOf.get(partId);
      return part ? [{ part, quantity: fromThousandths(quantity), revenueCents }] : [];
    }),
  };
}
