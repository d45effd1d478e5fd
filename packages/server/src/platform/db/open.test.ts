import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dialect } from './columns.ts';
import type { Database, Queries } from './database.ts';
import { migrateDatabase } from './migrate.ts';
import { openDatabase } from './open.ts';
import { temporaryFile } from './testing/folder.ts';
import { addPart, quantityOf } from './testing/rows.ts';
import { MEMORY } from './url.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('openDatabase rejects a URL of the other dialect', async () => {
  const other = dialect === 'sqlite' ? 'postgres://localhost/shop' : 'file:./shop.db';
  await expect(openDatabase(other)).rejects.toThrow('set DATABASE_URL');
  await expect(migrateDatabase(other)).rejects.toThrow('set DATABASE_URL');
});

describe.runIf(dialect === 'sqlite')('a SQLite database file', () => {
  const pragmaOf = async (db: Queries, name: string) => {
    const [row] = await db.select({ value: sql<unknown>`${sql.identifier(name)}` }).from(sql.raw(`pragma_${name}`));
    return row?.value;
  };
  const settings = async (db: Queries) => [
    await pragmaOf(db, 'journal_mode'),
    await pragmaOf(db, 'synchronous'),
    await pragmaOf(db, 'foreign_keys'),
  ];

  test('a SQLite file keeps its rows, and every connection syncs each commit', async () => {
    const url = `file:${temporaryFile()}`;
    await migrateDatabase(url);
    const first = await openDatabase(url);
    const id = await addPart(first, 3);
    expect(await settings(first.read)).toEqual(['wal', 2, 1]);
    expect(await first.write((tx) => settings(tx))).toEqual(['wal', 2, 1]);
    await first.close();
    const second = await openDatabase(url);
    expect(await quantityOf(second.read, id)).toBe(3);
    await second.close();
  });

  test('a SQLite file is complete without its journal once it is closed', async () => {
    const file = temporaryFile();
    await migrateDatabase(`file:${file}`);
    const db = await openDatabase(`file:${file}`);
    await addPart(db, 3);
    await db.close();
    expect(readdirSync(dirname(file))).toEqual(['shop.db']);
  });

  test('a file that is not a SQLite database is rejected with a clear message', async () => {
    const file = temporaryFile('notes.txt');
    writeFileSync(file, 'Call the customer about the brakes. '.repeat(40));
    await expect(migrateDatabase(`file:${file}`)).rejects.toThrow(
      `${file} is not a SQLite database: name another file in DATABASE_URL.`,
    );
  });

  test('a SQLite file that cannot be opened is rejected', async () => {
    await expect(openDatabase(`file:${temporaryFile('missing/shop.db')}`)).rejects.toThrow();
  });

  const useTemporaryFolder = () => {
    const folder = temporaryFile('tmp');
    mkdirSync(folder);
    vi.stubEnv('TMPDIR', folder);
    return folder;
  };

  test('an in-memory database is private, migrated and removed on close', async () => {
    const folder = useTemporaryFolder();
    const databases: Database[] = [await openDatabase(MEMORY), await openDatabase(MEMORY)];
    expect(readdirSync(folder)).toHaveLength(2);
    const ids = await Promise.all(databases.map((db, i) => addPart(db, i)));
    expect(ids).toEqual([1, 1]);
    expect(await Promise.all(databases.map((db) => quantityOf(db.read, 1)))).toEqual([0, 1]);
    for (const db of databases) await db.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an in-memory database is removed when the program exits without closing it', () => {
    const folder = useTemporaryFolder();
    const code = `const { openDatabase } = await import(${JSON.stringify(new URL('open.ts', import.meta.url).href)});
      await openDatabase(${JSON.stringify(MEMORY)}); process.exit(0);`;
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, TMPDIR: folder } });
    expect(existsSync(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});
