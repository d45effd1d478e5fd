import type { Mechanic, Page, Part, Ranking, Role } from '@mechanic-shop/shared';
import type { Bus } from '../platform/bus/bus.ts';
import { type Cache, createCache } from '../platform/cache/cache.ts';

/** What deciding about a session needs. */
export interface SessionState {
  accountId: number;
  role: Role;
  alive: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** What this process remembers for a moment; each cache forgets what the bus says has changed. */
export interface Caches {
  /** By session id. */
  readonly sessions: Cache<SessionState>;
  /** By part id. */
  readonly parts: Cache<Part>;
  /** By the whole input. */
  readonly partLists: Cache<Page<Part>>;
  /** By mechanic id. */
  readonly mechanics: Cache<Mechanic>;
  /** By the whole input. */
  readonly mechanicLists: Cache<Page<Mechanic>>;
  /** By length. */
  readonly rankings: Cache<Ranking>;
}

export function createCaches(bus: Bus): Caches {
  const caches: Caches = {
    sessions: createCache(20_000, { groupOf: ({ accountId }) => accountId }),
    parts: createCache(10_000),
    partLists: createCache(200),
    mechanics: createCache(1_000),
    mechanicLists: createCache(200),
    rankings: createCache(100),
  };
  bus.subscribe('account', (id) => caches.sessions.forgetGroup(id));
  bus.subscribe('part', (id) => {
    caches.parts.forget(id);
    caches.partLists.forgetAll();
  });
  bus.subscribe('mechanic', (id) => {
    caches.mechanics.forget(id);
    caches.mechanicLists.forgetAll();
    caches.rankings.forgetAll();
  });
  bus.onGap(() => {
    for (const cache of Object.values(caches) as Cache<object>[]) cache.forgetAll();
  });
  return caches;
}
