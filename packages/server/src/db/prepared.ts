import { type Placeholder, sql } from 'drizzle-orm';
import type { Queries } from './database.ts';

/**
 * The values that a prepared query takes. Where a date or an e-mail is compared it needs its column's spelling:
 * `sql.param(slots.at, table.createdAt)`. Inserts and updates see to that themselves.
 */
export type Slots<P> = { readonly [K in keyof P & string]: Placeholder<K, P[K]> };

interface Statement<R> {
  execute(values?: object): Promise<R>;
}
interface Preparable<R> {
  prepare(name: string): Statement<R>;
}

// A SQLite statement has its rows at once; running it here spares the promises of Drizzle's lazy one.
const isImmediate = <R>(result: Promise<R> | { sync(): R }): result is { sync(): R } => 'sync' in result;

/**
 * A query written once, built once per connection, then only executed. Names are unique in the program.
 * Nothing made by `$defaultFn` or `new Date()` belongs in it: it would be frozen when the query is built.
 */
export const prepared = <P extends object, R>(
  name: string,
  build: (db: Queries, slots: Slots<P>) => Preparable<R>,
): ((db: Queries, values: P) => Promise<R>) => {
  const slots = new Proxy({} as Slots<P>, { get: (_, slot) => sql.placeholder(String(slot)) });
  const built = new WeakMap<Queries, Statement<R>>();
  return async (db, values) => {
    let statement = built.get(db);
    if (statement === undefined) {
      statement = build(db, slots).prepare(name);
      built.set(db, statement);
    }
    const result: Promise<R> | { sync(): R } = statement.execute(values);
    return isImmediate(result) ? result.sync() : result;
  };
};
