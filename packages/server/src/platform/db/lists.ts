import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';
import type { Queries } from './database.ts';
import { type Preparable, type Slots, prepared } from './prepared.ts';

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

/**
 * A prepared query of the rows whose id is in a list. A single id, which is the most frequent list, is compared
 * directly: on SQLite that takes half the time of a list.
 */
export function preparedByIds<R>(
  name: string,
  build: (db: Queries, isOf: (column: SQLWrapper) => SQL) => Preparable<R>,
) {
  const one = prepared(`${name}_of_one`, (db, p: Slots<{ id: number }>) =>
    build(db, (column) => sql`${column} = ${p.id}`),
  );
  const many = prepared(name, (db, p: Slots<{ ids: string }>) => build(db, (column) => inIds(column, p.ids)));
  return (db: Queries, ids: readonly number[]): Promise<R> => {
    const [id] = ids;
    return id !== undefined && ids.length === 1 ? one(db, { id }) : many(db, { ids: idList(ids) });
  };
}
