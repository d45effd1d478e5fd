import { setImmediate } from 'node:timers/promises';
import {
  type StockReport,
  type UsageReport,
  type UsageReportInput,
  fromThousandths,
  partCents,
} from '@mechanic-shop/shared';
import { asc, gt } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asPart } from '../inventory/rows.ts';
import { parts } from '../inventory/table.ts';
import { invoiceParts } from '../invoices/figures-table.ts';
import { settingsFor } from '../shop/rows.ts';
import { added, inTurns } from './chunks.ts';
import { type Span, weeksOf } from './periods.ts';
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

const usedBetween = prepared('report_usage', (db, p: Slots<Pick<Span, 'since' | 'until'>>) =>
  db
    .select({
      partId: invoiceParts.partId,
      quantity: sumOf(invoiceParts.quantity),
      revenueCents: sumOf(invoiceParts.revenueCents),
    })
    .from(invoiceParts)
    .where(isWithin(invoiceParts.issuedAt, p))
    .groupBy(invoiceParts.partId),
);

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
  const sums = new Map<number, Used>();
  const weeks = weeksOf(input, timeZone);
  for await (const rows of inTurns(weeks, (week) => usedBetween(call.read, week))) {
    for (const { partId, quantity, revenueCents } of rows) {
      const before = sums.get(partId) ?? { partId, quantity: 0, revenueCents: 0 };
      before.quantity = added(before.quantity, quantity);
      before.revenueCents = added(before.revenueCents, revenueCents);
      sums.set(partId, before);
    }
  }
  const most = [...sums.values()].toSorted(byRevenue).slice(0, input.limit);
  const rows = await named(call.read, { ids: idList(most.map(({ partId }) => partId)) });
  const partOf = new Map(rows.map((row) => [row.id, asPart(row)]));
  return {
    items: most.flatMap(({ partId, quantity, revenueCents }) => {
      const part = partOf.get(partId);
      return part ? [{ part, quantity: fromThousandths(quantity), revenueCents }] : [];
    }),
  };
}
