import Sqlite from 'better-sqlite3';
import { assertOneName } from '../one-name.ts';
import { explained, isBusy } from './errors.ts';

/** How a connection waits and syncs. */
export interface ConnectOptions {
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  readonly readonly?: boolean;
}

// A wait inside SQLite stands still the whole program; longer waits are retries from outside.
const BUSY_TIMEOUT_MS = 50;
const CACHE_KIB = 16 * 1024;
const JOURNAL_LIMIT = 64 * 1024 * 1024;
const OLDEST = [3, 51, 3];

/** True for versions before the one that the project relies on. */
export function isTooOld(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = OLDEST.findIndex((least, i) => parts[i] !== least);
  return at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0);
}

function assertVersion(client: Sqlite.Database): void {
  const version = String(client.prepare('select sqlite_version()').pluck().get());
  if (isTooOld(version)) {
    throw new Error(`SQLite ${version} is too old: install better-sqlite3 with SQLite ${OLDEST.join('.')} or newer.`);
  }
}

/**
 * Empties what ANALYZE found out. Statistics of a table that was small then make SQLite read it whole now that it is
 * not; without any it takes every table for large and uses the indexes. The emptied table stays, because making it
 * anew would hand its rows to the connections that are open.
 */
function forgetStatistics(client: Sqlite.Database): void {
  const known = client
    .prepare<[], string>("select name from sqlite_schema where name in ('sqlite_stat1', 'sqlite_stat4')")
    .pluck()
    .all();
  const holdsRows = known.some((name) => client.prepare(`select 1 from ${name} limit 1`).get() !== undefined);
  if (known.includes('sqlite_stat1') && !holdsRows) return;
  client.exec('analyze sqlite_schema');
  for (const name of new Set([...known, 'sqlite_stat1'])) client.exec(`delete from ${name}`);
  // Reads them again into this connection.
  client.exec('analyze sqlite_schema');
}

function open(file: string, readonly: boolean): Sqlite.Database {
  try {
    return new Sqlite(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw explained(file, error);
  }
}

/** Opens one connection and sets all that SQLite forgets between connections. */
export function connect(file: string, { synchronous = 'FULL', readonly = false }: ConnectOptions): Sqlite.Database {
  if (!readonly) assertOneName(file);
  const client = open(file, readonly);
  try {
    assertVersion(client);
    if (!readonly) {
      client.pragma('journal_mode = WAL');
      client.pragma(`journal_size_limit = ${JOURNAL_LIMIT}`);
    }
    // Said on each connection: in WAL mode this build falls back to NORMAL, which loses commits with the power.
    client.pragma(`synchronous = ${synchronous}`);
    client.pragma('foreign_keys = ON');
    client.pragma(`cache_size = -${CACHE_KIB}`);
    client.pragma('temp_store = MEMORY');
    client.pragma('trusted_schema = OFF');
    // The first read: a file that is no database says so here.
    client.pragma('schema_version');
    if (!readonly) forgetStatistics(client);
    return client;
  } catch (error) {
    client.close();
    throw isBusy(error) ? error : explained(file, error);
  }
}
