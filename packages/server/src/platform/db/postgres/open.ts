import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Database, DatabaseOptions, Queries } from '../database.ts';
import { StorageUnavailable } from '../failure.ts';
import { currentTransaction, newTransaction, runEffects, warn } from '../transaction.ts';
import { attempt } from './attempt.ts';
import { connectionsOf } from './connection.ts';
import { isRetryable, isServerLost, toStorageError } from './errors.ts';
import { createPool, withQueries } from './pool.ts';
import { writeNested } from './savepoint.ts';

// Short at first, since most conflicts last about a millisecond; random, so that competing writes do not collide again.
const backoff = (tries: number) => sleep(Math.random() * 2 ** Math.min(tries, 6));

/** Opens a pool of connections. Writes are serializable and retried on conflict. */
export async function openPostgres(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const { timeout = 5000, patience = 10_000, poolSize = 10, onError = warn, watch } = options;
  const pool = createPool(url, {
    poolSize,
    patience: Math.min(patience, 5000),
    timeout,
    onLost: (error) => watch?.lost(error),
  });
  const connections = connectionsOf(pool);

  /** Runs work that needs the server and reports whether it was reachable. */
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const value = await work();
      watch?.works();
      return value;
    } catch (error) {
      if (isServerLost(error)) watch?.lost(error);
      throw error;
    }
  };

  const writeOnce = async <T>(work: (tx: Queries) => PromiseLike<T>): Promise<T> => {
    const connection = await connections.take();
    const tx = newTransaction(connection.client);
    const value = await attempt(connection, tx, work, timeout);
    runEffects(tx.effects, onError);
    return value;
  };

  const write = async <T>(work: (tx: Queries) => PromiseLike<T>): Promise<T> => {
    const end = performance.now() + patience;
    for (let tries = 1; ; tries++) {
      try {
        return await watched(() => writeOnce(work));
      } catch (error) {
        if (!isRetryable(error)) throw error;
        if (performance.now() > end) {
          throw new StorageUnavailable('Too many concurrent changes to the same rows. Retry soon.', { cause: error });
        }
      }
      await backoff(tries);
    }
  };

  let ended: Promise<void> | undefined;
  return {
    dialect: 'postgres',
    read: drizzle({
      client: withQueries(pool, (run) =>
        watched(run).catch((error: unknown) => {
          throw toStorageError(error);
        }),
      ),
      casing: 'snake_case',
    }),
    write: <T>(work: (tx: Queries) => PromiseLike<T>): Promise<T> => {
      const outer = currentTransaction();
      const connection = outer && connections.of(outer.owner);
      return outer && connection ? writeNested(connection, outer, work) : write(work);
    },
    load: () => ({
      waiting: pool.waitingCount,
      connections: { open: pool.totalCount, idle: pool.idleCount },
    }),
    close: () => (ended ??= pool.end()),
  };
}
