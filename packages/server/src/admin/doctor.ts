import type { Command } from 'commander';
import { sql } from 'drizzle-orm';
import { dialect } from '../platform/db/columns.ts';
import type { Queries } from '../platform/db/database.ts';
import { withSnapshot } from '../platform/db/exclusive.ts';
import { migrationStatus } from '../platform/db/migrate.ts';
import { persistentSettings } from './database.ts';
import { examine } from './doctor/examine.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';

async function engineOf(db: Queries): Promise<string> {
  if (dialect === 'sqlite') {
    const [row] = await db.select({ version: sql<string>`sqlite_version()` }).from(sql`(select 1) as once`);
    return `SQLite ${row?.version}`;
  }
  const version = sql<string>`current_setting('server_version')`;
  const [row] = await db.select({ version }).from(sql`(select 1) as once`);
  return `PostgreSQL ${row?.version}`;
}

/** Throws for a database that this program cannot check; returns its migrations. */
export async function assertCurrent(url: string): Promise<readonly string[]> {
  const { applied, pending, newer } = await migrationStatus(url);
  if (newer.length > 0) throw new Failure('The database is newer than this program: use a newer program.');
  if (applied.length === 0) throw new Failure('This database has no shop: check DATABASE_URL.');
  if (pending.length > 0) throw new Failure('The database is older than this program: run `admin migrate` first.');
  return applied;
}

/** `doctor`: checks that redundant data agrees. */
export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description('check the whole database and print the first broken row of each kind; the server may keep running')
    .action(async () => {
      const { url } = persistentSettings(io).database;
      const migrations = await assertCurrent(url);
      let broken = 0;
      await withSnapshot(url, async (db) => {
        print(io, `${await engineOf(db)}, Node ${process.versions.node}, migrations up to ${migrations.at(-1)}`);
        for await (const finding of examine(db)) {
          if (finding.broken !== undefined) broken += 1;
          print(
            io,
            finding.broken === undefined ? `ok      ${finding.title}` : `BROKEN  ${finding.title}: ${finding.broken}`,
          );
        }
      });
      if (broken > 0) {
        throw new Failure(`Problems found (${broken}): stop the server, keep a copy, and restore the last backup.`);
      }
      print(io, 'Nothing is wrong.');
    });
}
