import { asc, gt, isNotNull } from 'drizzle-orm';
import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { sortKeyCheck } from '../../core/sort-key-check.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import { accounts } from '../accounts/table.ts';
import { partCache, partListCache } from './caches.ts';
import { stockChecks } from './checks.ts';
import { inventoryDocs } from './docs.ts';
import { partEntity } from './entity.ts';
import { partsSource } from './search.ts';
import { parts, stockMovements } from './table.ts';

const sortKeys = sortKeyCheck('parts', async (db, after, limit) => {
  const rows = await db
    .select({ id: parts.id, found: parts.nameKey, name: parts.name })
    .from(parts)
    .where(gt(parts.id, after))
    .orderBy(asc(parts.id))
    .limit(limit);
  return rows.map(({ id, found, name }) => ({ id, found, expected: sortKeyOf(name) }));
});

export const inventoryFeature: Feature = {
  docs: { inventory: inventoryDocs },
  entities: [{ entity: partEntity, table: parts }],
  uniqueIndexes: { parts_sku_unique: 'SKU_TAKEN' },
  deletionRules: {
    'stock_movements.partId': {
      fate: 'goes along',
      unless: [
        { refuses: 'movements', beyond: MOST_AT_ONCE },
        // The ledger keeps lines that tickets no longer have.
        { refuses: 'tickets', where: isNotNull(stockMovements.ticketId) },
      ],
    },
    'stock_movements.accountId': 'stays',
    'parts.supplierId': { refuses: 'parts' },
  },
  plainReferences: [{ column: stockMovements.accountId, to: accounts }],
  search: { parts: partsSource },
  caches: { parts: partCache, partLists: partListCache },
  checks: [...stockChecks, sortKeys],
};
