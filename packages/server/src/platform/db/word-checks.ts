import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from './check.ts';

/**
 * Checks a column with a fixed set of values. The database accepts any text there, so that new values need no
 * migration.
 */
export function knownWords(table: string, column: string, known: readonly string[]): Check {
  return rowCheck(
    `every ${column} in ${table} is a known one`,
    sql`select id, 0 as also, ${sql.identifier(column)} as found, null as expected from ${sql.identifier(table)}
      where ${sql.identifier(column)} not in ${known}`,
    ({ id, found }) => `${table} ${id}: ${JSON.stringify(found)}`,
  );
}
