import type { Shop } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';
import { shopTopic } from './caches.ts';

/** The settings, under the id of their only row. */
export const shopEntity = entityOf<Shop & { id: number }>({ name: 'shop', audience: 'mechanic', topic: shopTopic });
