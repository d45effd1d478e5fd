import { type Column, type SQL, asc, getTableName, sql } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import { dialect } from './columns.ts';
import type { Slots } from './prepared.ts';

/** The columns of a list that is ordered by name. */
interface Names {
  nameKey: Column;
  id: Column;
}

/** What a select offers here: Drizzle's own types of unions need the columns. */
interface Select {
  unionAll(other: object): Select;
  orderBy(...columns: SQL[]): Select;
  limit(count: object): Select;
}

/**
 * The rows after a name and an id, ordered by both; `rowsWith` selects those that meet a condition. Postgres seeks a
 * pair. SQLite seeks the name alone, and would read all rows of the same name before the id: it is asked for the rest of
 * that name and for all later ones apart, and merges both by their index.
 */
export function afterName<Q extends PgSelect>(
  rowsWith: (condition: SQL) => Q,
  { nameKey, id }: Names,
  p: Slots<{ name: string; id: number; limit: number }>,
): Q {
  // Drizzle's type of a query that is built twice is endless; `Select` is what is used of it.
  const selectWith = (condition: SQL) => rowsWith(condition) as unknown as Select;
  // Drizzle leaves out the table where it orders a union, but a joined table may have an id, too.
  const idOfUnion = sql`${sql.identifier(getTableName(id.table))}.${sql.identifier(id.name)}`;
  const found =
    dialect === 'postgres'
      ? selectWith(sql`(${nameKey}, ${id}) > (${p.name}, ${p.id})`).orderBy(asc(nameKey), asc(id))
      : selectWith(sql`${nameKey} = ${p.name} and ${id} > ${p.id}`)
          .unionAll(rowsWith(sql`${nameKey} > ${p.name}`))
          .orderBy(asc(nameKey), idOfUnion);
  // Its rows are those of one select.
  return found.limit(p.limit) as unknown as Q;
}
