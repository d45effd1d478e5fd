import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Watch } from '../outages.ts';
import type { Dialect } from './columns.ts';

export { isStorageUnavailable, StorageUnavailable } from './failure.ts';
export { afterCommit } from './transaction.ts';
export { isUniqueViolation } from './unique.ts';

/** The part of Drizzle that both dialects share, typed once (against Postgres, the asynchronous one). Always `await`. */
export type Queries = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'with' | '$with' | '$count'
>;

/** One open database of either dialect. */
export interface Database {
  readonly dialect: Dialect;
  /** Committed data only; every statement is a snapshot of its own. */
  readonly read: Queries;
  /**
   * One serializable transaction, durable once the promise resolves; inside another `write` it is a savepoint.
   * `work` may run again, so it waits for nothing but its queries and keeps effects in `afterCommit`.
   */
  write<T>(work: (tx: Queries) => PromiseLike<T>): Promise<T>;
  /** How much there is to do right now. */
  load(): DatabaseLoad;
  /** Ends the running transactions, then the connections; once, however often it is called. */
  close(): Promise<void>;
}

/** What waits, and for what. */
export interface DatabaseLoad {
  /** Transactions, on Postgres also reads, that wait for a connection. */
  readonly waiting: number;
  /** Connections to Postgres, and those of them that do nothing. */
  readonly connections?: { readonly open: number; readonly idle: number };
}

/** How to open a database; what is left out is what production uses. */
export interface DatabaseOptions {
  /** How long one transaction may run, in milliseconds. */
  readonly timeout?: number;
  /** How long a write waits for a busy database or retries before it is refused, in milliseconds. */
  readonly patience?: number;
  /** Called with effects that threw after their commit. */
  readonly onError?: (error: unknown) => void;
  /** Postgres: called when its server is lost, and when it works again. */
  readonly watch?: Watch;
  /** SQLite: FULL unless told; OFF only where nothing must outlive the process. */
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  /** SQLite: told how many transactions shared a commit. */
  readonly onGroup?: (size: number) => void;
  /** SQLite: how many transactions share one commit. */
  readonly groupLimit?: number;
  /** SQLite: for how many milliseconds a group takes more transactions; default 50. */
  readonly groupMs?: number;
  /** Postgres: connections of the pool. */
  readonly poolSize?: number;
}
