import type { Command } from 'commander';
import { createReindexing } from '../core/reindexing.ts';
import { chores, references, searchSources } from '../features.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open.ts';
import { persistentSettings, withServerStopped } from './database.ts';
import { type Io, print } from './io.ts';

async function showStatus(io: Io, url: string): Promise<void> {
  const { applied, pending, newer } = await migrationStatus(url);
  print(
    io,
    ...applied.map((name) => `applied  ${name}`),
    ...pending.map((name) => `pending  ${name}`),
    ...newer.map((name) => `unknown  ${name} (of a newer program)`),
  );
}

/** Migrates, and reindexes where a migration asks for it. */
async function bringUpToDate(url: string): Promise<{ applied: number }> {
  const migrated = await migrateDatabase(url);
  const database = await openDatabase(url);
  const failures: unknown[] = [];
  const reindexing = createReindexing(
    database,
    { searchSources, references, chores },
    (error) => failures.push(error),
    {
      rests: false,
    },
  );
  try {
    await reindexing.settled();
    if (failures.length > 0) throw failures[0];
  } finally {
    await reindexing.close();
    await database.close();
  }
  return migrated;
}

/** `migrate`: what a server does at startup, as a separate step for operators. */
export function addMigrate(program: Command, io: Io): void {
  program
    .command('migrate')
    .description('bring the database up to date; the server must be stopped')
    .option('--status', 'only print what is applied and what is pending; the server may keep running')
    .action(async (options: { status?: boolean }) => {
      const settings = persistentSettings(io);
      const { url } = settings.database;
      if (options.status === true) return showStatus(io, url);
      const { applied } = await withServerStopped(settings, () => bringUpToDate(url));
      print(io, applied === 0 ? 'The database is up to date.' : `Migrations applied: ${applied}.`);
    });
}
