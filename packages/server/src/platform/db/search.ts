import { eq, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { dialect, key, table, text } from './columns.ts';
import type { Queries } from './database.ts';
import { prepared, type Slots } from './prepared.ts';
import { type LastStep, beforeCommit, currentTransaction } from './transaction.ts';
import { codeWord, joined, phoneCodes, wordsOf } from './words.ts';

// Created by custom migrations: FTS5 tables on SQLite, a tsvector with a GIN index on Postgres.
const wordTable = (name: string) => table(name, { rowid: key(), words: text().notNull() });
export type SearchTable = ReturnType<typeof wordTable>;

function operationsOn(name: string, search: SearchTable) {
  return {
    remove: prepared(`${name}_remove`, (db, p: Slots<{ id: number }>) =>
      db.delete(search).where(eq(search.rowid, p.id)),
    ),
    add: prepared(`${name}_add`, (db, p: Slots<{ id: number; words: string | string[] }>) =>
      db.insert(search).values({
        rowid: p.id,
        words: dialect === 'postgres' ? sql`array_to_tsvector(${p.words}::text[])` : sql`${p.words}`,
      }),
    ),
  };
}
const operations = new WeakMap<SearchTable, ReturnType<typeof operationsOn>>();

/** The search index of a feature; its name is unique in the program. */
export function searchTable(name: string): SearchTable {
  const search = wordTable(name);
  operations.set(search, operationsOn(name, search));
  return search;
}

/** Stores the words (see platform/db/words.ts) under which a row is found at once, replacing earlier ones. */
export async function storeWords(tx: Queries, search: SearchTable, id: number, words: string[] | null): Promise<void> {
  const on = operations.get(search);
  if (on === undefined) throw new Error('This is not a search table.');
  await on.remove(tx, { id });
  if (words !== null) await on.add(tx, { id, words: dialect === 'postgres' ? words : words.join(' ') });
}

interface Indexed {
  search: SearchTable;
  id: number;
  /** Null removes the row from the index. */
  words: string[] | null;
}

const storeAll: LastStep<Indexed> = async (tx, entries) => {
  for (const [search, own] of Map.groupBy(entries, (entry) => entry.search)) {
    const last = new Map(own.map(({ id, words }) => [id, words]));
    for (const [id, words] of last) await storeWords(tx, search, id, words);
  }
};

/**
 * Stores the words under which a row is found, replacing earlier ones. Those of a transaction are stored together at its
 * end: where other statements come between, SQLite begins a segment of the index for each row.
 */
export async function indexWords(tx: Queries, search: SearchTable, id: number, words: string[] | null): Promise<void> {
  if (currentTransaction()) beforeCommit<Indexed>(storeAll, { search, id, words });
  else await storeWords(tx, search, id, words);
}

/** Stores the words of many rows that are not indexed yet. */
export async function indexAll(
  tx: Queries,
  search: SearchTable,
  rows: readonly { id: number; words: string[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(search).values(
    rows.map(({ id, words }) => ({
      rowid: id,
      words: dialect === 'postgres' ? sql`array_to_tsvector(${sql.param(words)}::text[])` : sql`${words.join(' ')}`,
    })),
  );
}

/** Removes rows from the index. */
export async function unindex(tx: Queries, search: SearchTable, ids: number[]): Promise<void> {
  for (const id of ids) await indexWords(tx, search, id, null);
}

/**
 * A number to compare with a `rowid`. The SQLite driver passes numbers as reals, but FTS5 seeks by integers only and
 * would scan its hits.
 */
export const asRowid = (value: unknown): SQL => sql`cast(${value} as bigint)`;

const prefix = (word: string): string => (dialect === 'postgres' ? `'${word}':*` : `"${word}"*`);
const whole = (word: string): string => (dialect === 'postgres' ? `'${word}'` : `"${word}"`);
const anyOf = (terms: string[]): string => terms.join(dialect === 'postgres' ? ' | ' : ' OR ');
const allOf = (terms: string[]): string => terms.join(dialect === 'postgres' ? ' & ' : ' AND ');
function butNot(some: string, none: string): string {
  return dialect === 'postgres' ? `(${some}) & !(${none})` : `(${some}) NOT (${none})`;
}

/** The full-text queries of a search. */
interface SearchTexts {
  /** Rows in which every search word starts a word, or the search starts a code. */
  all: string;
  /** The rows of `all` whose code equals the search. */
  exact: string;
  /** The other rows of `all`. */
  others: string;
}

/** Returns the full-text queries; undefined for a search without a word. */
export function searchTexts(search: string): SearchTexts | undefined {
  const words = wordsOf(search);
  if (words.length === 0) return undefined;
  // A search may include the country prefix of a phone number that is stored without one.
  const codes = [...new Set([joined(search), ...phoneCodes(/^\s*(?:\+|00)/.test(search) ? search : null)])].map(
    codeWord,
  );
  const all = anyOf([`(${allOf(words.map(prefix))})`, ...codes.map(prefix)]);
  const exact = anyOf(codes.map(whole));
  return { all, exact, others: butNot(all, exact) };
}

/** The condition for one of the `searchTexts`, which may be a slot of a prepared query. It must not be empty. */
export function matchesText(search: SearchTable, wanted: string | Placeholder<string, string>): SQL {
  return dialect === 'postgres' ? sql`${search.words} @@ ${wanted}::tsquery` : sql`${search} match ${wanted}`;
}
