import { type Column, type GetColumnData, type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

type Row<C extends Record<string, Column>> = { [K in keyof C]: GetColumnData<C[K]> };

/**
 * Whether a row and its related rows are read by one statement. On Postgres this is one snapshot and one round trip. On
 * SQLite, statements started in the same turn share a snapshot and take half the time of JSON functions.
 */
export const readsNested = dialect === 'postgres';

/**
 * A column with all rows of another query where `readsNested`, else null. `from` starts with its table and names the
 * outer row. Instants are not supported, because JSON has none.
 */
export function rowsOf<C extends Record<string, Column>>(columns: C, from: SQL, orderBy: Column) {
  if (!readsNested) return sql<Row<C>[] | null>`null`;
  const members = Object.entries(columns).flatMap(([name, column]) => [sql.raw(`'${name}'`), sql`${column}`]);
  const row = sql`json_build_object(${sql.join(members, sql`, `)})`;
  return sql<Row<C>[] | null>`(select coalesce(json_agg(${row} order by ${orderBy}), '[]'::json) from ${from})`;
}
