import { entityOf } from '../../core/events/entity.ts';
import { partTopic } from './caches.ts';
import type { TrackedPart } from './rows.ts';

const STOCK = new Set(['quantity', 'reserved', 'available']);

export const partEntity = entityOf<TrackedPart>({
  name: 'part',
  audience: 'mechanic',
  topic: partTopic,
  updatedAs: (changes) => (Object.keys(changes).every((name) => STOCK.has(name)) ? 'stock_changed' : 'updated'),
});
