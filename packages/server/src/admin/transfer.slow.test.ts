import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { runScript } from '../demo/testing.ts';
import { dialect } from '../platform/db/columns.ts';
import { openDatabase } from '../platform/db/open.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { addPart } from '../platform/db/testing/rows.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { admin, demoDatabase, adminOutput, emptyDatabase, lastingLines } from './testing/commands.ts';
import { filledDatabase } from './testing/filled.ts';

async function exported(url: string): Promise<{ path: string; text: string }> {
  const path = temporaryFile('shop.jsonl');
  await adminOutput(url, 'export', path);
  return { path, text: readFileSync(path, 'utf8') };
}

const searchTables = ['customers', 'vehicles', 'tickets', 'parts', 'mechanics'].map((name) => `${name}_search`);

/** Every indexed word with its row. */
async function searchWords(url: string): Promise<unknown[]> {
  if (dialect === 'postgres') {
    const { onConnection } = await import('../platform/db/postgres/server.ts');
    const query = (table: string) => `select '${table}' as search, rowid::text as row, words::text from ${table}`;
    const all = `${searchTables.map(query).join(' union all ')} order by 1, 2`;
    return onConnection(url, async (client) => (await client.query<Record<string, string>>(all)).rows);
  }
  const client = new Sqlite(sqliteFile(url), { readonly: true });
  try {
    return searchTables.flatMap((table) => {
      client.exec(`create virtual table temp.words_of_${table} using fts5vocab(main, ${table}, instance)`);
      return client.prepare(`select '${table}' as search, term, doc from words_of_${table} order by term, doc`).all();
    });
  } finally {
    client.close();
  }
}

