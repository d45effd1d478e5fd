import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DatabaseLock, lockDatabaseFile } from '../platform/db/lock.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { assertOneName } from '../platform/db/one-name.ts';
import { openDatabase } from '../platform/db/open.ts';
import { MEMORY } from '../platform/db/url.ts';
import { type OpenShop, buildShop } from '../process/app.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { type Settings, readSettings } from './settings.ts';

// The demo is one long transaction.
const TIMEOUT_MS = 60_000;

/** The settings of a database that outlives this command. */
export function lastingDatabase({ env }: Io): Settings {
  const settings = readSettings(env);
  if (settings.database.url === MEMORY) {
    throw new Failure('DATABASE_URL: a database in memory belongs to its server alone; name a file or postgres://….');
  }
  // Read through another name, the file lacks what is in its journal.
  if (settings.database.file !== undefined) assertOneName(settings.database.file);
  return settings;
}

/** Runs `work` while no server has the database: another one that runs is named in the refusal. */
export async function whileStopped<T>({ database: { url, file } }: Settings, work: () => Promise<T>): Promise<T> {
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

/** Makes sure that the tables are those that this program knows; a database that is new gets them. */
async function assertTables(settings: Settings, orCreate: boolean): Promise<void> {
  const { url } = settings.database;
  const { applied, pending, newer } = await migrationStatus(url);
  if (newer.length > 0) throw new Failure('The database is newer than this program: use a newer program.');
  if (pending.length === 0) return;
  if (applied.length > 0) throw new Failure('The database is older than this program: run `admin migrate` first.');
  if (!orCreate) throw new Failure('There is no shop in this database yet: check DATABASE_URL, or create an admin.');
  // Postgres has no file to claim: of several that migrate at once one does, the others wait.
  if (settings.database.file === undefined) await migrateDatabase(url);
  else await whileStopped(settings, () => migrateDatabase(url));
}

/** Opens the shop beside a server that may run; `orCreate` makes a database that is not there yet. */
export async function withShop<T>(
  settings: Settings,
  { orCreate }: { orCreate: boolean },
  work: (shop: OpenShop) => Promise<T>,
): Promise<T> {
  await assertTables(settings, orCreate);
  const shop = buildShop(await openDatabase(settings.database.url, { timeout: TIMEOUT_MS }), {
    // Signs nothing: no command opens a session.
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
