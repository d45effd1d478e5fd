import { getTableName, sql } from 'drizzle-orm';
import { table, text } from './columns.ts';
import type { Database, Queries } from './database.ts';
import type { SearchTable } from './search.ts';

// Small, so that no write waits long for a step.
const PAGES = sql`16`;

// FTS5 takes commands as inserted rows: https://sqlite.org/fts5.html#special_insert_commands
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

/**
 * Runs one merge step on an index. Per the FTS5 documentation, fewer than two changes mean that nothing was left to
 * merge.
 */
async function step(tx: Queries, index: Commands): Promise<boolean> {
  const before = await changes(tx);
  await tx.insert(index).values({ command: 'merge', rank: PAGES });
  return (await changes(tx)) - before >= 2;
}

// Other work waits meanwhile; one step takes at most about 10 ms.
const MERGE_MS = 15;

/**
 * Merges segments of SQLite's search indexes for some milliseconds; returns true while more remain. Commits never merge
 * (`automerge` is 0), so this must follow writes. Otherwise deleted rows come to fill the segments, and a step is
 * bounded by pages written, not read.
 */
export async function mergeSome(tx: Queries, searches: readonly SearchTable[]): Promise<boolean> {
  const end = performance.now() + MERGE_MS;
  for (const index of commandTables(searches)) {
    while (await step(tx, index)) if (performance.now() >= end) return true;
  }
  return false;
}

// How many segments of a level trigger a merge: a low number costs work, a high one slows searches.
function least(n: 2 | 4, searches: readonly SearchTable[]) {
  return async (tx: Queries) => {
    for (const index of commandTables(searches))
      await tx.insert(index).values({ command: 'usermerge', rank: sql.raw(String(n)) });
  };
}

/**
 * Merges the segments of SQLite's search indexes step by step. Each write adds a segment, and every search reads all of
 * them: eleven segments take five times as long as one. Postgres does this itself. The signal stops it early.
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

/** Merges everything at once, for a transaction with exclusive use of the database. */
export async function optimizeSearch(tx: Queries, searches: readonly SearchTable[]): Promise<void> {
  for (const index of commandTables(searches)) await tx.insert(index).values({ command: 'optimize' });
}
