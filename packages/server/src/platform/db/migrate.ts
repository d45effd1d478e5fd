import { dialect, dialectOf } from './columns.ts';
import { type MigrationStatus, migrationsFolder, readMigrations, statusOf } from './migrations.ts';
import { migrateSqlite, readAppliedSqlite } from './sqlite/migrate.ts';
import { MEMORY, sqliteFile } from './url.ts';

function assertDialect(url: string): void {
  if (dialectOf(url) !== dialect) {
    throw new Error(`This process was started for ${dialect}: set DATABASE_URL to the database to migrate.`);
  }
}

/**
 * Applies pending migrations, all or nothing. Several processes may start at once: one migrates, the others wait. An
 * in-memory database migrates itself when it is opened.
 */
export async function migrateDatabase(url: string, folder = migrationsFolder()): Promise<{ applied: number }> {
  assertDialect(url);
  const migrations = readMigrations(folder);
  if (dialect === 'postgres') return (await import('./postgres/migrate.ts')).migratePostgres(url, migrations);
  return url === MEMORY ? { applied: 0 } : migrateSqlite(sqliteFile(url), migrations);
}

/** Returns what `migrateDatabase` would do; changes nothing. */
export async function migrationStatus(url: string, folder = migrationsFolder()): Promise<MigrationStatus> {
  assertDialect(url);
  const migrations = readMigrations(folder);
  const applied =
    dialect === 'postgres'
      ? await (await import('./postgres/migrate.ts')).readAppliedPostgres(url)
      : url === MEMORY
        ? []
        : readAppliedSqlite(sqliteFile(url));
  return statusOf(migrations, applied);
}
