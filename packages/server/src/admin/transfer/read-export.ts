import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { tables } from '../../features.ts';
import { parseJson } from '../../platform/parse-json.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { showProgress } from '../progress.ts';
import { Header, Row, Trailer } from './format.ts';
import { linesOf } from './lines.ts';

/** An export that was read completely and is valid. */
export interface VerifiedExport extends Trailer {
  path: string;
  total: number;
}

const columnsOf = new Map(tables.map(({ name, columns }) => [name, Object.keys(columns).toSorted().join()]));

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function assertHeader(line: unknown, migrations: readonly string[], path: string): void {
  const header = Header.safeParse(line);
  if (!header.success) throw new Failure(`${path} is not a shop export.`);
  const theirs = header.data.migrations;
  if (theirs.join() === migrations.join()) return;
  const newer = theirs.some((name) => !migrations.includes(name));
  throw new Failure(
    newer
      ? `${path} was written by a newer program: use that one.`
      : `${path} was written by an older program: import it with that one, then upgrade.`,
  );
}

/** Reads a complete export; throws if a byte, a row or a column is missing or extra. */
export async function verifyExport(path: string, migrations: readonly string[], io: Io): Promise<VerifiedExport> {
  const damaged = (what: string) => new Failure(`${path} is damaged (${what}): use another copy.`);
  const hash = createHash('sha256');
  const rows: Record<string, number> = Object.fromEntries(tables.map(({ name }) => [name, 0]));
  const progress = showProgress(io, 'Reading', await sizeOf(path));
  let trailer: Trailer | undefined;
  let number = 0;
  let bytes = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    if (trailer) throw damaged(`line ${number} comes after the end`);
    const value = parseJson(line);
    const row = Row.safeParse(value);
    if (number === 1) assertHeader(value, migrations, path);
    else if (row.success) {
      const [table, members] = row.data;
      const columns = columnsOf.get(table);
      if (columns === undefined) throw damaged(`line ${number} belongs to no table`);
      if (Object.keys(members).toSorted().join() !== columns) throw damaged(`line ${number} has other columns`);
      rows[table] = (rows[table] ?? 0) + 1;
    } else {
      trailer = Trailer.safeParse(value).data;
      if (!trailer) throw damaged(`line ${number} cannot be read`);
      continue;
    }
    hash.update(`${line}\n`);
    progress.at((bytes += Buffer.byteLength(line) + 1));
  }
  progress.end();
  if (!trailer) throw damaged('its end is missing');
  if (hash.digest('hex') !== trailer.sha256) throw damaged('its checksum is wrong');
  for (const [table, count] of Object.entries(rows)) {
    if (count !== trailer.rows[table]) throw damaged(`${table} has ${count} rows, not ${trailer.rows[table]}`);
  }
  return { ...trailer, path, total: Object.values(rows).reduce((sum, count) => sum + count, 0) };
}

/** The rows of a verified export, in order. */
export async function* rowsOf({ path }: VerifiedExport): AsyncGenerator<readonly [string, Record<string, unknown>]> {
  for await (const line of linesOf(path)) {
    const row = Row.safeParse(parseJson(line));
    if (row.success) yield row.data;
  }
}
