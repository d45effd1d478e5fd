import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DatabaseLock, lockDatabaseFile } from '../platform/db/lock.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { assertOneName, isHalfRestored } from '../platform/db/one-name.ts';
import { openDatabase } from '../platform/db/open.ts';
import { MEMORY } from '../platform/db/url.ts';
import { type OpenShop, buildShop } from '../process/app.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { type Settings, readSettings } from './settings.ts';

// The demo is created in one long transaction.
const TIMEOUT_MS = 600_000;

/** The settings of a persistent database. */
export function persistentSettings({ env }: Io): Settings {
  const settings = readSettings(env);
  if (settings.database.url === MEMORY) {
    throw new Failure('DATABASE_URL: an in-memory database exists only in its server; use a file or postgres://….');
  }
  const { file } = settings.database;
  if (file !== undefined) {
    // Read through another name, the file lacks what is in its journal.
    assertOneName(file);
    if (isHalfRestored(file)) lockDatabaseFile(file).release();
  }
  return settings;
}

/** Runs `work` while no server uses the database; throws an error that asks to stop a running one. */
export async function withServerStopped<T>({ database: { url, file } }: Settings, work: () => Promise<T>): Promise<T> {
  let lock: DatabaseLock | undefined;
  if (file === undefined) await (await import('../platform/db/postgres/exclusive.ts')).assertNoServer(url);
  else {
    mkdirSync(dirname(file), { recursive: true });
    lock = lockDatabaseFile(file);
  }
  try {
    return await work();
  } finally {
    lock?.release();
  }
}

/** Checks that the schema is current; creates it in a new database when `orCreate`. */
async function assertTables(settings: Settings, orCreate: boolean): Promise<void> {
  const { url } = settings.database;
  const { applied, pending, newer } = await migrationStatus(url);
  if (newer.length > 0) throw new Failure('The database is newer than this program: use a newer program.');
  if (pending.length === 0) return;
  if (applied.length > 0) throw new Failure('The database is older than this program: run `admin migrate` first.');
  if (!orCreate) throw new Failure('This database has no shop yet: check DATABASE_URL, or create an admin.');
  // Postgres has no file to lock: of several concurrent migrations one runs, the others wait.
  if (settings.database.file === undefined) await migrateDatabase(url);
  else await withServerStopped(settings, () => migrateDatabase(url));
}

/** Opens the shop, even while a server runs; `orCreate` creates a missing database. */
export async function withShop<T>(
  settings: Settings,
  { orCreate }: { orCreate: boolean },
  work: (shop: OpenShop) => Promise<T>,
): Promise<T> {
  await assertTables(settings, orCreate);
  const shop = buildShop(await openDatabase(settings.database.url, { timeout: TIMEOUT_MS }), {
    // Never used: no command issues a session.
    secrets: [randomBytes(32).toString('base64url')],
    accessTtlSeconds: 1,
    refreshTtlSeconds: 1,
    bcryptCost: settings.bcryptCost,
  });
  try {
    return await work(shop);
  } finally {
    await shop.close();
  }
}
