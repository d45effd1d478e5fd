import pg from 'pg';
import { translated } from './errors.ts';
import { markInUse } from './in-use.ts';

export interface PoolOptions {
  readonly poolSize: number;
  /** How long a caller waits for a connection, in milliseconds. */
  readonly patience: number;
  /** How long one statement or one idle transaction may take, in milliseconds. */
  readonly timeout: number;
  /** Called when an idle connection is lost. */
  readonly onLost: (error: unknown) => void;
}

// The server answers first; only a dead network makes the client give up by itself.
const GRACE_MS = 2000;

/** Connections whose every wait is bounded. */
export function createPool(url: string, { poolSize, patience, timeout, onLost }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    // One stays: a server that nobody calls is still seen by commands that need it stopped.
    min: 1,
    connectionTimeoutMillis: patience,
    statement_timeout: timeout,
    idle_in_transaction_session_timeout: timeout + GRACE_MS,
    query_timeout: timeout + GRACE_MS,
    keepAlive: true,
    application_name: 'mechanic-shop',
    // The pool waits for it, which its type does not say.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: markInUse,
  });
  // One that is lost between two queries of a transaction tells nobody else, and would end the process; its next
  // query fails.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  // An idle connection was lost: the pool makes another, unless it is closing them all.
  pool.on('error', (error) => {
    if (!pool.ending) onLost(translated(error));
  });
  return pool;
}

/** The pool or a connection of it, with something around each query. */
export function withQueries<C extends pg.Pool | pg.PoolClient>(
  client: C,
  around: (run: () => Promise<unknown>) => Promise<unknown>,
): C {
  const query = (...args: [pg.QueryConfig, unknown[]?]) => around(() => client.query(...args));
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)),
  });
}
