import type { PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from '../platform/db/database.ts';
import type { Recording } from './events/record.ts';

/** What a chore records its changes with. */
export interface ChoreCall extends Recording {
  readonly shop: Recording['shop'] & {
    readonly reindexing: { dependentsOf(tx: Queries, table: PgTable, id: number): Promise<void> };
  };
}

/** How far a chore is. */
export interface ChoreJob {
  /** What it is about: the id of a row. */
  subject: number;
  /** What the last transaction returned; 0 in the first. */
  after: number;
}

/**
 * Work that is too much for one transaction, done after the commit of a call that asked for it, in small transactions
 * that continue after a restart. Each takes some 25 ms and returns how far it got; undefined once nothing is left.
 */
export type Chore = (call: ChoreCall, tx: Queries, job: ChoreJob) => Promise<number | undefined>;

/** Chores by their kind in jobs. */
export type Chores = Readonly<Record<string, Chore>>;
