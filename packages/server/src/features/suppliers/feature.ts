import type { Feature } from '../../core/feature.ts';
import { suppliersDocs } from './docs.ts';
import { supplierEntity } from './entity.ts';
import { suppliersSource } from './search.ts';
import { suppliers } from './table.ts';

export const suppliersFeature: Feature = {
  docs: { suppliers: suppliersDocs },
  entities: [{ entity: supplierEntity, table: suppliers }],
  uniqueIndexes: { suppliers_external_id: 'EXTERNAL_ID_TAKEN' },
  search: { suppliers: suppliersSource },
};
