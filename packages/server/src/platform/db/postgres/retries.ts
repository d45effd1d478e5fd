import { setTimeout as sleep } from 'node:timers/promises';
import { StorageUnavailable } from '../failure.ts';
import { isRetryable } from './errors.ts';

// Short, since most conflicts last about a millisecond; random, so that competing writes do not collide again.
const backoff = (tries: number) => sleep(Math.random() * 2 ** Math.min(tries, 6));

// A second conflict is seldom chance: many calls change the same rows.
const FREE_TRIES = 2;

/** Runs a transaction until it meets no conflict. */
export interface Retries {
  /** Rejects with `StorageUnavailable` when conflicts last longer than the patience. */
  run<T>(attempt: () => Promise<T>): Promise<T>;
}

/**
 * Of transactions that change the same rows at once, one commits and the rest has worked in vain. Those that keep
 * failing therefore take turns, in the order in which they came.
 *
 * @param patience How long one transaction is tried, in milliseconds.
 */
export function createRetries(patience: number): Retries {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const taken = turn.then(work);
    turn = taken.catch(() => undefined);
    return taken;
  };

  return {
    run: async <T>(attempt: () => Promise<T>): Promise<T> => {
      const end = performance.now() + patience;
      let conflict: unknown;
      const tryOften = async (most: number): Promise<{ value: T } | undefined> => {
        for (let tries = 1; tries <= most; tries++) {
          if (performance.now() > end) throw tooMany(conflict);
          try {
            return { value: await attempt() };
          } catch (error) {
            if (!isRetryable(error)) throw error;
            conflict = error;
          }
          await backoff(tries);
        }
        return undefined;
      };
      const done = (await tryOften(FREE_TRIES)) ?? (await inTurn(() => tryOften(Infinity)));
      if (!done) throw tooMany(conflict);
      return done.value;
    },
  };
}

function tooMany(conflict: unknown): StorageUnavailable {
  return new StorageUnavailable('Too many concurrent changes to the same rows. Retry soon.', { cause: conflict });
}
