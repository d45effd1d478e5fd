import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { tables } from '../features.ts';
import { dialect } from '../platform/db/columns.ts';
import { withSnapshot } from '../platform/db/exclusive.ts';
import { migrateDatabase, migrationStatus } from '../platform/db/migrate.ts';
import { migrationsFolder, readMigrations } from '../platform/db/migrations.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { checks } from './doctor/examine.ts';
import { emptyDatabase } from './testing/commands.ts';
import { filledDatabase } from './testing/filled.ts';

const names = readMigrations(migrationsFolder()).map(({ name }) => name);

/** The first migrations of the project. */
function firstOf(count: number): string {
  const folder = temporaryFile('migrations');
  cpSync(migrationsFolder(), folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries } = JSON.parse(readFileSync(journal, 'utf8'));
  writeFileSync(journal, JSON.stringify({ entries: entries.slice(0, count) }));
  return folder;
}

// Rows of older versions reference sessions and accounts where plain numbers are now: these come last.
const last = new Set(['refresh_tokens', 'idempotency_keys']);
const inOrder = [...tables.filter(({ name }) => !last.has(name)), ...tables.filter(({ name }) => last.has(name))];

const list = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ');

// Older versions have no lines that wait: each has what is reserved for it.
const heldQuantity = 'case when reserved + missing > 0 then reserved else quantity end';
const isHeld = 'reserved > 0 or missing = 0';

// Older versions do not freeze what parts cost.
const withoutCosts =
  dialect === 'postgres'
    ? `regexp_replace(snapshot, '^\\{"schema":2,"costs":\\[[^]]*\\],', '{"schema":1,')`
    : `json_remove(json_set(snapshot, '$.schema', 1), '$.costs')`;

/** What older versions have in a column instead. */
function olderValues(name: string, columns: readonly string[]): Readonly<Record<string, string>> {
  if (name === 'ticket_parts' && !columns.includes('missing')) return { quantity: heldQuantity };
  if (name === 'invoices' && !columns.includes('parts_cost_cents')) return { snapshot: withoutCosts };
  // No job was ever asked for or approved.
  if (name === 'ticket_jobs' && !columns.includes('asked_until')) return { approval: "'none'", approved_cents: 'null' };
  return {};
}

/** The columns as the older version has them, and which rows it can have. */
function copied(name: string, columns: readonly string[]): { values: string; where: string } {
  const older = olderValues(name, columns);
  const values = columns.map((column) =>
    older[column] === undefined ? `"${column}"` : `${older[column]} as "${column}"`,
  );
  return { values: values.join(', '), where: 'quantity' in older ? isHeld : 'true' };
}

/** Copies the rows of a database into an older one with fewer tables and columns; returns the tables. */
function fillSqlite(from: string, to: string): string[] {
  const filled: string[] = [];
  const client = new Sqlite(sqliteFile(to));
  client.prepare('attach ? as latest').run(sqliteFile(from));
  // Without the schema name, a table that only the newer database has would be found there.
  const columnsOf = client.prepare<[string, string], string>('select name from pragma_table_info(?, ?)').pluck();
  for (const { name } of inOrder) {
    const columns = columnsOf.all(name, 'main').filter((column) => columnsOf.all(name, 'latest').includes(column));
    if (columns.length === 0) continue;
    const { values, where } = copied(name, columns);
    client.exec(`insert into main.${name} (${list(columns)}) select ${values} from latest.${name} where ${where}`);
    filled.push(name);
  }
  client.close();
  return filled;
}

async function fillPostgres(from: string, to: string): Promise<string[]> {
  const filled: string[] = [];
  const { onConnection } = await import('../platform/db/postgres/server.ts');
  await onConnection(from, (source) =>
    onConnection(to, async (target) => {
      for (const { name } of inOrder) {
        const known = 'select column_name::text as name from information_schema.columns where table_name = $1';
        const newer = await source.query<{ name: string }>(known, [name]);
        const older = await target.query<{ name: string }>(known, [name]);
        const rows = older.rows.filter((row) => newer.rows.some((other) => other.name === row.name));
        const names = rows.map((row) => row.name);
        const columns = list(names);
        if (rows.length === 0) continue;
        const { values, where } = copied(name, names);
        const all = await source.query<{ rows: unknown }>(
          `select coalesce(json_agg(t), '[]')::text as rows from (select ${values} from ${name} where ${where}) t`,
        );
        filled.push(name);
        const insert = `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, $1::json)`;
        await target.query(insert, [all.rows[0]?.rows]);
        // A table with ids now may have had none then.
        const hasIds = rows.some((row) => row.name === 'id') && tables.find((facts) => facts.name === name)?.numbered;
        if (hasIds) await target.query(`select setval(pg_get_serial_sequence('${name}', 'id'), 1000000)`);
      }
    }),
  );
  return filled;
}

function countRows(url: string, names: readonly string[]): Promise<Record<string, number>> {
  return withSnapshot(url, async (db) => {
    const counts: Record<string, number> = {};
    for (const { name, table } of tables) if (names.includes(name)) counts[name] = await db.$count(table);
    return counts;
  });
}

const latest = await filledDatabase(afterAll);

describe('upgrading a shop of an earlier version', () => {
  const earlier = names.slice(0, -1).map((name, at) => [name, at + 1] as const);
  test.each(earlier)('a shop at %s is upgraded with all its data', async (_, count) => {
    const old = await emptyDatabase();
    await migrateDatabase(old, firstOf(count));
    const filled = await (dialect === 'postgres' ? fillPostgres(latest, old) : fillSqlite(latest, old));
    const before = await countRows(old, filled);
    expect(before['tickets']).toBeGreaterThan(100);

    expect(await migrateDatabase(old)).toEqual({ applied: names.length - count });
    expect((await migrationStatus(old)).pending).toEqual([]);
    expect(await countRows(old, filled)).toEqual(before);
    // Databases before the first release always had their search index: nothing fills it later.
    const sound = checks.filter(({ title }) => !title.includes('search index'));
    const problems = await withSnapshot(old, async (db) => {
      const found: string[] = [];
      for (const { find } of sound) found.push((await find(db)) ?? '');
      return found.filter(Boolean);
    });
    expect(problems).toEqual([]);
  });
});
