import { type SQL, and, gt, lte, max } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Chore, ChoreCall } from '../../core/chores.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Erasing, erasingOf } from './merged.ts';

/** Rows to look for. */
export interface Wanted extends Erasing {
  readonly range: SQL | undefined;
  readonly limit: number;
}

/** Where a table says something of people. */
export interface Traces<Row extends { id: number }> {
  readonly table: PgTable & { readonly id: PgColumn };
  /** How many rows are erased at once: few where they are long. */
  readonly atOnce: number;
  /** The first rows of a customer within a range of ids, in their order. */
  rows(tx: Queries, wanted: Wanted): Promise<Row[]>;
  erase(call: ChoreCall, tx: Queries, rows: readonly Row[], erasing: Erasing): Promise<unknown>;
}

// Ids that a statement passes at most.
const WINDOW = 1_000;
const BATCH_MS = 25;

/** A chore that walks the whole table by its ids, because no index leads to all rows of a customer in that order. */
export function tracesChore<Row extends { id: number }>({ table, atOnce, rows, erase }: Traces<Row>): Chore {
  return async (call, tx, { subject: customerId, after }) => {
    const end = performance.now() + BATCH_MS;
    const erasing = await erasingOf(tx, customerId);
    const [{ last } = { last: null }] = await tx.select({ last: max(table.id) }).from(table);
    const lastId = Number(last ?? 0);
    let at = after;
    do {
      const range = and(gt(table.id, at), lte(table.id, at + WINDOW));
      const found = await rows(tx, { ...erasing, range, limit: atOnce });
      if (found.length > 0) await erase(call, tx, found, erasing);
      at = found.length < atOnce ? at + WINDOW : (found.at(-1)?.id ?? at);
    } while (at < lastId && performance.now() < end);
    return at < lastId ? at : undefined;
  };
}
