import { sql } from 'drizzle-orm';
import { count, table, text } from './columns.ts';
import type { Queries } from './database.ts';
import { insertedRow } from './inserted.ts';
import { type Slots, prepared } from './prepared.ts';

/** Counters without gaps: each has the next number to take. */
export const counters = table('counters', { name: text().primaryKey(), next: count().notNull() });

const take = prepared('counter_take', (db, p: Slots<{ name: string }>) =>
  db
    .insert(counters)
    .values({ name: p.name, next: 2 })
    .onConflictDoUpdate({ target: counters.name, set: { next: sql`${counters.next} + 1` } })
    .returning({ next: counters.next }),
);

/**
 * Takes the next number of a counter, from 1. A transaction that rolls back gives it back, so that there is no gap. Take
 * it late in the transaction: on PostgreSQL all others that want one wait until its end.
 */
export async function takeNumber(tx: Queries, name: string): Promise<number> {
  return insertedRow(await take(tx, { name })).next - 1;
}
