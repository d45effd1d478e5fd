import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { mechanics } from '../features/accounts/mechanics-table.ts';
import { parts } from '../features/inventory/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { lockDatabaseFile } from '../platform/db/lock.ts';
import { openDatabase } from '../platform/db/open.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { admin, demoDatabase, adminOutput, emptyDatabase, lastingLines } from './testing/commands.ts';
import { filledDatabase } from './testing/filled.ts';

async function countParts(url: string): Promise<number> {
  const db = await openDatabase(url);
  try {
    return await db.read.$count(parts);
  } finally {
    await db.close();
  }
}

async function text(url: string): Promise<string> {
  const path = temporaryFile('now.jsonl');
  await adminOutput(url, 'export', path);
  return readFileSync(path, 'utf8');
}

/** Makes a change that a restore undoes. */
async function changeData(url: string): Promise<void> {
  const db = await openDatabase(url);
  await db.write((tx) => tx.update(parts).set({ name: 'Spoilt' }));
  await db.close();
}

describe('admin backup and restore', () => {
  test('a backup of an open database restores every row of every table', async () => {
    const url = await filledDatabase();
    const backup = temporaryFile('shop.backup');
    const before = await text(url);
    const server = await openDatabase(url);
    expect(await adminOutput(url, 'backup', backup)).toContain(`${backup} is a verified copy.`);
    await server.close();
    await changeData(url);
    expect(await text(url)).not.toBe(before);
    expect(await adminOutput(url, 'restore', backup)).toContain('All sessions have ended');
    expect(lastingLines(await text(url))).toEqual(lastingLines(before));
    expect(readdirSync(dirname(backup))).toEqual(['shop.backup']);
    expect(await adminOutput(url, 'doctor')).toContain('Nothing is wrong.');
  });

  test('restore creates a missing database', async () => {
    const backup = temporaryFile('shop.backup');
    const from = await demoDatabase();
    await adminOutput(from, 'backup', backup);
    const to = await emptyDatabase();
    await adminOutput(to, 'restore', backup);
    expect(lastingLines(await text(to))).toEqual(lastingLines(await text(from)));
  });

  test('restore is rejected on a database in use', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    await changeData(url);
    const changed = await text(url);
    const server = await openDatabase(url);
    const lock = dialect === 'sqlite' ? lockDatabaseFile(sqliteFile(url)) : undefined;
    await server.read.$count(parts);
    const { status, err } = await admin(url, 'restore', backup);
    await server.close();
    lock?.release();
    expect(status).toBe(1);
    expect(err).toMatch(/^error: (?:Another server uses|A server uses this database)/);
    expect(await text(url)).toBe(changed);
  });

  test('restore of a damaged backup changes nothing', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    const before = await text(url);
    const whole = readFileSync(backup);
    const refused = async () => {
      const { status, err } = await admin(url, 'restore', backup);
      expect(status).toBe(1);
      expect(err).toMatch(/^error: .*shop\.backup (?:is|cannot)/);
      expect(await text(url)).toBe(before);
    };
    truncateSync(backup, whole.length - 9000);
    await refused();
    const damaged = Buffer.from(whole);
    damaged.fill(0xaa, 20_000, 30_000);
    writeFileSync(backup, damaged);
    await refused();
    writeFileSync(backup, 'hello');
    await refused();
  });

  test('backup and restore of inconsistent data work and warn', async () => {
    const url = await demoDatabase();
    const db = await openDatabase(url);
    await db.write((tx) => tx.update(mechanics).set({ ticketCount: 777 }));
    await db.close();
    const before = await text(url);
    const backup = temporaryFile('shop.backup');
    expect((await admin(url, 'backup', backup)).status).toBe(0);
    await changeData(url);
    const { status, err } = await admin(url, 'restore', backup);
    expect(status).toBe(0);
    expect(err).toMatch(/^warning: .* mechanic \d+: the stored count is 777, /);
    expect(lastingLines(await text(url))).toEqual(lastingLines(before));
  });

  test('backup is rejected without a database and over an existing file', async () => {
    const backup = temporaryFile('shop.backup');
    expect((await admin(await emptyDatabase(), 'backup', backup)).err).toMatch(/^error: This database has no shop/);
    writeFileSync(backup, 'mine');
    const { status, err } = await admin(await demoDatabase(), 'backup', backup);
    expect([status, err]).toEqual([1, `error: ${backup} already exists: use another name, or move that file away.\n`]);
    expect(readFileSync(backup, 'utf8')).toBe('mine');
  });
});

describe.runIf(dialect === 'sqlite')('admin restore of a SQLite file', () => {
  test('restore keeps the former database file, also a broken one', async () => {
    const url = await demoDatabase();
    const file = sqliteFile(url);
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    await changeData(url);
    const out = await adminOutput(url, 'restore', backup);
    const [, kept = ''] = /^The former database is (.+)\.$/m.exec(out) ?? [];
    const client = new Sqlite(kept, { readonly: true });
    expect(client.prepare('select distinct name from parts').pluck().all()).toEqual(['Spoilt']);
    client.close();

    writeFileSync(file, 'what a bad disk leaves');
    writeFileSync(`${file}-wal`, 'and its journal');
    expect((await admin(url, 'doctor')).status).toBe(1);
    const again = await adminOutput(url, 'restore', backup);
    const [, broken = ''] = /^The former database is (.+)\.$/m.exec(again) ?? [];
    expect(readFileSync(broken, 'utf8')).toBe('what a bad disk leaves');
    expect(await countParts(url)).toBeGreaterThan(10);
  });

  test('restore is rejected while another program has the file open', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    const other = new Sqlite(sqliteFile(url));
    other.prepare('select 1 from parts').get();
    const { status, err } = await admin(url, 'restore', backup);
    other.close();
    expect(status).toBe(1);
    expect(err).toMatch(/^error: Another program has .* open: close it first\.\n$/);
    expect(readdirSync(dirname(sqliteFile(url))).filter((name) => name.includes('before-restore'))).toEqual([]);
    expect(await countParts(url)).toBeGreaterThan(10);
  });

  test('restore of a backup from a newer program is rejected', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    const client = new Sqlite(backup);
    client.exec("insert into migrations (name, applied_at) values ('9999_later', '')");
    client.close();
    await changeData(url);
    const spoilt = await text(url);
    const { status, err } = await admin(url, 'restore', backup);
    expect([status, err]).toEqual([1, `error: ${backup} is newer than this program: use a newer program.\n`]);
    expect(await text(url)).toBe(spoilt);
  });
});
