import type { Feature } from '../../core/feature.ts';
import { stockMovements } from '../inventory/table.ts';
import { purchaseChecks } from './checks.ts';
import { purchaseDemand } from './demand.ts';
import { purchasesDocs } from './docs.ts';
import { purchaseEntity } from './entity.ts';
import { purchases } from './table.ts';

export const purchasesFeature: Feature = {
  docs: { purchases: purchasesDocs },
  entities: [{ entity: purchaseEntity, table: purchases }],
  deletionRules: {
    'purchases.supplierId': { refuses: 'purchases' },
    'purchase_lines.purchaseId': 'goes along',
    'purchase_lines.partId': { refuses: 'purchases' },
    // Only drafts are deleted, and they have delivered nothing.
    'stock_movements.purchaseId': 'stays',
  },
  plainReferences: [{ column: stockMovements.purchaseId, to: purchases }],
  stockDemand: purchaseDemand,
  checks: purchaseChecks,
};
