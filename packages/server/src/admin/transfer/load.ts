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
import { revokeIssued } from './revoke-issued.ts';
import { rebuildSearch } from './search.ts';

// SQLite accepts 32,766 values in a statement, Postgres 65,535.
const BATCH = 500;

type Row = Record<string, unknown>;

const isInstant = (column: Column): boolean => column.mapFromDriverValue(0) instanceof Date;

/** Parses the instants of a row into dates. */
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
export async function firstNonEmptyTable(db: Queries): Promise<string | undefined> {
  for (const { name, table } of tables) {
    const [row] = await db
      .select({ one: sql`1` })
      .from(table)
      .limit(1);
    if (row) return name;
  }
  return undefined;
}

/** Deletes every row of every table. */
export async function deleteAllRows(tx: Queries): Promise<void> {
  for (const { table } of tables.toReversed()) await tx.delete(table);
}

/**
 * Inserts every row of an export into empty tables, counts them, and invalidates sessions and codes. Returns the first
 * problem that the doctor finds, if any.
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
    if (count !== source.rows[name])
      throw new Failure(`${name} received ${count} rows, not ${source.rows[name]}; rolled back.`);
  }
  await revokeIssued(tx, { copied: source.sequences, former, now: new Date() });
  return firstProblem(tx);
}
