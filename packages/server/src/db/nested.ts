import { type Column, type GetColumnData, type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

type Row<C extends Record<string, Column>> = { [K in keyof C]: GetColumnData<C[K]> };

/**
 * A column with all rows of another query, so that a row and what belongs to it are read in one statement: as they were
 * at one moment. `from` begins with its table and names the row around it; no instants, JSON has none.
 */
export const rowsOf = <C extends Record<string, Column>>(columns: C, from: SQL, orderBy: Column): SQL<Row<C>[]> => {
  const members = sql.join(
    Object.entries(columns).flatMap(([name, column]) => [sql.raw(`'${name}'`), sql`${column}`]),
    sql`, `,
  );
  const rows =
    dialect === 'postgres'
      ? sql`(select coalesce(json_agg(json_build_object(${members}) order by ${orderBy}), '[]'::json) from ${from})`
      : sql`(select json_group_array(json_object(${members})) from ${from})`;
  return rows.mapWith((found: unknown) => (typeof found === 'string' ? JSON.parse(found) : found) as Row<C>[]);
};
