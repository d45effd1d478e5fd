import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialect } from './columns.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { migrateDatabase } from './migrate.ts';
import { openSqlite } from './sqlite/open.ts';
import { temporaryFolder } from './sqlite/temporary.ts';

const makeTemplate = async () => {
  const { path } = temporaryFolder();
  const file = join(path, 'template.db');
  await migrateDatabase(`file:${file}`);
  return file;
};
// One a test process: migrating takes longer than copying.
let template: Promise<string> | undefined;

const openCopy = async (options: DatabaseOptions): Promise<Database> => {
  template ??= makeTemplate();
  const source = await template;
  const folder = temporaryFolder();
  const file = join(folder.path, 'shop.db');
  copyFileSync(source, file);
  const database = await openSqlite(file, { synchronous: 'OFF', ...options });
  const close = async () => {
    await database.close();
    folder.remove();
  };
  return { ...database, close };
};

/** A fresh, private, migrated database: of the server that DATABASE_URL names when that is Postgres, else SQLite. */
export const openTestDatabase = async (options: DatabaseOptions = {}): Promise<Database> =>
  dialect === 'postgres' ? (await import('./postgres/testing.ts')).openTestPostgres(options) : openCopy(options);
