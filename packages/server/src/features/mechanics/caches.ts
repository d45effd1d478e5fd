import type { Mechanic, Page, Ranking } from '@mechanic-shop/shared';
import type { CacheKind } from '../../core/caches.ts';
import type { Topic } from '../../platform/bus/bus.ts';

/** A mechanic's public record, or the number of their tickets. */
export const mechanicTopic: Topic = { name: 'mechanic' };

/** By mechanic id. */
export const mechanicCache: CacheKind<Mechanic> = { topic: mechanicTopic, max: 1_000, forgets: 'row' };
/** By the whole input. */
export const mechanicListCache: CacheKind<Page<Mechanic>> = { topic: mechanicTopic, max: 200, forgets: 'all' };
/** By length. */
export const rankingCache: CacheKind<Ranking> = { topic: mechanicTopic, max: 100, forgets: 'all' };
