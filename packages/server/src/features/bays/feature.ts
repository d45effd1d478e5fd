import type { Feature } from '../../core/feature.ts';
import { baysDocs } from './docs.ts';
import { bayEntity } from './entity.ts';
import { bays } from './table.ts';

export const baysFeature: Feature = {
  docs: { bays: baysDocs },
  entities: [{ entity: bayEntity, table: bays }],
};
