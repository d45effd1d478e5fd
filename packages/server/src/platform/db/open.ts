import { join } from 'node:path';
import { dialect, dialectOf } from './columns.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { migrateDatabase } from './migrate.ts';
import { openSqlite } from './sqlite/open.ts';
import { temporaryFolder } from './sqlite/temporary.ts';
import { MEMORY, sqliteFile } from './url.ts';

async function openTemporary(options: DatabaseOptions): Promise<Database> {
  const folder = temporaryFolder();
  try {
    const file = join(folder.path, 'shop.db');
    await migrateDatabase(`file:${file}`);
    const database = await openSqlite(file, { synchronous: 'OFF', ...options });
    const close = async () => {
      await database.close();
      folder.remove();
    };
    return { ...database, close };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/**
 * Opens `file:./shop.db`, `file::memory:` (private, migrated, removed on close) or `postgres://…`. Tables are built for
 * the dialect of `DATABASE_URL`, so `url` must use the same one.
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  if (dialectOf(url) !== dialect) {
    throw new Error(`This process was started for ${dialect}: set DATABASE_URL to the database to open.`);
  }
  if (dialect === 'postgres') return (await import('./postgres/open.ts')).openPostgres(url, options);
  return url === MEMORY ? openTemporary(options) : openSqlite(sqliteFile(url), options);
}
