import { MAX_TOTAL_CENTS, partCents, toThousandths } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertDecimals } from '../inventory/quantities.ts';
import { type PartRow, getPartRow } from '../inventory/rows.ts';
import { purchaseLines } from './table.ts';

interface Wanted {
  partId: number;
  quantity: number;
  unitCostCents?: number | null | undefined;
}
/** A line with its part as it is now. */
export interface NewLine {
  part: PartRow;
  quantity: number;
  unitCostCents: number | null;
}

/** The lines of an input; rejects unknown and retired parts, too many decimals, and a total out of bounds. */
export async function readLines(tx: Queries, wanted: readonly Wanted[]): Promise<NewLine[]> {
  const lines: NewLine[] = [];
  for (const [at, { partId, quantity, unitCostCents }] of wanted.entries()) {
    const part = await getPartRow(tx, partId);
    if (!part) throw notFound('part');
    if (!part.active) throw invalidInput(['lines', at, 'partId'], 'This part is retired: use another one.');
    assertDecimals(quantity, part.decimals, 'lines', at, 'quantity');
    lines.push({ part, quantity, unitCostCents: unitCostCents === undefined ? part.costCents : unitCostCents });
  }
  const total = lines.reduce((sum, { quantity, unitCostCents }) => sum + partCents(quantity, unitCostCents ?? 0), 0);
  if (total > MAX_TOTAL_CENTS) {
    throw invalidInput(['lines'], `A purchase is at most ${MAX_TOTAL_CENTS} cents: use a lower quantity or cost.`);
  }
  return lines;
}

/** Gives a draft these lines instead of those that it has. */
export async function writeLines(tx: Queries, purchaseId: number, lines: readonly NewLine[]): Promise<void> {
  await tx.delete(purchaseLines).where(eq(purchaseLines.purchaseId, purchaseId));
  await tx.insert(purchaseLines).values(
    lines.map(({ part: { id: partId, sku, name, unit }, quantity, unitCostCents }) => ({
      purchaseId,
      partId,
      sku,
      name,
      unit,
      quantity: toThousandths(quantity),
      unitCostCents,
    })),
  );
}
