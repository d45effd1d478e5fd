import type { Command } from 'commander';
import { inOneTransaction } from '../platform/db/exclusive.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { lastingDatabase, whileStopped } from './database.ts';
import { warnOf } from './doctor/warn.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { pathOf } from './new-file.ts';
import { firstFilled, load } from './transfer/load.ts';
import { verifyExport } from './transfer/read-export.ts';
import { RETIRED } from './transfer/retire.ts';

/** `import`: what `export` wrote becomes the content of an empty database, of either engine. */
export function addImport(program: Command, io: Io): void {
  program
    .command('import')
    .description('read an export into an empty database; the server must be stopped')
    .argument('<file>', 'a file that export made')
    .action(async (name: string) => {
      const settings = lastingDatabase(io);
      const { url } = settings.database;
      const { applied, pending } = await migrationStatus(url);
      const source = await verifyExport(pathOf(io.env, name), [...applied, ...pending], io);
      await whileStopped(settings, async () => {
        await migrateDatabase(url);
        const problem = await inOneTransaction(url, async (tx) => {
          const filled = await firstFilled(tx);
          if (filled !== undefined) {
            throw new Failure(`The database is not empty (${filled}): set DATABASE_URL to a new one.`);
          }
          return load(tx, source, io);
        });
        warnOf(io, problem);
      });
      print(io, `All ${source.total} rows are in the database, counted.`, RETIRED);
    });
}
