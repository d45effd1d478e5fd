import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { asc, sql } from 'drizzle-orm';
import { numberedTables, tables } from '../../features.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readSequences } from '../../platform/db/sequences.ts';
import { type TableFacts } from '../../platform/db/tables.ts';
import type { Io } from '../io.ts';
import { showProgress } from '../progress.ts';
import type { Header, Trailer } from './format.ts';
import { lineOf } from './lines.ts';

const PAGE = 1000;

type Row = Record<string, unknown>;

/** The rows of a table in pages, by key. */
async function* pagesOf(db: Queries, { table, columns, key }: TableFacts): AsyncGenerator<Row[]> {
  const members = key.map((column) => Object.entries(columns).find(([, one]) => one === column)?.[0] ?? '');
  const list = (items: readonly unknown[]) =>
    sql.join(
      items.map((item) => sql`${item}`),
      sql`, `,
    );
  let last: Row | undefined;
  do {
    const after = last;
    const rows: Row[] = await db
      .select()
      .from(table)
      .where(after && sql`(${list(key)}) > (${list(members.map((member) => after[member]))})`)
      .orderBy(...key.map((column) => asc(column)))
      .limit(PAGE);
    if (rows.length > 0) yield rows;
    last = rows.length < PAGE ? undefined : rows.at(-1);
  } while (last !== undefined);
}

/** Writes all rows of a snapshot of the database; returns their number. */
export async function writeExport(db: Queries, path: string, migrations: readonly string[], io: Io): Promise<number> {
  const hash = createHash('sha256');
  const file = openSync(path, 'wx', 0o600);
  const write = (lines: readonly unknown[]): void => {
    const text = lines.map(lineOf).join('');
    hash.update(text);
    writeSync(file, text);
  };
  try {
    const rows: Trailer['rows'] = {};
    for (const { name, table } of tables) rows[name] = await db.$count(table);
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    const progress = showProgress(io, 'Exporting', total);
    const header: Header = { mechanicShop: 'export', format: 1, migrations: [...migrations] };
    write([header]);
    let done = 0;
    for (const facts of tables) {
      for await (const page of pagesOf(db, facts)) {
        write(page.map((row) => [facts.name, row]));
        progress.at((done += page.length));
      }
    }
    const trailer: Trailer = { rows, sequences: await readSequences(db, numberedTables), sha256: hash.digest('hex') };
    writeSync(file, lineOf(trailer));
    progress.end();
    return total;
  } finally {
    closeSync(file);
  }
}
