import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Queries } from '../database.ts';
import { assertInside, type Transaction } from '../transaction.ts';
import { toStorageError } from './errors.ts';
import { withQueries } from './pool.ts';

/** A connection of the pool and its running transaction. */
export interface Connection {
  readonly client: pg.PoolClient;
  readonly queries: Queries;
  active: Transaction | undefined;
}

function connectionOn(client: pg.PoolClient): Connection {
  const guarded = withQueries(client, async (run) => {
    assertInside(connection.active);
    const running = connection.active;
    try {
      return await run();
    } catch (error) {
      if (running) running.broken ??= error;
      throw toStorageError(error);
    }
  });
  const connection: Connection = {
    client,
    active: undefined,
    queries: drizzle({ client: guarded, casing: 'snake_case' }),
  };
  return connection;
}

/**
 * The connections of a pool. Each keeps its Drizzle instance, so that prepared statements live as long as the
 * connection.
 */
export function connectionsOf(pool: pg.Pool) {
  const known = new WeakMap<object, Connection>();
  const take = async (): Promise<Connection> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw toStorageError(error);
    });
    let connection = known.get(client);
    if (connection === undefined) {
      connection = connectionOn(client);
      known.set(client, connection);
    }
    return connection;
  };
  return { take, of: (owner: object) => known.get(owner) };
}
