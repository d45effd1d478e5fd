import { expect, onTestFinished, test } from 'vitest';
import { parts } from '../features/inventory/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { lockDatabaseFile } from '../platform/db/lock.ts';
import { openDatabase } from '../platform/db/open.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { admin, demoDatabase, done, emptyDatabase } from './testing/commands.ts';

/** An empty shop that is open, as a server has it. */
async function openShop() {
  const url = await emptyDatabase();
  await done(url, 'migrate');
  const lock = dialect === 'sqlite' ? lockDatabaseFile(sqliteFile(url)) : undefined;
  const server = await openDatabase(url);
  onTestFinished(async () => {
    await server.close();
    lock?.release();
  });
  expect(await server.read.$count(parts)).toBe(0);
  return { url, server };
}

test('migrate, seed-demo and import refuse while a server has the database', async () => {
  const file = temporaryFile('shop.jsonl');
  await done(await demoDatabase(), 'export', file);
  const { url, server } = await openShop();
  for (const command of [['migrate'], ['seed-demo'], ['import', file]]) {
    const { status, err } = await admin(url, ...command);
    expect({ command, status }).toEqual({ command, status: 1 });
    expect(err).toMatch(/^error: (?:Another server uses|A server uses this database).*stop/);
    expect(await server.read.$count(parts)).toBe(0);
  }
});
