import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { type Migration, pendingOf } from '../migrations.ts';
import { retryWhileBusy } from './busy.ts';
import { connect } from './connect.ts';

// Another process may be migrating a large database.
const PATIENCE_MS = 60_000;

function appliedIn(client: Sqlite.Database): string[] {
  const exists = client.prepare("select 1 from sqlite_schema where name = 'migrations'").get() !== undefined;
  return exists ? client.prepare<[], string>('select name from migrations order by rowid').pluck().all() : [];
}

/** Applies pending migrations inside the caller's transaction; returns their number. */
export function applyMigrations(client: Sqlite.Database, migrations: readonly Migration[]): number {
  const pending = pendingOf(migrations, appliedIn(client));
  if (pending.length === 0) return 0;
  client.exec('create table if not exists migrations (name text primary key, applied_at text not null) strict');
  const record = client.prepare('insert into migrations (name, applied_at) values (?, ?)');
  for (const { name, statements } of pending) {
    for (const statement of statements) client.exec(statement);
    record.run(name, new Date().toISOString());
  }
  const dangling = client.pragma('foreign_key_check');
  if (Array.isArray(dangling) && dangling.length > 0) {
    throw new Error(`The migration would leave ${dangling.length} dangling references and was undone.`);
  }
  return pending.length;
}

/** Creates the file for its owner only, since it holds personal data. SQLite gives its journal files the same mode. */
function create(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

/** Applies pending migrations in one transaction. */
export async function migrateSqlite(file: string, migrations: readonly Migration[]): Promise<{ applied: number }> {
  if (!existsSync(file)) create(file);
  const client = await retryWhileBusy(PATIENCE_MS, () => connect(file, {}));
  try {
    // Table rebuilds drop the old table, which with foreign keys on would delete referring rows. The pragma has no
    // effect inside a transaction.
    client.pragma('foreign_keys = OFF');
    const run = client.transaction(() => applyMigrations(client, migrations));
    return { applied: await retryWhileBusy(PATIENCE_MS, () => run.immediate()) };
  } finally {
    client.close();
  }
}

/** The names of the applied migrations. */
export function readAppliedSqlite(file: string): string[] {
  if (!existsSync(file)) return [];
  const client = connect(file, { readonly: true });
  try {
    return appliedIn(client);
  } finally {
    client.close();
  }
}
