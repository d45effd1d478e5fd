import { and, eq, inArray, sql } from 'drizzle-orm';
import type { StockDemand } from '../../core/stock-demand.ts';
import { onOrderOf } from './rows.ts';
import { purchaseLines, purchases } from './table.ts';

const open = ['draft', 'ordered', 'partly_received'] as const;

export const purchaseDemand: StockDemand = {
  needsFiner: async (tx, partId, step) => {
    const [line] = await tx
      .select({ id: purchaseLines.id })
      .from(purchaseLines)
      .innerJoin(purchases, eq(purchases.id, purchaseLines.purchaseId))
      .where(
        and(
          eq(purchaseLines.partId, partId),
          inArray(purchases.status, open),
          sql`(${purchaseLines.quantity} % ${step} <> 0 or ${purchaseLines.received} % ${step} <> 0)`,
        ),
      )
      .limit(1);
    return line !== undefined;
  },
  demandOf: onOrderOf,
};
