import type { Bus, Topic } from '../platform/bus/bus.ts';
import { type Cache, createCache } from '../platform/cache/cache.ts';

/** A cache that a feature asks for in its `feature.ts`; each process has one of its own. */
export interface CacheKind<T extends object> {
  /** Changes of these rows make it forget. */
  readonly topic: Topic;
  /** How many values it holds at most. */
  readonly max: number;
  /** What it forgets then: the value under the row's id, all values, or those of the group that the id names. */
  readonly forgets: 'row' | 'all' | { groupOf(value: T): number };
}

/** Short-lived caches of this process, invalidated through the bus. */
export interface Caches {
  /** The cache of a kind. Throws for a kind that no feature lists. */
  of<T extends object>(kind: CacheKind<T>): Cache<T>;
  /** Every cache by its name. */
  readonly all: Readonly<Record<string, Cache<object>>>;
}

function createOne(bus: Bus, { topic, max, forgets }: CacheKind<object>): Cache<object> {
  const cache = createCache(max, typeof forgets === 'object' ? { groupOf: (value) => forgets.groupOf(value) } : {});
  bus.subscribe(topic.name, (id) => {
    if (forgets === 'row') cache.forget(id);
    else if (forgets === 'all') cache.forgetAll();
    else cache.forgetGroup(id);
  });
  bus.onGap(() => cache.forgetAll());
  return cache;
}

/** Makes a cache of each kind; metrics call it by the kind's name. */
export function createCaches(bus: Bus, kinds: Readonly<Record<string, CacheKind<object>>>): Caches {
  const made = Object.entries(kinds).map(([name, kind]) => ({ name, kind, cache: createOne(bus, kind) }));
  const caches = new Map(made.map(({ kind, cache }) => [kind, cache]));
  return {
    all: Object.fromEntries(made.map(({ name, cache }) => [name, cache])),
    of: <T extends object>(kind: CacheKind<T>): Cache<T> => {
      const cache = caches.get(kind);
      if (!cache) throw new Error(`A cache of "${kind.topic.name}" is in no feature.ts.`);
      // A kind leads to the cache that was made for it.
      return cache as Cache<T>;
    },
  };
}
