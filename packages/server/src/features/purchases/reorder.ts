import {
  type CreateFromReorderInput,
  MAX_LINE_QUANTITY,
  MAX_PURCHASE_LINES,
  MAX_REORDER,
  type PartRecord,
  type Purchase,
  type Reorder,
  type ReorderInput,
  fromThousandths,
  toThousandths,
} from '@mechanic-shop/shared';
import { type SQL, and, asc, inArray, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { JoinedDemand } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRecords } from '../inventory/records.ts';
import { parts } from '../inventory/table.ts';
import { assertInUse } from '../suppliers/rows.ts';
import { ticketParts } from '../tickets/lines-table.ts';
import { readLines } from './lines.ts';
import { insertDraft } from './service.ts';

/** Parts in use that are low or that lines of tickets miss, by name. */
function selectNeeded(db: Queries, condition: SQL | undefined, limit: unknown) {
  const needed = sql`(select ${parts.id} from ${parts} where ${parts.low}
    union select ${ticketParts.partId} from ${ticketParts} where ${ticketParts.missing} > 0)`;
  return db
    .select()
    .from(parts)
    .where(and(inArray(parts.id, needed), sql`${parts.active}`, condition))
    .orderBy(asc(parts.nameKey), asc(parts.id))
    .limit(limit as number);
}

const ofAll = prepared('reorder', (db, p: Slots<{ limit: number }>) => selectNeeded(db, undefined, p.limit));
const ofSupplier = prepared('reorder_of_supplier', (db, p: Slots<{ supplierId: number; limit: number }>) =>
  selectNeeded(db, sql`${parts.supplierId} = ${p.supplierId}`, p.limit),
);

const thousandths = (quantity: number | null): number => toThousandths(quantity ?? 0);

/** How much to buy, in thousandths; at most 0 if enough is there or on its way. */
function suggestedOf({ available, onOrder, missing, minQuantity, maxQuantity }: PartRecord): number {
  const expected = thousandths(available) + thousandths(onOrder) - thousandths(missing);
  const isLow = minQuantity !== null && expected < thousandths(minQuantity);
  return (isLow ? thousandths(maxQuantity ?? minQuantity) : 0) - expected;
}

async function suggest(db: Queries, demand: JoinedDemand, supplierId: number | undefined): Promise<Reorder> {
  const limit = MAX_REORDER;
  const rows = supplierId === undefined ? await ofAll(db, { limit }) : await ofSupplier(db, { supplierId, limit });
  const items = (await asRecords(db, demand, rows)).map((part) => ({ part, suggested: suggestedOf(part) }));
  return {
    items: items
      .filter(({ suggested }) => suggested > 0)
      .map(({ part, suggested }) => ({ part, suggested: fromThousandths(suggested) })),
  };
}

export function reorder(call: SignedInCall, { supplierId }: Parsed<typeof ReorderInput>): Promise<Reorder> {
  return suggest(call.read, call.shop.stockDemand, supplierId);
}

export function createFromReorder(
  call: SignedInWriteCall,
  { supplierId }: Parsed<typeof CreateFromReorderInput>,
): Promise<Purchase> {
  return call.write(async (tx) => {
    await assertInUse(tx, supplierId);
    const { items } = await suggest(tx, call.shop.stockDemand, supplierId);
    if (items.length === 0) throw invalidInput(['supplierId'], 'No part of this supplier is low or missing.');
    const lines = items
      .slice(0, MAX_PURCHASE_LINES)
      .map(({ part, suggested }) => ({ partId: part.id, quantity: Math.min(suggested, MAX_LINE_QUANTITY) }));
    return insertDraft(call, tx, { supplierId }, await readLines(tx, lines));
  });
}
