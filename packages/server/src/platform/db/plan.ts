import { type Column, type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/**
 * A column to compare without its index. SQLite assumes that an index is more selective than a search and would repeat
 * the search for each indexed row. Postgres knows the number of rows.
 */
export const withoutIndex = (column: Column): SQL => (dialect === 'postgres' ? sql`${column}` : sql`+${column}`);
