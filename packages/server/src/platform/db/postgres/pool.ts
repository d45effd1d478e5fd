import pg from 'pg';
import { toStorageError } from './errors.ts';
import { markInUse } from './in-use.ts';

export interface PoolOptions {
  readonly poolSize: number;
  /** How long a caller waits for a connection, in milliseconds. */
  readonly patience: number;
  /** The longest a statement or an idle transaction may take, in milliseconds. */
  readonly timeout: number;
  /** Called when an idle connection is lost. */
  readonly onLost: (error: unknown) => void;
}

// The server times out first; the client gives up by itself only on a dead network.
const GRACE_MS = 2000;

/** Creates a pool in which every wait has a timeout. */
export function createPool(url: string, { poolSize, patience, timeout, onLost }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    // One connection stays open, so that commands that need the server stopped can detect an idle server.
    min: 1,
    connectionTimeoutMillis: patience,
    statement_timeout: timeout,
    idle_in_transaction_session_timeout: timeout + GRACE_MS,
    query_timeout: timeout + GRACE_MS,
    keepAlive: true,
    application_name: 'mechanic-shop',
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, which its type does not say
    onConnect: markInUse,
  });
  // A connection lost between two queries of a transaction has no other listener and would crash the process; its next
  // query fails.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  // An idle connection was lost: the pool replaces it unless the pool is closing.
  pool.on('error', (error) => {
    if (!pool.ending) onLost(toStorageError(error));
  });
  return pool;
}

/** The pool or a connection, with a wrapper around each query. */
export function withQueries<C extends pg.Pool | pg.PoolClient>(
  client: C,
  around: (run: () => Promise<unknown>) => Promise<unknown>,
): C {
  const query = (...args: [pg.QueryConfig, unknown[]?]) => around(() => client.query(...args));
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)),
  });
}
