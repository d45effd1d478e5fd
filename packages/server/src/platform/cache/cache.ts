import { lru } from './lru.ts';

/** Short, so that a lost invalidation delays a change by less than a second. */
const LIFE_MS = 900;

/** Caches rows for a moment; concurrent requests for one key share one load. */
export interface Cache<T> {
  /** Returns the cached value of a key, or loads and caches it. */
  get(key: string | number, load: () => Promise<T>): T | Promise<T>;
  /** Returns the cached value of a key, if there is one, without loading it. */
  peek(key: string | number): T | undefined;
  forget(key: string | number): void;
  /** Invalidates the rows of a group. */
  forgetGroup(group: number): void;
  forgetAll(): void;
  readonly size: number;
  /** Counts of cache hits and misses. */
  readonly asked: { readonly hits: number; readonly misses: number };
}

interface Entry<T> {
  value: T;
  /** Measured by the uptime, which cannot be set. */
  loadedAt: number;
  /** Measured by the clock, which keeps running while the machine sleeps. */
  clockAt: number;
}

interface CacheOptions<T> {
  uptime?: () => number;
  clock?: () => number;
  /** The group under which a row can be invalidated. */
  groupOf?: (value: T) => number;
  /** What a value counts of `max`; default 1. */
  sizeOf?: (value: T) => number;
}

/** Creates a bounded cache. A value invalidated while it loads is returned to its callers but not cached. */
export function createCache<T extends object>(
  max: number,
  { uptime = () => performance.now(), clock = Date.now, groupOf, sizeOf }: CacheOptions<T> = {},
): Cache<T> {
  const groups = new Map<number, Set<string | number>>();
  const leave = ({ value }: Entry<T>, key: string | number): void => {
    const group = groupOf?.(value);
    if (group === undefined) return;
    const members = groups.get(group);
    members?.delete(key);
    if (members?.size === 0) groups.delete(group);
  };
  const kept = lru<string | number, Entry<T>>(max, {
    dispose: groupOf ? leave : undefined,
    sizeOf: sizeOf && (({ value }) => sizeOf(value)),
  });
  const asked = { hits: 0, misses: 0 };
  const loading = new Map<string | number, Promise<T>>();

  const keep = (key: string | number, entry: Entry<T>): void => {
    kept.set(key, entry);
    const group = groupOf?.(entry.value);
    if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(key));
  };

  const loadInto = (key: string | number, load: () => Promise<T>): Promise<T> => {
    // The row may be as old as the start of the load, however long it takes.
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

  const fresh = (key: string | number): Entry<T> | undefined => {
    const entry = kept.get(key);
    const isFresh = entry && uptime() - entry.loadedAt < LIFE_MS && Math.abs(clock() - entry.clockAt) < LIFE_MS;
    return isFresh ? entry : undefined;
  };

  return {
    get: (key, load) => {
      const entry = fresh(key);
      if (entry) {
        asked.hits += 1;
        return entry.value;
      }
      asked.misses += 1;
      return loading.get(key) ?? loadInto(key, load);
    },
    peek: (key) => fresh(key)?.value,
    forget: (key) => {
      kept.delete(key);
      loading.delete(key);
    },
    forgetGroup: (group) => {
      for (const key of groups.get(group) ?? []) kept.delete(key);
      // It is unknown which groups these loads will belong to.
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
