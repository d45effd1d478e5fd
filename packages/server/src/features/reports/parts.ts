import { setImmediate } from 'node:timers/promises';
import {
  type StockReport,
  type UsageReport,
  type UsageReportInput,
  fromThousandths,
  partCents,
} from '@mechanic-shop/shared';
import { and, asc, eq, gt, lte, max } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
import { asPart } from '../inventory/rows.ts';
import { parts } from '../inventory/table.ts';
import { invoiceParts } from '../invoices/figures-table.ts';
import { settingsFor } from '../shop/rows.ts';
import { added, inTurns } from './chunks.ts';
import type { Span } from './periods.ts';
import { isWithin, sumOf } from './sums.ts';

/** So many parts are read in one turn. */
const AT_ONCE = 1000;

const stockAfter = prepared('report_stock', (db, p: Slots<{ after: number; limit: number }>) =>
  db
    .select({
      id: parts.id,
      active: parts.active,
      low: parts.low,
      quantity: parts.quantity,
      costCents: parts.costCents,
    })
    .from(parts)
    .where(gt(parts.id, p.after))
    .orderBy(asc(parts.id))
    .limit(p.limit),
);

/** How many parts are in use, how many are low, and what all of them cost. */
export async function stock({ read }: SignedInCall): Promise<StockReport> {
  const sums = { parts: 0, low: 0, valueCents: 0 };
  for (let after: number | undefined = 0; after !== undefined;) {
    if (after > 0) await setImmediate();
    const rows = await stockAfter(read, { after, limit: AT_ONCE });
    for (const { active, low, quantity, costCents } of rows) {
      if (active) sums.parts += 1;
      if (low) sums.low += 1;
      sums.valueCents = added(sums.valueCents, partCents(fromThousandths(quantity), costCents ?? 0));
    }
    after = rows.length === AT_ONCE ? rows.at(-1)?.id : undefined;
  }
  return sums;
}

interface Sold extends Pick<Span, 'since' | 'until'> {
  /** The ids of parts, from after the one up to the other. */
  after: number;
  upTo: number;
}

const soldBetween = prepared('report_usage', (db, p: Slots<Sold>) =>
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

// A part is on most invoices at worst.
const PARTS_AT_ONCE = 50;

function* rangesUpTo(last: number): Generator<Pick<Sold, 'after' | 'upTo'>> {
  for (let after = 0; after < last; after += PARTS_AT_ONCE) yield { after, upTo: after + PARTS_AT_ONCE };
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
export async function usage(call: SignedInCall, input: Parsed<typeof UsageReportInput>): Promise<UsageReport> {
  const { timeZone } = await settingsFor(call, call.read);
  const bounds = { since: startOfDay(input.from, timeZone), until: startOfDay(addDays(input.to, 1), timeZone) };
  const [last] = await lastPart(call.read, {});
  const used: Used[] = [];
  for await (const rows of inTurns(rangesUpTo(last?.id ?? 0), (ids) => soldBetween(call.read, { ...ids, ...bounds }))) {
    used.push(...rows);
  }
  const most = used.toSorted(byRevenue).slice(0, input.limit);
  const rows = await named(call.read, { ids: idList(most.map(({ partId }) => partId)) });
  const partOf = new Map(rows.map((row) => [row.id, asPart(row)]));
  return {
    items: most.flatMap(({ partId, quantity, revenueCents }) => {
      const part = partOf.get(partId);
      return part ? [{ part, quantity: fromThousandths(quantity), revenueCents }] : [];
    }),
  };
}
