import { type Column, type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/**
 * A column that is compared but never looked up. SQLite takes any index to be more selective than a search, and would
 * search anew for each row of it; Postgres knows how many rows there are.
 */
export const withoutIndex = (column: Column): SQL => (dialect === 'postgres' ? sql`${column}` : sql`+${column}`);
