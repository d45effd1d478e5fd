import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/** Encodes ids as one parameter, so that a prepared query takes any number of them. */
export function idList(ids: readonly number[]): string {
  return dialect === 'postgres' ? `{${ids.join(',')}}` : `[${ids.join(',')}]`;
}

/** `column in (…)` for an `idList` parameter. */
export function inIds(column: SQLWrapper, ids: unknown): SQL {
  return dialect === 'postgres'
    ? sql`${column} = any(${ids}::bigint[])`
    : sql`${column} in (select value from json_each(${ids}))`;
}
