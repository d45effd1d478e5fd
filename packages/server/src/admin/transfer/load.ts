import { type Column, sql } from 'drizzle-orm';
import { numberedTables, tables } from '../../features.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Counters, readSequences } from '../../platform/db/sequences.ts';
import { type TableFacts } from '../../platform/db/tables.ts';
import { firstProblem } from '../doctor/examine.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { showProgress } from '../progress.ts';
import { type VerifiedExport, rowsOf } from './read-export.ts';
import { retire } from './retire.ts';
import { rebuildSearch } from './search.ts';

// SQLite takes 32,766 values in one statement, Postgres 65,535.
const BATCH = 500;

type Row = Record<string, unknown>;

const isInstant = (column: Column): boolean => column.mapFromDriverValue(0) instanceof Date;

/** Turns the texts of instants into dates again. */
function reviver({ columns }: TableFacts): (row: Row) => Row {
  const instants = Object.keys(columns).filter((name) => columns[name] !== undefined && isInstant(columns[name]));
  return (row) => {
    const revived = { ...row };
    for (const name of instants) if (typeof row[name] === 'string') revived[name] = new Date(row[name]);
    return revived;
  };
}

const loaders = new Map(tables.map((facts) => [facts.name, { table: facts.table, revive: reviver(facts) }]));

/** The first table that has a row, if any. */
export async function firstFilled(db: Queries): Promise<string | undefined> {
  for (const { name, table } of tables) {
    const [row] = await db
      .select({ one: sql`1` })
      .from(table)
      .limit(1);
    if (row) return name;
  }
  return undefined;
}

/** Deletes every row. */
export async function empty(tx: Queries): Promise<void> {
  for (const { table } of tables.toReversed()) await tx.delete(table);
}

/**
 * Inserts every row of an export into empty tables, counts them, ends what was handed out before, and returns what the
 * doctor finds, if anything.
 */
export async function load(tx: Queries, source: VerifiedExport, io: Io): Promise<string | undefined> {
  const former: Counters = await readSequences(tx, numberedTables);
  const progress = showProgress(io, 'Importing', source.total);
  let [name, batch, done] = ['', [] as Row[], 0];
  const flush = async (): Promise<void> => {
    const loader = loaders.get(name);
    if (loader && batch.length > 0) await tx.insert(loader.table).values(batch.map(loader.revive));
    progress.at((done += batch.length));
    batch = [];
  };
  for await (const [table, row] of rowsOf(source)) {
    if (table !== name || batch.length === BATCH) await flush();
    name = table;
    batch.push(row);
  }
  await flush();
  await rebuildSearch(tx);
  progress.end();
  for (const { name, table } of tables) {
    const count = await tx.$count(table);
    if (count !== source.rows[name]) throw new Failure(`${name} got ${count} rows, not ${source.rows[name]}; undone.`);
  }
  await retire(tx, { copied: source.sequences, former, now: new Date() });
  return firstProblem(tx);
}
