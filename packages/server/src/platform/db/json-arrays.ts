import { type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/** A JSON array of expressions, so that a subquery returns several values; read it with `readJson`. */
export function jsonArray(values: readonly SQL[]): SQL {
  const list = sql.join([...values], sql`, `);
  return dialect === 'postgres' ? sql`json_build_array(${list})` : sql`json_array(${list})`;
}

/** A JSON value of a query: text on SQLite, already parsed on PostgreSQL. */
export const readJson = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;
