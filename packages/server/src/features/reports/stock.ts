import { setImmediate } from 'node:timers/promises';
import { type StockReport, fromThousandths, partCents } from '@mechanic-shop/shared';
import { asc, gt } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { parts } from '../inventory/table.ts';
import { added } from './chunks.ts';

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
