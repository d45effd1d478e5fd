import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { runExclusive } from '../platform/db/exclusive.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { replaceFile } from './copy/replace-file.ts';
import { verifyFile } from './copy/verify-file.ts';
import { persistentSettings, withServerStopped } from './database.ts';
import { warnAbout } from './doctor/warn.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { pathOf } from './new-file.ts';
import type { Settings } from './settings.ts';
import { deleteAllRows, load } from './transfer/load.ts';
import { verifyExport } from './transfer/read-export.ts';
import { REVOKED_NOTICE } from './transfer/revoke-issued.ts';

/** All migrations of this program. */
async function knownMigrations(url: string): Promise<string[]> {
  const { applied, pending } = await migrationStatus(url);
  return [...applied, ...pending];
}

async function restoreRows(io: Io, settings: Settings, path: string): Promise<void> {
  const { url } = settings.database;
  const source = await verifyExport(path, await knownMigrations(url), io);
  await withServerStopped(settings, async () => {
    await migrateDatabase(url);
    const problem = await runExclusive(url, async (tx) => {
      await deleteAllRows(tx);
      return load(tx, source, io);
    });
    warnAbout(io, problem);
  });
  print(io, `The database now holds the ${source.total} rows of ${path}, and nothing else.`, REVOKED_NOTICE);
}

/** `restore`: replaces the database with a backup. */
export function addRestore(program: Command, io: Io): void {
  program
    .command('restore')
    .description('replace the database with a backup, which is verified first; the server must be stopped')
    .argument('<file>', 'a file written by backup')
    .action(async (name: string) => {
      const settings = persistentSettings(io);
      const { file } = settings.database;
      const path = pathOf(io.env, name);
      const found = statSync(path, { throwIfNoEntry: false });
      if (!found) throw new Failure(`${path} does not exist: name a file that \`backup\` made.`);
      if (!found.isFile()) throw new Failure(`${path} is not a file: name one that \`backup\` made.`);
      if (file === undefined) return restoreRows(io, settings, path);
      await verifyFile(path, path);
      const { kept, problem } = await withServerStopped(settings, () => replaceFile(path, file, new Date()));
      warnAbout(io, problem);
      print(
        io,
        `${file} now holds the content of ${path}.`,
        ...(kept === undefined ? [] : [`The former database is ${kept}.`]),
      );
      print(io, REVOKED_NOTICE);
    });
}
