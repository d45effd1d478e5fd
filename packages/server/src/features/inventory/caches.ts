import type { Page, Part } from '@mechanic-shop/shared';
import type { CacheKind } from '../../core/caches.ts';
import type { Topic } from '../../platform/bus/bus.ts';

export const partTopic: Topic = { name: 'part' };

/** By part id. */
export const partCache: CacheKind<Part> = { topic: partTopic, max: 10_000, forgets: 'row' };
/** By the whole input. */
export const partListCache: CacheKind<Page<Part>> = { topic: partTopic, max: 200, forgets: 'all' };
