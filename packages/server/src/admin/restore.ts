import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { inOneTransaction } from '../platform/db/exclusive.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { replaceFile } from './copy/replace-file.ts';
import { verifyFile } from './copy/verify-file.ts';
import { lastingDatabase, whileStopped } from './database.ts';
import { warnOf } from './doctor/warn.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { pathOf } from './new-file.ts';
import type { Settings } from './settings.ts';
import { empty, load } from './transfer/load.ts';
import { verifyExport } from './transfer/read-export.ts';
import { RETIRED } from './transfer/retire.ts';

/** Every migration of this program. */
async function knownMigrations(url: string): Promise<string[]> {
  const { applied, pending } = await migrationStatus(url);
  return [...applied, ...pending];
}

async function restoreRows(io: Io, settings: Settings, path: string): Promise<void> {
  const { url } = settings.database;
  const source = await verifyExport(path, await knownMigrations(url), io);
  await whileStopped(settings, async () => {
    await migrateDatabase(url);
    const problem = await inOneTransaction(url, async (tx) => {
      await empty(tx);
      return load(tx, source, io);
    });
    warnOf(io, problem);
  });
  print(io, `The database holds the ${source.total} rows of ${path} now, and nothing else.`, RETIRED);
}

/** `restore`: what `backup` made becomes the database. */
export function addRestore(program: Command, io: Io): void {
  program
    .command('restore')
    .description('replace the database by a backup, which is verified first; the server must be stopped')
    .argument('<file>', 'a file that backup made')
    .action(async (name: string) => {
      const settings = lastingDatabase(io);
      const { file } = settings.database;
      const path = pathOf(io.env, name);
      if (!existsSync(path)) throw new Failure(`${path} does not exist: name a file that \`backup\` made.`);
      if (file === undefined) return restoreRows(io, settings, path);
      await verifyFile(path, path);
      const { kept, problem } = await whileStopped(settings, () => replaceFile(path, file, new Date()));
      warnOf(io, problem);
      print(io, `${file} is what ${path} holds now.`, ...(kept === undefined ? [] : [`The former one is ${kept}.`]));
      print(io, RETIRED);
    });
}
