import { LRUCache } from 'lru-cache';

/** Nothing is kept longer: a message that got lost makes nobody wait for more than a second. */
const LIFE_MS = 900;

/** Rows as they were a moment ago; many who ask at once for the same cause one query. */
export interface Cache<T> {
  /** What is kept under a key, or what `load` says, which is then kept. */
  get(key: string | number, load: () => Promise<T>): T | Promise<T>;
  forget(key: string | number): void;
  /** Forgets the rows of a group. */
  forgetGroup(group: number): void;
  forgetAll(): void;
  readonly size: number;
  /** How often a row was here, and how often not. */
  readonly asked: { readonly hits: number; readonly misses: number };
}

interface Kept<T> {
  value: T;
  /** By the uptime, which nobody sets. */
  loadedAt: number;
  /** By the clock, which runs on while the machine sleeps. */
  clockAt: number;
}

interface CacheOptions<T> {
  uptime?: () => number;
  clock?: () => number;
  /** What rows are forgotten together by. */
  groupOf?: (value: T) => number;
}

/** A bounded cache. What is forgotten while it loads is answered to those who wait, but not kept. */
export function createCache<T extends object>(
  max: number,
  { uptime = () => performance.now(), clock = Date.now, groupOf }: CacheOptions<T> = {},
): Cache<T> {
  const groups = new Map<number, Set<string | number>>();
  const leave = ({ value }: Kept<T>, key: string | number): void => {
    const group = groupOf?.(value);
    if (group === undefined) return;
    const members = groups.get(group);
    members?.delete(key);
    if (members?.size === 0) groups.delete(group);
  };
  const kept = new LRUCache<string | number, Kept<T>>({ max, ...(groupOf ? { dispose: leave } : {}) });
  const asked = { hits: 0, misses: 0 };
  const loading = new Map<string | number, Promise<T>>();

  const keep = (key: string | number, entry: Kept<T>): void => {
    kept.set(key, entry);
    const group = groupOf?.(entry.value);
    if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(key));
  };

  const loadInto = (key: string | number, load: () => Promise<T>): Promise<T> => {
    // What is read may be as old as this, however long the reading takes.
    const [loadedAt, clockAt] = [uptime(), clock()];
    const loaded = load().then(
      (value) => {
        if (loading.get(key) === loaded) {
          loading.delete(key);
          keep(key, { value, loadedAt, clockAt });
        }
        return value;
      },
      (error: unknown) => {
        if (loading.get(key) === loaded) loading.delete(key);
        throw error;
      },
    );
    loading.set(key, loaded);
    return loaded;
  };

  return {
    get: (key, load) => {
      const entry = kept.get(key);
      if (entry && uptime() - entry.loadedAt < LIFE_MS && Math.abs(clock() - entry.clockAt) < LIFE_MS) {
        asked.hits += 1;
        return entry.value;
      }
      asked.misses += 1;
      return loading.get(key) ?? loadInto(key, load);
    },
    forget: (key) => {
      kept.delete(key);
      loading.delete(key);
    },
    forgetGroup: (group) => {
      for (const key of groups.get(group) ?? []) kept.delete(key);
      // Nobody knows yet what these will be.
      loading.clear();
    },
    forgetAll: () => {
      kept.clear();
      loading.clear();
    },
    asked,
    get size() {
      return kept.size;
    },
  };
}
