import Sqlite from 'better-sqlite3';
import { dialect } from '../../platform/db/columns.ts';
import { migrationsFolder, readMigrations } from '../../platform/db/migrations.ts';
import { migrateSqlite } from '../../platform/db/sqlite/migrate.ts';
import { sqliteFile } from '../../platform/db/url.ts';
import { emptyDatabase } from './commands.ts';

/** A database as it was before a migration, filled by statements for its tables at that time. */
export async function databaseBefore(migration: string, statements: string): Promise<string> {
  const url = await emptyDatabase();
  const all = readMigrations(migrationsFolder());
  const before = all.slice(
    0,
    all.findIndex(({ name }) => name.endsWith(migration)),
  );
  if (dialect === 'sqlite') {
    await migrateSqlite(sqliteFile(url), before);
    const client = new Sqlite(sqliteFile(url));
    client.exec(statements);
    client.close();
    return url;
  }
  const { migratePostgres } = await import('../../platform/db/postgres/migrate.ts');
  const { onConnection } = await import('../../platform/db/postgres/server.ts');
  await migratePostgres(url, before);
  await onConnection(url, (client) => client.query(statements));
  return url;
}
