import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { parts } from '../features/inventory/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { runExclusive } from '../platform/db/exclusive.ts';
import { lockDatabaseFile } from '../platform/db/lock.ts';
import { openDatabase } from '../platform/db/open.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { partValues } from '../platform/db/testing/rows.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { admin, adminOutput, emptyDatabase } from './testing/commands.ts';

/** An open empty shop, as a server has it. */
async function openShop(query = '') {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  const lock = dialect === 'sqlite' ? lockDatabaseFile(sqliteFile(url)) : undefined;
  const server = await openDatabase(url + query);
  onTestFinished(async () => {
    await server.close();
    lock?.release();
  });
  expect(await server.read.$count(parts)).toBe(0);
  return { url, server };
}

/** The commands that need the server stopped, with files that they would take. */
async function commandsOnStopped(): Promise<string[][]> {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  const shop = await openDatabase(url);
  await shop.write((tx) => tx.insert(parts).values(partValues()));
  await shop.close();
  const [exported, backup] = [temporaryFile('shop.jsonl'), temporaryFile('backup')];
  await adminOutput(url, 'export', exported);
  await adminOutput(url, 'backup', backup);
  return [['migrate'], ['seed-demo'], ['import', exported], ['restore', backup]];
}

// The name of its connections is for the operator to choose.
test.each(dialect === 'postgres' ? ['', '?application_name=counter'] : [''])(
  'migrate, seed-demo, import and restore refuse while a server has the database%s',
  async (query) => {
    const commands = await commandsOnStopped();
    const { url, server } = await openShop(query);
    for (const command of commands) {
      const { status, err } = await admin(url, ...command);
      expect({ command, status }).toEqual({ command, status: 1 });
      expect(err).toMatch(/^error: (?:Another server uses|A server uses this database).*stop/);
      expect(await server.read.$count(parts)).toBe(0);
    }
  },
);

test.runIf(dialect === 'postgres')(
  'a server that connects while a restore is under way waits until it is over',
  async () => {
    const url = await emptyDatabase();
    await adminOutput(url, 'migrate');
    const arriving = await runExclusive(url, async (tx) => {
      const server = await openDatabase(`${url}?application_name=counter`, { timeout: 60_000 });
      onTestFinished(() => server.close());
      // A query is sent when somebody waits for it.
      const counted = Promise.resolve(server.read.$count(parts));
      const isWaiting = sql<boolean>`exists (select 1 from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database()))`;
      for (let waits = false; !waits;) {
        const [row] = await tx.select({ waits: isWaiting }).from(sql`(select 1) as once`);
        waits = row?.waits === true;
      }
      await tx.insert(parts).values(partValues());
      return { counted };
    });
    expect(await arriving.counted).toBe(1);
  },
);
