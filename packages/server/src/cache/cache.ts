import { LRUCache } from 'lru-cache';

/** Nothing is kept longer: a message that got lost makes nobody wait for more than a second. */
const LIFE_MS = 900;

/** Rows as they were a moment ago; many who ask at once for the same cause one query. */
export interface Cache<T> {
  /** What is kept under a key, or what `load` says, which is then kept. */
  get(key: string | number, load: () => Promise<T>): T | Promise<T>;
  forget(key: string | number): void;
  /** Forgets the rows that match. */
  forgetWhere(matches: (value: T) => boolean): void;
  forgetAll(): void;
  readonly size: number;
  /** How often a row was here, and how often not. */
  readonly asked: { readonly hits: number; readonly misses: number };
}

/** A bounded cache. What is forgotten while it loads is answered to those who wait, but not kept. */
export const createCache = <T extends object>(max: number, now: () => number = Date.now): Cache<T> => {
  const kept = new LRUCache<string | number, { value: T; until: number }>({ max });
  const asked = { hits: 0, misses: 0 };
  const loading = new Map<string | number, Promise<T>>();

  const loadInto = (key: string | number, load: () => Promise<T>): Promise<T> => {
    // What is read may be as old as this, however long the reading takes.
    const until = now() + LIFE_MS;
    const loaded = load().then(
      (value) => {
        if (loading.get(key) === loaded) {
          loading.delete(key);
          kept.set(key, { value, until });
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
      if (entry && entry.until > now()) {
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
    forgetWhere: (matches) => {
      for (const [key, { value }] of kept.entries()) if (matches(value)) kept.delete(key);
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
};
