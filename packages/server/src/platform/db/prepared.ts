import { type Placeholder, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';
import type { Queries } from './database.ts';
import { quickRows } from './sqlite/quick.ts';

/**
 * The values that a prepared query takes. Where a date or an e-mail is compared it needs its column's spelling:
 * `sql.param(slots.at, table.createdAt)`. Inserts and updates see to that themselves.
 */
export type Slots<P> = { readonly [K in keyof P & string]: Placeholder<K, P[K]> };

interface Statement<R> {
  execute(values?: object): Promise<R>;
}
interface Preparable<R> {
  toSQL?(): { sql: string; params: unknown[] };
  prepare(name: string): Statement<R>;
}
type Run<R> = (values: object) => R | Promise<R>;

// A SQLite statement has its rows at once; running it here spares the promises of Drizzle's lazy one.
const isImmediate = <R>(result: Promise<R> | { sync(): R }): result is { sync(): R } => 'sync' in result;

function runOf<R>(statement: Statement<R>): Run<R> {
  const quick = dialect === 'sqlite' ? quickRows(statement) : undefined;
  // Drizzle's own rows are what `R` was inferred from, and these are equal to them.
  if (quick !== undefined) return quick as unknown as Run<R>;
  return (values) => {
    const result: Promise<R> | { sync(): R } = statement.execute(values);
    return isImmediate(result) ? result.sync() : result;
  };
}

type Described = (db: Queries) => { sql: string; params: unknown[] } | undefined;

/** Every prepared query by its name, for tests of their plans; filled when modules load. */
export const preparedQueries = new Map<string, Described>();

// Postgres cuts longer names, and two that begin alike would be one.
const MAX_NAME = 63;

/**
 * A query written once, built once per connection, then only executed. Names are unique in the program.
 * Nothing made by `$defaultFn` or `new Date()` belongs in it: it would be frozen when the query is built.
 */
export function prepared<P extends object, R>(
  name: string,
  build: (db: Queries, slots: Slots<P>) => Preparable<R>,
): (db: Queries, values: P) => Promise<R> {
  if (name.length > MAX_NAME) throw new Error(`The name ${name} is too long for Postgres.`);
  const slots = new Proxy({} as Slots<P>, { get: (_, slot) => sql.placeholder(String(slot)) });
  preparedQueries.set(name, (db) => build(db, slots).toSQL?.());
  const built = new WeakMap<Queries, Run<R>>();
  return async (db, values) => {
    let run = built.get(db);
    if (run === undefined) {
      run = runOf(build(db, slots).prepare(name));
      built.set(db, run);
    }
    return run(values);
  };
}
