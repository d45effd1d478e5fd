import { createHash } from 'node:crypto';
import { type Placeholder, sql } from 'drizzle-orm';
import type { Queries } from './database.ts';

/**
 * The values of a prepared query. A compared date or e-mail needs the encoding of its column: `sql.param(slots.at,
 * table.createdAt)`. Inserts and updates encode values themselves.
 */
export type Slots<P> = { readonly [K in keyof P & string]: Placeholder<K, P[K]> };

/** A slot for each of these members: the values of a prepared insert. */
export function slotsFor<P, K extends keyof P & string>(p: Slots<P>, members: readonly K[]): Pick<Slots<P>, K> {
  // Each member has its own slot.
  return Object.fromEntries(members.map((name) => [name, p[name]])) as Pick<Slots<P>, K>;
}

/** A statement that Drizzle has prepared. */
export interface Statement<R> {
  execute(values?: object): Promise<R>;
}
/** A query that Drizzle can prepare. */
export interface Preparable<R> {
  toSQL?(): { sql: string; params: unknown[] };
  prepare(name: string): Statement<R>;
}
/** Runs a statement with the values of its slots. */
export type Run<R> = (values: object) => R | Promise<R>;
/** How an engine runs statements, where it has a quicker way than Drizzle's. */
export type RunnerOf = <R>(statement: Statement<R>) => Run<R>;

const byDrizzle: RunnerOf = (statement) => (values) => statement.execute(values);
const runners = new WeakMap<Queries, RunnerOf>();

/** Lets an engine run the prepared statements of a connection. */
export function runBy(db: Queries, runnerOf: RunnerOf): void {
  runners.set(db, runnerOf);
}

type Described = (db: Queries) => { sql: string; params: unknown[] } | undefined;

/** Every prepared query by name, for tests of query plans; filled when modules load. */
export const preparedQueries = new Map<string, Described>();

const MAX_NAME = 63;

/** Postgres truncates longer names, so two with the same beginning would collide: those end in a digest. */
function shortName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, MAX_NAME - digest.length - 1)}_${digest}`;
}

/**
 * A query built once per connection and then only executed. Names are unique in the program. Avoid `$defaultFn` and
 * `new Date()`: their values would be frozen when the query is built.
 */
export function prepared<P extends object, R>(
  name: string,
  build: (db: Queries, slots: Slots<P>) => Preparable<R>,
): (db: Queries, values: P) => Promise<R> {
  const slots = new Proxy({} as Slots<P>, { get: (_, slot) => sql.placeholder(String(slot)) });
  preparedQueries.set(name, (db) => build(db, slots).toSQL?.());
  const built = new WeakMap<Queries, Run<R>>();
  return async (db, values) => {
    let run = built.get(db);
    if (run === undefined) {
      run = (runners.get(db) ?? byDrizzle)(build(db, slots).prepare(shortName(name)));
      built.set(db, run);
    }
    return run(values);
  };
}
