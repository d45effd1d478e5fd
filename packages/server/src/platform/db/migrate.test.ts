import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eq, getTableName, is, sql, Table } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accounts } from '../../features/accounts/table.ts';
import { customers } from '../../features/customers/table.ts';
import * as schema from '../../schema.ts';
import { dialect } from './columns.ts';
import { migrateDatabase, migrationStatus } from './migrate.ts';
import { migrationsFolder, readMigrations } from './migrations.ts';
import { openDatabase } from './open.ts';
import { strict } from './strict.ts';
import { openTestDatabase } from './testing.ts';
import { temporaryFile } from './testing/folder.ts';

const run = promisify(execFile);
const names = readMigrations(migrationsFolder()).map(({ name }) => name);

/** The URL of an empty database of the current engine. */
async function emptyDatabase(): Promise<string> {
  if (dialect === 'sqlite') return `file:${temporaryFile('data/shop.db')}`;
  const { createEmptyDatabase } = await import('./postgres/testing.ts');
  const { url, drop } = await createEmptyDatabase();
  onTestFinished(drop);
  return url;
}

/** A folder with the project's migrations and one more. */
function folderWith(name: string, migration: string): string {
  const folder = temporaryFile('migrations');
  cpSync(migrationsFolder(), folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, { tag: name }] }));
  writeFileSync(join(folder, `${name}.sql`), migration);
  return folder;
}

async function addPerson(url: string) {
  const db = await openDatabase(url);
  await db.write(async (tx) => {
    const person = { id: 5, role: 'customer', firstName: 'Ann', lastName: 'Lee', createdAt: new Date() } as const;
    await tx.insert(accounts).values(person);
    await tx.insert(customers).values({ id: 5, nameKey: 'lee' });
  });
  await db.close();
}
async function customersIn(url: string) {
  const db = await openDatabase(url);
  const rows = await db.read.select({ id: customers.id }).from(customers).where(eq(customers.id, 5));
  await db.close();
  return rows;
}

// SQLite has no other way to change a column; drizzle-kit generates this form.
const rebuild = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_accounts (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, role text NOT NULL, email text,
  password_hash text, first_name text NOT NULL, last_name text NOT NULL, version integer DEFAULT 1 NOT NULL,
  created_at integer NOT NULL, color text) STRICT;--> statement-breakpoint
INSERT INTO __new_accounts SELECT *, 'red' FROM accounts;--> statement-breakpoint
DROP TABLE accounts;--> statement-breakpoint
ALTER TABLE __new_accounts RENAME TO accounts;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;
const nextMigration = dialect === 'sqlite' ? rebuild : 'ALTER TABLE accounts ADD COLUMN color text';

