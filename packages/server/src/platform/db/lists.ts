import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/** Ids as one parameter, so that a prepared query takes any number of them. */
export const idList = (ids: readonly number[]): string =>
  dialect === 'postgres' ? `{${ids.join(',')}}` : `[${ids.join(',')}]`;

/** `column in (…)` for the ids of one `idList` parameter. */
export const inIds = (column: SQLWrapper, ids: unknown): SQL =>
  dialect === 'postgres'
    ? sql`${column} = any(${ids}::bigint[])`
    : sql`${column} in (select value from json_each(${ids}))`;
