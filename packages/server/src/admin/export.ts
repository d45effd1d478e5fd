import type { Command } from 'commander';
import { withSnapshot } from '../platform/db/exclusive.ts';
import { persistentSettings } from './database.ts';
import { assertCurrent } from './doctor.ts';
import { firstProblem } from './doctor/examine.ts';
import { warnAbout } from './doctor/warn.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { pathOf, writeNewFile } from './new-file.ts';
import { verifyExport } from './transfer/read-export.ts';
import { writeExport } from './transfer/write-export.ts';

/** Writes a snapshot of the database to a new file, verifies it, and returns the number of rows. */
export async function exportTo(io: Io, url: string, path: string): Promise<number> {
  const migrations = await assertCurrent(url);
  return writeNewFile(path, async (unfinished) => {
    const written = await withSnapshot(url, async (db) => {
      warnAbout(io, await firstProblem(db));
      return writeExport(db, unfinished, migrations, io);
    });
    const { total } = await verifyExport(unfinished, migrations, io);
    if (total !== written) throw new Failure(`The file has ${total} rows, not ${written}: retry.`);
    return total;
  });
}

/** `export`: writes every row as a line of JSON, to move to the other engine. */
export function addExport(program: Command, io: Io): void {
  program
    .command('export')
    .description(
      'write every row to a new file of JSON lines, for `import` on either engine; the server may keep running',
    )
    .argument('<file>', 'the new file')
    .action(async (name: string) => {
      const { url } = persistentSettings(io).database;
      const path = pathOf(io.env, name);
      const total = await exportTo(io, url, path);
      print(io, `${path} has all ${total} rows. It contains password hashes: keep it private.`);
    });
}
