import type { Part } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';
import { partTopic } from './caches.ts';

const STOCK = new Set(['quantity', 'reserved', 'available']);

export const partEntity = entityOf<Part>({
  name: 'part',
  audience: 'mechanic',
  topic: partTopic,
  updatedAs: (changes) => (Object.keys(changes).every((name) => STOCK.has(name)) ? 'stock_changed' : 'updated'),
});