describe('migrating', () => {
  test('migrating prepares an empty database, once', async () => {
    const url = await emptyDatabase();
    expect(await migrationStatus(url)).toEqual({ applied: [], pending: names, newer: [] });
    expect(await migrateDatabase(url)).toEqual({ applied: names.length });
    expect(await migrateDatabase(url)).toEqual({ applied: 0 });
    expect(await migrationStatus(url)).toEqual({ applied: names, pending: [], newer: [] });
    await addPerson(url);
  });

  test.runIf(dialect === 'sqlite' && process.platform !== 'win32')(
    'migrating creates a file that only its owner can read',
    async () => {
      const file = temporaryFile('new/shop.db');
      await migrateDatabase(`file:${file}`);
      const db = await openDatabase(`file:${file}`);
      onTestFinished(() => db.close());
      await db.write((tx) => tx.delete(customers));
      const modes = ['', '-wal', '-shm'].map((suffix) => statSync(`${file}${suffix}`).mode & 0o777);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    },
  );

  test('migrating keeps existing rows, and an older program rejects the migrated database', async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    await addPerson(url);
    const folder = folderWith('9999_next', nextMigration);
    expect(await migrationStatus(url, folder)).toEqual({ applied: names, pending: ['9999_next'], newer: [] });
    expect(await migrateDatabase(url, folder)).toEqual({ applied: 1 });
    expect(await customersIn(url)).toEqual([{ id: 5 }]);

    expect(await migrationStatus(url)).toEqual({ applied: names, pending: [], newer: ['9999_next'] });
    await expect(migrateDatabase(url)).rejects.toThrow(
      /^The database is newer than this program \(it has 9999_next\)[^\n]*$/,
    );
  });

  test('migrating rolls back completely when a statement fails', async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    const half = 'CREATE TABLE half (id bigint);--> statement-breakpoint\nCREATE TABLE accounts (id bigint)';
    const folder = folderWith('9999_half', half);
    await expect(migrateDatabase(url, folder)).rejects.toThrow('already exists');
    expect(await migrationStatus(url, folder)).toEqual({ applied: names, pending: ['9999_half'], newer: [] });
    expect(await migrateDatabase(url, folderWith('9999_half', 'CREATE TABLE half (id bigint)'))).toEqual({
      applied: 1,
    });
  });

  test('migrating runs once when several processes start together', async () => {
    const url = await emptyDatabase();
    const module = JSON.stringify(new URL('migrate.ts', import.meta.url).href);
    const code = `const { migrateDatabase } = await import(${module});
      console.log(JSON.stringify(await migrateDatabase(${JSON.stringify(url)})));`;
    const starters = Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module', '-e', code]));
    const answers = (await Promise.all(starters)).map(({ stdout }) => stdout.trim());
    expect(answers.toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => '{"applied":0}'),
      `{"applied":${names.length}}`,
    ]);
  });

  test.runIf(dialect === 'sqlite')('migrating is rejected when it would leave dangling references', async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    await addPerson(url);
    const folder = folderWith('9999_dangling', 'DELETE FROM accounts');
    await expect(migrateDatabase(url, folder)).rejects.toThrow('1 dangling references');
    expect(await customersIn(url)).toEqual([{ id: 5 }]);
  });
});

describe('the schema', () => {
  test('the schema matches the migrations: drizzle-kit finds nothing to add', async () => {
    const out = temporaryFile('migrations');
    cpSync(migrationsFolder(), out, { recursive: true });
    const before = readdirSync(out);
    const root = join(import.meta.dirname, '../../..');
    const kit = join(root, 'node_modules/drizzle-kit/bin.cjs');
    const flags = ['--schema', 'src/schema.ts', '--casing', 'snake_case', '--out', out];
    const kind = dialect === 'sqlite' ? 'sqlite' : 'postgresql';
    await run(process.execPath, [kit, 'generate', '--dialect', kind, ...flags], { cwd: root });
    expect(readdirSync(out)).toEqual(before);
  });

  test('the schema can be read table by table', async () => {
    const db = await openTestDatabase();
    const tables = Object.values(schema).filter((value) => is(value, Table));
    const empty = await Promise.all(
      tables.map(async (table) => [getTableName(table), await db.read.select().from(table)]),
    );
    expect(empty).toEqual(tables.map((table) => [getTableName(table), []]));
    expect(tables.length).toBeGreaterThan(15);
    await db.close();
  });

  test.runIf(dialect === 'sqlite')('the schema has only STRICT tables', async () => {
    const db = await openTestDatabase();
    const tables = await db.read
      .select({ name: sql<string>`name`, strict: sql<number>`strict` })
      .from(sql`pragma_table_list`)
      .where(sql`schema = 'main' and type = 'table' and name not like 'sqlite_%'`);
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
    await db.close();
  });

  test('strict adds STRICT to what drizzle-kit generates, once', () => {
    const made = 'CREATE TABLE `a` (\n\t`id` integer\n);\n--> statement-breakpoint\nCREATE INDEX `i` ON `a` (`id`);';
    const wanted = made.replace(');\n', ') STRICT;\n');
    expect(strict(made)).toBe(wanted);
    expect(strict(wanted)).toBe(wanted);
    expect(strict('CREATE VIRTUAL TABLE s USING fts5(words);')).toBe('CREATE VIRTUAL TABLE s USING fts5(words);');
  });

  test('both dialects have the same migrations', () => {
    const other = migrationsFolder().replace(/(sqlite|postgres)$/, (it) => (it === 'sqlite' ? 'postgres' : 'sqlite'));
    expect(existsSync(other)).toBe(true);
    expect(readMigrations(other).map(({ name }) => name)).toEqual(names);
  });
});
