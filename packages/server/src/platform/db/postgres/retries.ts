import { setTimeout as sleep } from 'node:timers/promises';
import { StorageUnavailable } from '../failure.ts';
import { isRetryable } from './errors.ts';

// Short, since most conflicts last about a millisecond; random, so that competing writes do not collide again.
const backoff = (tries: number) => sleep(Math.random() * 2 ** Math.min(tries, 2));

// A second conflict is seldom chance: many calls change the same rows.
const FREE_TRIES = 2;

/** Runs a transaction until it meets no conflict. */
export interface Retries {
  /** Rejects with `StorageUnavailable` when conflicts last longer than the patience. */
  run<T>(attempt: () => Promise<T>): Promise<T>;
}

/**
 * Of transactions that change the same rows at once, one commits and the others must retry. Those that fail twice run
 * one at a time, in order of arrival.
 *
 * @param patience How long one transaction is tried, in milliseconds. Each gets at least one try in its turn.
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
          try {
            return { value: await attempt() };
          } catch (error) {
            if (!isRetryable(error)) throw error;
            conflict = error;
            if (performance.now() > end) throw tooMany(error);
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
