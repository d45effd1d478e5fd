import { getTableName, sql } from 'drizzle-orm';
import { table, text } from './columns.ts';
import type { Database, Queries } from './database.ts';
import { searchTables } from './search.ts';

// Small, so that nobody's write waits long behind one.
const PAGES = sql`16`;

// FTS5 takes its commands as rows: https://sqlite.org/fts5.html#special_insert_commands
const commandsOf = (name: string) => table(name, { command: text(name), rank: text('rank') });
const indexes = searchTables.map((search) => commandsOf(getTableName(search)));

const changes = async (tx: Queries): Promise<number> => {
  const [row] = await tx.select({ count: sql<number>`total_changes()` }).from(sql`(select 1)`);
  return row?.count ?? 0;
};

/**
 * Joins the segments of SQLite's search indexes, step by step. Each write adds one, and a search looks into each: with
 * eleven it takes five times as long as with one. Postgres does the like by itself. The signal ends it early.
 */
export const mergeSearch = async ({ dialect, write }: Database, signal?: AbortSignal): Promise<void> => {
  if (dialect === 'postgres') return;
  for (const index of indexes) {
    if (signal?.aborted) return;
    await write((tx) => tx.insert(index).values({ command: 'usermerge', rank: sql`2` }));
    // As the documentation has it: less than two changes, and there was nothing to do.
    const step = async (tx: Queries): Promise<boolean> => {
      const before = await changes(tx);
      await tx.insert(index).values({ command: 'merge', rank: PAGES });
      return (await changes(tx)) - before >= 2;
    };
    while (!signal?.aborted && (await write(step)));
  }
};

/** The same at once, for a transaction that has the database to itself. */
export const optimizeSearch = async (tx: Queries): Promise<void> => {
  for (const index of indexes) await tx.insert(index).values({ command: 'optimize' });
};
