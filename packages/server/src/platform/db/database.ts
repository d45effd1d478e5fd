import type { Watch } from '../outages.ts';
import type { Dialect } from './columns.ts';
import type { Queries } from './queries.ts';

export { isStorageUnavailable, StorageUnavailable } from './failure.ts';
export { afterCommit, beforeCommit, endStep, type LastStep, oncePerTransaction } from './transaction.ts';
export type { Queries } from './queries.ts';
export { isUniqueViolation } from './unique.ts';

/** An open database of either dialect. */
export interface Database {
  readonly dialect: Dialect;
  /** Reads committed data. Each statement has its own snapshot; on SQLite, those of a turn of the event loop share one. */
  readonly read: Queries;
  /** Another number after each commit, also of other processes, as `read` sees them; undefined on Postgres. */
  version(): number | undefined;
  /**
   * Runs a serializable transaction, durable once the promise resolves; a nested `write` is a savepoint. `work` may run
   * again, so it awaits only its own queries and defers effects to `afterCommit`.
   */
  write<T>(work: (tx: Queries) => PromiseLike<T>): Promise<T>;
  /** The current load. */
  load(): DatabaseLoad;
  /** Waits for running transactions, then closes the connections. Safe to call more than once. */
  close(): Promise<void>;
}

/** What is queued in the database. */
export interface DatabaseLoad {
  /** Transactions waiting for a connection; on Postgres also reads. */
  readonly waiting: number;
  /** Open and idle Postgres connections. */
  readonly connections?: { readonly open: number; readonly idle: number };
}

/** Options for opening a database; the defaults are for production. */
export interface DatabaseOptions {
  /** The longest a transaction may run, in milliseconds. */
  readonly timeout?: number;
  /** How long a write waits or retries before it is rejected, in milliseconds. */
  readonly patience?: number;
  /** Called with errors of effects that ran after their commit. */
  readonly onError?: (error: unknown) => void;
  /** Postgres: called when the server is lost and when it works again. */
  readonly watch?: Watch;
  /** SQLite: default FULL; use OFF only for data that need not survive the process. */
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  /** SQLite: called with the number of transactions in each commit. */
  readonly onGroup?: (size: number) => void;
  /** SQLite: the most transactions in one commit. */
  readonly groupLimit?: number;
  /** SQLite: how long a group accepts more transactions, in milliseconds; default 50. */
  readonly groupMs?: number;
  /** Postgres: the size of the connection pool. */
  readonly poolSize?: number;
}
