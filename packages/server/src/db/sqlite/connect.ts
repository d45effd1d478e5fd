import Sqlite from 'better-sqlite3';

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
export const isTooOld = (version: string): boolean => {
  const parts = version.split('.').map(Number);
  const at = OLDEST.findIndex((least, i) => parts[i] !== least);
  return at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0);
};

const assertVersion = (client: Sqlite.Database): void => {
  const version = String(client.prepare('select sqlite_version()').pluck().get());
  if (isTooOld(version)) {
    throw new Error(`SQLite ${version} is too old: install better-sqlite3 with SQLite ${OLDEST.join('.')} or newer.`);
  }
};

/** Opens one connection and sets all that SQLite forgets between connections. */
export const connect = (file: string, { synchronous = 'FULL', readonly = false }: ConnectOptions): Sqlite.Database => {
  const client = new Sqlite(file, { readonly, timeout: BUSY_TIMEOUT_MS });
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
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
};
