import { drizzle } from 'drizzle-orm/node-postgres';
import type { Database, DatabaseOptions, Queries } from '../database.ts';
import { currentTransaction, newTransaction, runEffects, warn } from '../transaction.ts';
import { attempt } from './attempt.ts';
import { connectionsOf } from './connection.ts';
import { isServerLost, toStorageError } from './errors.ts';
import { createPool, withQueries } from './pool.ts';
import { createRetries } from './retries.ts';
import { writeNested } from './savepoint.ts';

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

  const retries = createRetries(patience);
  const write = <T>(work: (tx: Queries) => PromiseLike<T>): Promise<T> =>
    retries.run(() => watched(() => writeOnce(work)));

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
    version: () => undefined,
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
