import type { Shop } from '@mechanic-shop/shared';
import type { CacheKind } from '../../core/caches.ts';
import type { Topic } from '../../platform/bus/bus.ts';

export const shopTopic: Topic = { name: 'shop' };

/** The shop's settings: one entry. */
export const settingsCache: CacheKind<Shop> = { topic: shopTopic, max: 1, forgets: 'all' };
