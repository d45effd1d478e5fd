import type { Command } from 'commander';
import { copySqlite } from '../platform/db/sqlite/copy.ts';
import { verifyFile } from './copy/verify-file.ts';
import { lastingDatabase } from './database.ts';
import { assertCurrent } from './doctor.ts';
import { warnOf } from './doctor/warn.ts';
import { exportTo } from './export.ts';
import { type Io, print } from './io.ts';
import { assertAbsent, pathOf, writeNewFile } from './new-file.ts';

/** `backup`: a copy of one state of the database. On PostgreSQL it is an export, on SQLite a database file. */
export function addBackup(program: Command, io: Io): void {
  program
    .command('backup')
    .description('copy the database to a new file, and verify the copy; the server may run')
    .argument('<file>', 'a file that is not there yet')
    .action(async (name: string) => {
      const settings = lastingDatabase(io);
      const { url, file } = settings.database;
      const path = pathOf(io.env, name);
      assertAbsent(path);
      if (file === undefined) await exportTo(io, url, path);
      else {
        await assertCurrent(url);
        const problem = await writeNewFile(path, async (unfinished) => {
          await copySqlite(file, unfinished);
          return verifyFile(unfinished, 'The copy');
        });
        warnOf(io, problem);
      }
      print(io, `${path} is a verified copy. Keep it on another machine; it holds everything but JWT_SECRET.`);
    });
}
