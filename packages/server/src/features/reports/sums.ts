import { type Column, type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** The sum of an expression as a number: PostgreSQL spells sums of bigints as text. */
export const sumOf = (value: SQLWrapper): SQL<number> => sql`coalesce(sum(${value}), 0)`.mapWith(Number);

/** The number of rows. */
export const countOf = (): SQL<number> => sql`count(*)`.mapWith(Number);

/** Whether an instant is in a span of two slots. */
export function isWithin(column: Column, { since, until }: { since: unknown; until: unknown }): SQL {
  return sql`${column} >= ${sql.param(since, column)} and ${column} < ${sql.param(until, column)}`;
}
