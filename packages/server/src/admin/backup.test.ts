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
import { admin, demoDatabase, done, emptyDatabase, lastingLines } from './testing/commands.ts';

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
  await done(url, 'export', path);
  return readFileSync(path, 'utf8');
}

/** Changes something that a restore takes back. */
async function spoil(url: string): Promise<void> {
  const db = await openDatabase(url);
  await db.write((tx) => tx.update(parts).set({ name: 'Spoilt' }));
  await db.close();
}

describe('a backup', () => {
  test('beside an open database brings back every row', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    const before = await text(url);
    const server = await openDatabase(url);
    expect(await done(url, 'backup', backup)).toContain(`${backup} is a verified copy.`);
    await server.close();
    await spoil(url);
    expect(await text(url)).not.toBe(before);
    expect(await done(url, 'restore', backup)).toContain('Every session has ended');
    expect(lastingLines(await text(url))).toEqual(lastingLines(before));
    expect(readdirSync(dirname(backup))).toEqual(['shop.backup']);
    expect(await done(url, 'doctor')).toContain('Nothing is wrong.');
  });

  test('makes a database where there was none', async () => {
    const backup = temporaryFile('shop.backup');
    const from = await demoDatabase();
    await done(from, 'backup', backup);
    const to = await emptyDatabase();
    await done(to, 'restore', backup);
    expect(lastingLines(await text(to))).toEqual(lastingLines(await text(from)));
  });

  test('is not restored over a live database', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await done(url, 'backup', backup);
    await spoil(url);
    const spoilt = await text(url);
    const server = await openDatabase(url);
    const lock = dialect === 'sqlite' ? lockDatabaseFile(sqliteFile(url)) : undefined;
    await server.read.$count(parts);
    const { status, err } = await admin(url, 'restore', backup);
    await server.close();
    lock?.release();
    expect(status).toBe(1);
    expect(err).toMatch(/^error: (?:Another server uses|A server uses this database)/);
    expect(await text(url)).toBe(spoilt);
  });

  test('that is damaged changes nothing', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await done(url, 'backup', backup);
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
    const rotten = Buffer.from(whole);
    rotten.fill(0xaa, 20_000, 30_000);
    writeFileSync(backup, rotten);
    await refused();
    writeFileSync(backup, 'hello');
    await refused();
  });

  test('of a shop whose counts are off is made and restored all the same, and says so', async () => {
    const url = await demoDatabase();
    const db = await openDatabase(url);
    await db.write((tx) => tx.update(mechanics).set({ ticketCount: 777 }));
    await db.close();
    const before = await text(url);
    const backup = temporaryFile('shop.backup');
    expect((await admin(url, 'backup', backup)).status).toBe(0);
    await spoil(url);
    const { status, err } = await admin(url, 'restore', backup);
    expect(status).toBe(0);
    expect(err).toMatch(/^warning: .* mechanic \d+: the kept count is 777, /);
    expect(lastingLines(await text(url))).toEqual(lastingLines(before));
  });

  test('is not made of nothing, and not over a file', async () => {
    const backup = temporaryFile('shop.backup');
    expect((await admin(await emptyDatabase(), 'backup', backup)).err).toMatch(/^error: There is no shop/);
    writeFileSync(backup, 'mine');
    const { status, err } = await admin(await demoDatabase(), 'backup', backup);
    expect([status, err]).toEqual([
      1,
      `error: ${backup} is there already: name another file, or move that one away.\n`,
    ]);
    expect(readFileSync(backup, 'utf8')).toBe('mine');
  });
});

describe.runIf(dialect === 'sqlite')('a SQLite file', () => {
  test('that is replaced is kept beside, and so is one that is broken', async () => {
    const url = await demoDatabase();
    const file = sqliteFile(url);
    const backup = temporaryFile('shop.backup');
    await done(url, 'backup', backup);
    await spoil(url);
    const out = await done(url, 'restore', backup);
    const [, kept = ''] = /^The former one is (.+)\.$/m.exec(out) ?? [];
    const client = new Sqlite(kept, { readonly: true });
    expect(client.prepare('select distinct name from parts').pluck().all()).toEqual(['Spoilt']);
    client.close();

    writeFileSync(file, 'what a bad disk leaves');
    writeFileSync(`${file}-wal`, 'and its journal');
    expect((await admin(url, 'doctor')).status).toBe(1);
    const again = await done(url, 'restore', backup);
    const [, broken = ''] = /^The former one is (.+)\.$/m.exec(again) ?? [];
    expect(readFileSync(broken, 'utf8')).toBe('what a bad disk leaves');
    expect(await countParts(url)).toBeGreaterThan(10);
  });

  test('that another program has open is not replaced', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await done(url, 'backup', backup);
    const other = new Sqlite(sqliteFile(url));
    other.prepare('select 1 from parts').get();
    const { status, err } = await admin(url, 'restore', backup);
    other.close();
    expect(status).toBe(1);
    expect(err).toMatch(/^error: Another program has .* open: close it first\.\n$/);
    expect(readdirSync(dirname(sqliteFile(url))).filter((name) => name.includes('before-restore'))).toEqual([]);
    expect(await countParts(url)).toBeGreaterThan(10);
  });

  test('of a newer program is refused', async () => {
    const url = await demoDatabase();
    const backup = temporaryFile('shop.backup');
    await done(url, 'backup', backup);
    const client = new Sqlite(backup);
    client.exec("insert into migrations (name, applied_at) values ('9999_later', '')");
    client.close();
    await spoil(url);
    const spoilt = await text(url);
    const { status, err } = await admin(url, 'restore', backup);
    expect([status, err]).toEqual([1, `error: ${backup} is newer than this program: use a newer program.\n`]);
    expect(await text(url)).toBe(spoilt);
  });
});
