import type { Command } from 'commander';
import { runExclusive } from '../platform/db/exclusive.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { persistentSettings, withServerStopped } from './database.ts';
import { warnAbout } from './doctor/warn.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { pathOf } from './new-file.ts';
import { firstNonEmptyTable, load } from './transfer/load.ts';
import { verifyExport } from './transfer/read-export.ts';
import { REVOKED_NOTICE } from './transfer/revoke-issued.ts';

/** `import`: loads an export into an empty database of either engine. */
export function addImport(program: Command, io: Io): void {
  program
    .command('import')
    .description('read an export into an empty database; the server must be stopped')
    .argument('<file>', 'a file written by export')
    .action(async (name: string) => {
      const settings = persistentSettings(io);
      const { url } = settings.database;
      const { applied, pending } = await migrationStatus(url);
      const source = await verifyExport(pathOf(io.env, name), [...applied, ...pending], io);
      await withServerStopped(settings, async () => {
        await migrateDatabase(url);
        const problem = await runExclusive(url, async (tx) => {
          const filled = await firstNonEmptyTable(tx);
          if (filled !== undefined) {
            throw new Failure(`The database is not empty (${filled}): set DATABASE_URL to a new one.`);
          }
          return load(tx, source, io);
        });
        warnAbout(io, problem);
      });
      print(io, `All ${source.total} rows were imported and counted.`, REVOKED_NOTICE);
    });
}
