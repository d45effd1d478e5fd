import { eq, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { dialect, key, table, text } from './columns.ts';
import type { Queries } from './database.ts';
import { prepared, type Slots } from './prepared.ts';
import { codeWord, joined, phoneCodes, wordsOf } from './words.ts';

// Made by a migration of their own: FTS5 tables on SQLite, a tsvector with a GIN index on Postgres.
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

/** A feature's search index; its name is unique in the program. */
export function searchTable(name: string): SearchTable {
  const search = wordTable(name);
  operations.set(search, operationsOn(name, search));
  return search;
}

/** Keeps the words (of platform/db/words.ts) under which a row is found; what was kept before is replaced. */
export async function index(tx: Queries, search: SearchTable, id: number, words: string[]): Promise<void> {
  const on = operations.get(search);
  if (on === undefined) throw new Error('This is not a search table.');
  await on.remove(tx, { id });
  await on.add(tx, { id, words: dialect === 'postgres' ? words : words.join(' ') });
}

/** Keeps the words of many rows at once, of which nothing was kept before. */
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

/** Forgets rows. */
export async function unindex(tx: Queries, search: SearchTable, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.delete(search).where(inArray(search.rowid, ids));
}

/**
 * A number to compare with a `rowid`. SQLite's driver hands all numbers on as reals, and FTS5 seeks by integers only:
 * it would read its hits from the first.
 */
export const asRowid = (value: unknown): SQL => sql`cast(${value} as bigint)`;

const prefix = (word: string): string => (dialect === 'postgres' ? `'${word}':*` : `"${word}"*`);
const whole = (word: string): string => (dialect === 'postgres' ? `'${word}'` : `"${word}"`);
const anyOf = (terms: string[]): string => terms.join(dialect === 'postgres' ? ' | ' : ' OR ');
const allOf = (terms: string[]): string => terms.join(dialect === 'postgres' ? ' & ' : ' AND ');
function butNot(some: string, none: string): string {
  return dialect === 'postgres' ? `(${some}) & !(${none})` : `(${some}) NOT (${none})`;
}

/** The texts with which a database looks for rows. */
interface SearchTexts {
  /** Rows of which every word of the search begins a word, or of which the search begins a code. */
  all: string;
  /** Of these the rows of which the search is a code. */
  exact: string;
  /** And the others. */
  others: string;
}

/** What a search looks for; nothing where it has no word. */
export function searchTexts(search: string): SearchTexts | undefined {
  const words = wordsOf(search);
  if (words.length === 0) return undefined;
  // A phone number may be asked for with its country prefix where it is kept without one.
  const codes = [...new Set([joined(search), ...phoneCodes(/^\s*(?:\+|00)/.test(search) ? search : null)])].map(
    codeWord,
  );
  const all = anyOf([`(${allOf(words.map(prefix))})`, ...codes.map(prefix)]);
  const exact = anyOf(codes.map(whole));
  return { all, exact, others: butNot(all, exact) };
}

/** The condition for one of the `searchTexts`, which may be the slot of a prepared query. It must not be empty. */
export function matchesText(search: SearchTable, wanted: string | Placeholder<string, string>): SQL {
  return dialect === 'postgres' ? sql`${search.words} @@ ${wanted}::tsquery` : sql`${search} match ${wanted}`;
}
