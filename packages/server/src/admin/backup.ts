import type { Command } from 'commander';
import { copySqlite } from '../platform/db/sqlite/copy.ts';
import { verifyFile } from './copy/verify-file.ts';
import { persistentSettings } from './database.ts';
import { assertCurrent } from './doctor.ts';
import { warnAbout } from './doctor/warn.ts';
import { exportTo } from './export.ts';
import { type Io, print } from './io.ts';
import { assertAbsent, pathOf, writeNewFile } from './new-file.ts';

/** `backup`: copies a snapshot of the database. On PostgreSQL it writes an export, on SQLite a database file. */
export function addBackup(program: Command, io: Io): void {
  program
    .command('backup')
    .description('copy the database to a new file and verify the copy; the server may keep running')
    .argument('<file>', 'the new file')
    .action(async (name: string) => {
      const settings = persistentSettings(io);
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
        warnAbout(io, problem);
      }
      print(io, `${path} is a verified copy. Store it on another machine; it contains everything except JWT_SECRET.`);
    });
}
