import { type Cache, createCache } from '../platform/cache/cache.ts';
import { lru } from '../platform/cache/lru.ts';
import type { Database } from '../platform/db/database.ts';
import type { MaybePromise } from '../platform/maybe-promise.ts';

/** An output of a procedure, as its JSON. */
export class KnownJson {
  readonly json: string;

  constructor(output: unknown) {
    this.json = JSON.stringify(output);
  }

  toJSON(): unknown {
    return JSON.parse(this.json);
  }
}

/**
 * Outputs of reads, while the database stays as it is: many screens ask the same after each change. Each depends on
 * what was asked, the rows, and the clock to the second; on nothing else that the process holds. What is asked once is
 * not kept: keeping pages that are not read again cost 12 to 24 % of their CPU in collected garbage.
 */
export interface Answers extends Pick<Cache<KnownJson>, 'asked' | 'size'> {
  /**
   * The key of what is asked, if it has been asked before and nothing has changed since; otherwise undefined. Postgres
   * does not tell changes: it knows no key.
   */
  keyOf(asked: string): string | undefined;
  /** Returns the output under a key, or loads and keeps it. */
  get(key: string, load: () => Promise<KnownJson>): MaybePromise<KnownJson>;
}

/** In characters of JSON; a page of 20 tickets has about 15,000. */
const MAX_LENGTH = 8 * 1024 * 1024;
/**
 * Of so many questions it is remembered that they were asked. With 1,000, a quarter of 4,000 pages that were read at
 * random was kept for nothing.
 */
const MAX_ASKED = 256;

export function createAnswers(database: Pick<Database, 'version'>, now: () => Date): Answers {
  const cache = createCache<KnownJson>(MAX_LENGTH, {
    clock: () => now().getTime(),
    sizeOf: ({ json }) => json.length,
  });
  const once = lru<string, string>(MAX_ASKED);
  let firsts = 0;
  return {
    keyOf: (asked) => {
      const version = database.version();
      if (version === undefined) return undefined;
      const key = `${version} ${asked}`;
      if (once.get(key) !== undefined) return key;
      once.set(key, key);
      firsts += 1;
      return undefined;
    },
    get: cache.get,
    get asked() {
      const { hits, misses } = cache.asked;
      return { hits, misses: misses + firsts };
    },
    get size() {
      return cache.size;
    },
  };
}