describe('admin export', () => {
  test('an export holds every table: importing and exporting it again gives the same file and search results', async () => {
    const from = await filledDatabase();
    const to = await emptyDatabase();
    const { path, text } = await exported(from);
    expect(await adminOutput(to, 'import', path)).toMatch(/^All \d+ rows were imported and counted\.\nAll sessions/);
    expect(lastingLines((await exported(to)).text)).toEqual(lastingLines(text));
    const words = await searchWords(from);
    expect(words.length).toBeGreaterThan(100);
    expect(await searchWords(to)).toEqual(words);
    expect(await adminOutput(to, 'doctor')).toContain('Nothing is wrong.');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test.runIf(dialect === 'postgres')(
    'a shop with rows in every table moves from PostgreSQL to SQLite and back',
    async () => {
      const main = join(import.meta.dirname, 'main.ts');
      const folder = temporaryFile('');
      const onSqlite = async (file: string, ...args: string[]) => {
        const env = { DATABASE_URL: `file:${join(folder, file)}`, INIT_CWD: folder, BCRYPT_COST: '10' };
        const { status, err } = await runScript(main, { args, env });
        expect(err).toBe('');
        expect(status).toBe(0);
      };
      const linesOf = (file: string) => lastingLines(readFileSync(join(folder, file), 'utf8'));
      const first = await exported(await filledDatabase());
      await onSqlite('one.db', 'import', first.path);
      await onSqlite('one.db', 'doctor');
      await onSqlite('one.db', 'export', 'one.jsonl');
      expect(linesOf('one.jsonl').toSorted()).toEqual(lastingLines(first.text).toSorted());
      const postgres = await emptyDatabase();
      await adminOutput(postgres, 'import', join(folder, 'one.jsonl'));
      expect(await adminOutput(postgres, 'doctor')).toContain('Nothing is wrong.');
      const second = await exported(postgres);
      expect(lastingLines(second.text)).toEqual(lastingLines(first.text));
    },
  );

  test('an export holds tables of many pages, with any kind of key', async () => {
    const from = await emptyDatabase();
    await adminOutput(from, 'migrate');
    const db = await openDatabase(from);
    const { idempotencyKeys } = await import('../api/idempotency-table.ts');
    const row = { procedure: 'inventory.adjust', inputDigest: 'x', answer: '{}', createdAt: new Date() };
    // Texts that engines sort differently.
    const keys = ['a', 'B', 'ä', '_', '10', '9'].flatMap((start) =>
      Array.from({ length: 400 }, (_, n) => `${start}${n}`),
    );
    const rows = keys.map((key, n) => ({ ...row, accountId: 1 + (n % 2), key }));
    for (let at = 0; at < rows.length; at += 400) {
      await db.write((tx) => tx.insert(idempotencyKeys).values(rows.slice(at, at + 400)));
    }
    const { settings } = await import('../platform/db/settings.ts');
    await db.write((tx) => tx.insert(settings).values(keys.map((name) => ({ name, value: 'x' }))));
    for (let n = 0; n < 1100; n++) await addPart(db, 0);
    await db.close();
    const { path, text } = await exported(from);
    expect(text.split('\n')).toHaveLength(1 + 2 * keys.length + 1100 + 2);
    expect(new Set(text.split('\n')).size).toBe(1 + 2 * keys.length + 1100 + 2);
    const to = await emptyDatabase();
    await adminOutput(to, 'import', path);
    expect(lastingLines((await exported(to)).text)).toEqual(lastingLines(text));
  });

  test('an import never reuses ids, also those of deleted rows', async () => {
    const from = await demoDatabase();
    const db = await openDatabase(from);
    const id = await addPart(db, 0);
    const { parts } = await import('../features/inventory/table.ts');
    const { eq } = await import('drizzle-orm');
    await db.write((tx) => tx.delete(parts).where(eq(parts.id, id)));
    await db.close();
    const to = await emptyDatabase();
    await adminOutput(to, 'import', (await exported(from)).path);
    const copy = await openDatabase(to);
    expect(await addPart(copy, 0)).toBeGreaterThan(id + 10_000);
    await copy.close();
  });

  test('export is rejected over an existing file', async () => {
    const url = await demoDatabase();
    const path = temporaryFile('kept.jsonl');
    writeFileSync(path, 'mine');
    const { status, err } = await admin(url, 'export', path);
    expect([status, err]).toEqual([1, `error: ${path} already exists: use another name, or move that file away.\n`]);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});

describe('admin import', () => {
  test('import accepts only a complete file', async () => {
    const { path, text } = await exported(await demoDatabase());
    const to = await emptyDatabase();
    const lines = text.split('\n');
    const refused = async (content: string): Promise<string> => {
      writeFileSync(path, content);
      const { status, err } = await admin(to, 'import', path);
      expect(status).toBe(1);
      return err.slice(`error: ${path} `.length);
    };
    expect(await refused('')).toBe('is damaged (its end is missing): use another copy.\n');
    expect(await refused('hello\n')).toBe('is not a shop export.\n');
    expect(await refused(`${lines.slice(0, -2).join('\n')}\n`)).toBe(
      'is damaged (its end is missing): use another copy.\n',
    );
    expect(await refused(text.replace('Brake', 'Break'))).toBe(
      'is damaged (its checksum is wrong): use another copy.\n',
    );
    expect(await refused(lines.toSpliced(3, 1).join('\n'))).toMatch(/^is damaged \(/);
    expect(await refused(`${text}${lines[1]}\n`)).toMatch(/^is damaged \(line \d+ comes after the end\)/);
    const first = 1 + lines.findIndex((line) => line.startsWith('["accounts",'));
    expect(await refused(text.replace('["accounts",{', '["accounts",{"color":"red",'))).toBe(
      `is damaged (line ${first} has other columns): use another copy.\n`,
    );
    expect(await refused(text.replace('["accounts",', '["dragons",'))).toMatch(
      new RegExp(`^is damaged \\(line ${first} belongs to no table\\)`),
    );
    expect(await refused(text.replace('0000_initial', '9999_later'))).toBe(
      'was written by a newer program: use that one.\n',
    );
    expect(await refused(text.replace('"0000_initial",', ''))).toBe(
      'was written by an older program: import it with that one, then upgrade.\n',
    );
    writeFileSync(path, text);
    await adminOutput(to, 'import', path);
  });

  test('an export of an earlier version, which lacks the newer tables, is rejected and changes nothing', async () => {
    const url = await demoDatabase();
    const { path, text } = await exported(url);
    const [header = '', ...lines] = text.split('\n');
    const { migrations, ...rest } = JSON.parse(header);
    const released = migrations.slice(0, migrations.indexOf('0006_search-merging') + 1);
    const newer = /^\["(?:ticket_jobs|ticket_labor|ticket_extras|canned_jobs|canned_job_parts|shop_settings)"/;
    const kept = lines.filter((line) => !newer.test(line));
    expect(kept.length).toBeLessThan(lines.length);
    writeFileSync(path, [JSON.stringify({ ...rest, migrations: released }), ...kept].join('\n'));
    const { status, err } = await admin(url, 'import', path);
    expect(status).toBe(1);
    expect(err).toBe(`error: ${path} was written by an older program: import it with that one, then upgrade.\n`);
    expect((await exported(url)).text).toBe(text);
  });

  test('import is rejected for a database in use and changes nothing in it', async () => {
    const url = await demoDatabase();
    const { path, text } = await exported(url);
    const { status, err } = await admin(url, 'import', path);
    expect(status).toBe(1);
    expect(err).toMatch(/^error: The database is not empty \([a-z_]+\): set DATABASE_URL to a new one\.\n$/);
    expect((await exported(url)).text).toBe(text);
  });

  test('import of inconsistent rows keeps them and warns', async () => {
    const from = await demoDatabase();
    const db = await openDatabase(from);
    const { mechanics } = await import('../features/accounts/mechanics-table.ts');
    await db.write((tx) => tx.update(mechanics).set({ ticketCount: 777 }));
    await db.close();
    const { path } = await exported(from);
    const to = await emptyDatabase();
    const { status, err } = await admin(to, 'import', path);
    expect(status).toBe(0);
    expect(err).toMatch(
      /^warning: the copy is complete, but the doctor found a problem: mechanic \d+: the stored count is 777, /,
    );
    expect(lastingLines((await exported(to)).text)).toEqual(lastingLines(readFileSync(path, 'utf8')));
  });

  test('import requires that the server is stopped', async () => {
    const { path } = await exported(await demoDatabase());
    const to = await emptyDatabase();
    await adminOutput(to, 'migrate');
    const { lockDatabaseFile } = await import('../platform/db/lock.ts');
    const db = await openDatabase(to);
    const lock = dialect === 'sqlite' ? lockDatabaseFile(sqliteFile(to)) : undefined;
    await db.read.$count((await import('../features/inventory/table.ts')).parts);
    const { status, err } = await admin(to, 'import', path);
    await db.close();
    lock?.release();
    expect(status).toBe(1);
    expect(err).toMatch(/^error: (?:Another server uses|A server uses this database)/);
    await adminOutput(to, 'import', path);
  });
});
