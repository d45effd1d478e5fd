// Hands Drizzle a better-sqlite3 connection whose `prepare` answers statements of ours.
// Why: Drizzle compiles an unprepared query at each call, cannot say when a statement runs outside of its transaction,
// and sets `raw` anew for each run. It calls only `prepare`, `run`, `raw().all` and `raw().get` of the driver.
// Delete it when Drizzle caches statements and lets one see each execution. statements.test.ts fails when Drizzle calls
// something else.
import type Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { lru } from '../../cache/lru.ts';
import type { Queries } from '../database.ts';
import { type Run, type RunnerOf, type Statement, runBy } from '../prepared.ts';
import { preventReplanning } from './plan-once.ts';
import { quickRows, quickRun } from './row-mapper.ts';

/** Observes every execution. */
export interface Watch {
  /** May reject the query by throwing. */
  before(): void;
  /** Returns the error to throw instead. */
  failed(error: unknown): unknown;
}

const CACHED = 500;

function watched(statement: Sqlite.Statement, watch: Watch) {
  const run =
    <T>(execute: (...params: unknown[]) => T) =>
    (...params: unknown[]): T => {
      watch.before();
      try {
        return execute(...params);
      } catch (error) {
        throw watch.failed(error);
      }
    };
  // Drizzle reads rows as arrays; a statement without rows throws when asked for them.
  let rows: { all: unknown; get: unknown } | undefined;
  const raw = () => {
    if (rows === undefined) {
      statement.raw(true);
      rows = { all: run((...params) => statement.all(...params)), get: run((...params) => statement.get(...params)) };
    }
    return rows;
  };
  return { run: run((...params) => statement.run(...params)), raw };
}

// SQLite statements return rows synchronously; running them here avoids the promises of Drizzle's lazy query.
const isImmediate = <R>(result: Promise<R> | { sync(): R }): result is { sync(): R } => 'sync' in result;

const rowsAtOnce: RunnerOf = <R>(statement: Statement<R>): Run<R> => {
  const quick = quickRows(statement) ?? quickRun(statement);
  // `R` was inferred from Drizzle's results, which these equal.
  if (quick !== undefined) return quick as unknown as Run<R>;
  return (values) => {
    const result: Promise<R> | { sync(): R } = statement.execute(values);
    return isImmediate(result) ? result.sync() : result;
  };
};

/**
 * Drizzle over one connection. Unprepared queries are compiled once by SQLite, and `watch` stops statements that run
 * outside their transaction.
 */
export function queriesOn(client: Sqlite.Database, watch: Watch): Queries {
  const statements = lru<string, object>(CACHED);
  const prepare = (source: string) => {
    let statement = statements.get(source);
    if (statement === undefined) {
      try {
        statement = watched(client.prepare(preventReplanning(source)), watch);
      } catch (error) {
        throw watch.failed(error);
      }
      statements.set(source, statement);
    }
    return statement;
  };
  const proxy = new Proxy(client, {
    get: (target, name): unknown => (name === 'prepare' ? prepare : Reflect.get(target, name, target)),
  });
  // The tables are typed for Postgres: this reverses the cast in columns.ts.
  const queries = drizzle(proxy, { casing: 'snake_case' }) as unknown as Queries;
  runBy(queries, rowsAtOnce);
  return queries;
}
