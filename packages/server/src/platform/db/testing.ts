import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialect } from './columns.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { migrateDatabase } from './migrate.ts';
import { openSqlite } from './sqlite/open.ts';
import { temporaryFolder } from './sqlite/temporary.ts';

async function makeTemplate(): Promise<Buffer> {
  const { path, remove } = temporaryFolder();
  const file = join(path, 'template.db');
  await migrateDatabase(`file:${file}`);
  const bytes = readFileSync(file);
  remove();
  return bytes;
}
// One template per test process, in memory: migrating takes longer than copying it, and test runners skip exit
// handlers.
let template: Promise<Buffer> | undefined;

async function openCopy(options: DatabaseOptions): Promise<Database> {
  template ??= makeTemplate();
  const bytes = await template;
  const folder = temporaryFolder();
  const file = join(folder.path, 'shop.db');
  writeFileSync(file, bytes);
  const database = await openSqlite(file, { synchronous: 'OFF', ...options });
  const close = async () => {
    await database.close();
    folder.remove();
  };
  return { ...database, close };
}

/** A fresh, private, migrated database: on the server of DATABASE_URL when that is Postgres, else SQLite. */
export async function openTestDatabase(options: DatabaseOptions = {}): Promise<Database> {
  return dialect === 'postgres' ? (await import('./postgres/testing.ts')).openTestPostgres(options) : openCopy(options);
}
