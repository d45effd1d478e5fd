// A part is low while `available + onOrder - missing` is below its minimum. Whether it is, is kept with the part, so
// that low parts are found at once and each descent below the minimum is announced once.
import { and, eq, or, sql } from 'drizzle-orm';
import { recordHappening } from '../../core/events/record.ts';
import type { PartDemand, StockRecording } from '../../core/stock-demand.ts';
import { type LastStep, beforeCommit } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { partEntity } from './entity.ts';
import { type PartRow, asTracked } from './rows.ts';
import { parts } from './table.ts';

interface Watched {
  call: StockRecording;
  partId: number;
}

/** Judges at the end of the transaction whether a part is low: its stock, its minimum or the demand for it changes. */
export function watchLow(call: StockRecording, partId: number): void {
  beforeCommit<Watched>(judgeLow, { call, partId });
}

const judged = prepared('parts_to_judge', (db, p: Slots<{ ids: string }>) =>
  db
    .select()
    .from(parts)
    .where(and(inIds(parts.id, p.ids), or(sql`${parts.minQuantity} is not null`, sql`${parts.low}`))),
);

function isLow({ quantity, reserved, minQuantity }: PartRow, { missing, onOrder }: PartDemand): boolean {
  return minQuantity !== null && quantity - reserved + onOrder - missing < minQuantity;
}

const judgeLow: LastStep<Watched> = async (tx, entries) => {
  const [first] = entries;
  if (!first) return;
  const { call } = first;
  const rows = await judged(tx, { ids: idList([...new Set(entries.map(({ partId }) => partId))]) });
  const ids = rows.map(({ id }) => id);
  const demand = await call.shop.stockDemand.demandOf(tx, ids);
  for (const row of rows) {
    const low = isLow(row, demand.get(row.id) ?? { missing: 0, onOrder: 0 });
    if (low === row.low) continue;
    await tx.update(parts).set({ low }).where(eq(parts.id, row.id));
    if (low) recordHappening(call, partEntity, { row: asTracked(row), what: 'low' });
  }
};
