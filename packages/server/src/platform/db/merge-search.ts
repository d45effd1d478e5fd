import { getTableName, sql } from 'drizzle-orm';
import { table, text } from './columns.ts';
import type { Database, Queries } from './database.ts';
import type { SearchTable } from './search.ts';

// Small, so that nobody's write waits long behind one.
const PAGES = sql`16`;

// FTS5 takes its commands as rows: https://sqlite.org/fts5.html#special_insert_commands
const commandsOf = (name: string) => table(name, { command: text(name), rank: text('rank') });
type Commands = ReturnType<typeof commandsOf>;
const known = new WeakMap<SearchTable, Commands>();

function commandTables(searches: readonly SearchTable[]): Commands[] {
  return searches.map((search) => {
    const commands = known.get(search) ?? commandsOf(getTableName(search));
    known.set(search, commands);
    return commands;
  });
}

async function changes(tx: Queries): Promise<number> {
  const [row] = await tx.select({ count: sql<number>`total_changes()` }).from(sql`(select 1)`);
  return row?.count ?? 0;
}

/** One step on one index. As the documentation has it: less than two changes, and there was nothing to do. */
async function step(tx: Queries, index: Commands): Promise<boolean> {
  const before = await changes(tx);
  await tx.insert(index).values({ command: 'merge', rank: PAGES });
  return (await changes(tx)) - before >= 2;
}

// Others wait behind it; one step takes some 10 ms at most.
const SOME_MS = 15;

/**
 * Joins segments of SQLite's search indexes for some milliseconds; true while there is more to join. No commit joins any
 * by itself (`automerge` is 0), so this has to follow writes: the rows that it leaves out must not become most of a
 * segment, because a step ends by the pages that it has written, however many it reads.
 */
export async function mergeSome(tx: Queries, searches: readonly SearchTable[]): Promise<boolean> {
  const end = performance.now() + SOME_MS;
  for (const index of commandTables(searches)) {
    while (await step(tx, index)) if (performance.now() >= end) return true;
  }
  return false;
}

// How many segments of a level are joined: few cost much work, many make searches slow.
function least(n: 2 | 4, searches: readonly SearchTable[]) {
  return async (tx: Queries) => {
    for (const index of commandTables(searches))
      await tx.insert(index).values({ command: 'usermerge', rank: sql.raw(String(n)) });
  };
}

/**
 * Joins the segments of SQLite's search indexes, step by step, until few are left. Each write adds one, and a search looks
 * into each: with eleven it takes five times as long as with one. Postgres does the like by itself. The signal ends it
 * early.
 */
export async function mergeSearch(
  { dialect, write }: Database,
  searches: readonly SearchTable[],
  signal?: AbortSignal,
): Promise<void> {
  if (dialect === 'postgres' || signal?.aborted) return;
  await write(least(2, searches));
  try {
    while (!signal?.aborted && (await write((tx) => mergeSome(tx, searches))));
  } finally {
    await write(least(4, searches));
  }
}

/** The same at once, for a transaction that has the database to itself. */
export async function optimizeSearch(tx: Queries, searches: readonly SearchTable[]): Promise<void> {
  for (const index of commandTables(searches)) await tx.insert(index).values({ command: 'optimize' });
}
