import Sqlite from 'better-sqlite3';
import { assertOneName } from '../one-name.ts';
import { explainError, isBusy } from './errors.ts';

/** How a connection waits and syncs. */
export interface ConnectOptions {
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  readonly readonly?: boolean;
}

// A wait inside SQLite blocks the event loop, so longer waits are retries outside it.
const BUSY_TIMEOUT_MS = 50;
// Per connection. The system caches the file too; a larger share of it cost memory and saved no measurable time.
const CACHE_KIB = 4 * 1024;
const JOURNAL_LIMIT = 64 * 1024 * 1024;
const OLDEST = [3, 51, 3];

/** True for versions older than the project requires. */
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
 * Clears the ANALYZE statistics. Stale ones make SQLite scan a table that was small once; without any it assumes large
 * tables and uses indexes. The empty table stays, because recreating it would send its rows to open connections.
 */
function clearStatistics(client: Sqlite.Database): void {
  const known = client
    .prepare<[], string>("select name from sqlite_schema where name in ('sqlite_stat1', 'sqlite_stat4')")
    .pluck()
    .all();
  const holdsRows = known.some((name) => client.prepare(`select 1 from ${name} limit 1`).get() !== undefined);
  if (known.includes('sqlite_stat1') && !holdsRows) return;
  client.exec('analyze sqlite_schema');
  for (const name of new Set([...known, 'sqlite_stat1'])) client.exec(`delete from ${name}`);
  // Reloads the statistics into this connection.
  client.exec('analyze sqlite_schema');
}

function open(file: string, readonly: boolean): Sqlite.Database {
  try {
    return new Sqlite(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw explainError(file, error);
  }
}

/** Opens a connection and sets the pragmas that SQLite does not store. */
export function connect(file: string, { synchronous = 'FULL', readonly = false }: ConnectOptions): Sqlite.Database {
  if (!readonly) assertOneName(file);
  const client = open(file, readonly);
  try {
    assertVersion(client);
    if (!readonly) {
      client.pragma('journal_mode = WAL');
      client.pragma(`journal_size_limit = ${JOURNAL_LIMIT}`);
    }
    // Set on each connection: in WAL mode this build defaults to NORMAL, which loses commits on power failure.
    client.pragma(`synchronous = ${synchronous}`);
    client.pragma('foreign_keys = ON');
    client.pragma(`cache_size = -${CACHE_KIB}`);
    client.pragma('temp_store = MEMORY');
    client.pragma('trusted_schema = OFF');
    // The first read, which fails for a file that is no database.
    client.pragma('schema_version');
    if (!readonly) clearStatistics(client);
    return client;
  } catch (error) {
    client.close();
    throw isBusy(error) ? error : explainError(file, error);
  }
}
