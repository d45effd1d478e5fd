import type Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Queries } from '../database.ts';

/** Sees every execution. */
export interface Watch {
  /** May refuse by throwing. */
  before(): void;
  /** Answers what to throw instead. */
  failed(error: unknown): unknown;
}

const CACHED = 500;

// SQLite plans a statement anew for each value that it could look up in its statistics, which takes longer than most
// of our queries. The value of an expression it leaves alone.
const plannedOnce = (source: string): string => source.replaceAll(/([=<>]|limit) \?/g, '$1 +?');

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
  // Drizzle takes rows as arrays; a statement that answers no rows refuses to be asked for that.
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

/**
 * Drizzle over one connection. Unprepared queries are compiled by SQLite once, not at each call,
 * and `watch` stops statements that run outside the transaction they belong to.
 */
export function queriesOn(client: Sqlite.Database, watch: Watch): Queries {
  const statements = new LRUCache<string, object>({ max: CACHED });
  const prepare = (source: string) => {
    let statement = statements.get(source);
    if (statement === undefined) {
      try {
        statement = watched(client.prepare(plannedOnce(source)), watch);
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
  // The tables are typed for Postgres: this is where the one cast of columns.ts comes back.
  return drizzle(proxy, { casing: 'snake_case' }) as unknown as Queries;
}
