import { readFile, writeFile } from 'node:fs/promises';
import { OnMatch } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { chunksOf, refuseRepeats } from '../../csv/chunks.ts';
import { type Row, headerOf, rowsOf } from '../../csv/columns.ts';
import { CsvError } from '../../csv/csv-error.ts';
import { type Importable, importKinds } from '../../csv/kinds.ts';
import {
  type Outcome,
  type Reject,
  type Send,
  addAnswer,
  nothingDone,
  reasonOf,
  rejectsFile,
  sendPatiently,
} from '../../csv/outcome.ts';
import { type CsvRecord, csvSeparator, readCsv } from '../../csv/read-csv.ts';
import type { Separator } from '../../csv/write.ts';
import { type Context, addAction, asJson } from '../command.ts';
import type { Shop } from '../connect.ts';
import { Failure, status } from '../failure.ts';
import { choice, flag, many, required, text } from '../fields.ts';
import { type Io, printLines, remark, write } from '../io.ts';
import { table } from '../table.ts';
import { digestOf, keyOf } from './keys.ts';
import { columnsOf } from './map.ts';
import { type ProgressFile, progressFile } from './progress-file.ts';

/** What `import` of a group needs. */
interface Import {
  what: Importable;
  send: (shop: Shop) => Send;
}

interface Options {
  onMatch?: OnMatch;
  partial?: boolean;
  map?: string[];
  rejects?: string;
}

interface Job {
  context: Context;
  send: Send;
  options: Options;
  rows: Row[];
  digest: string;
}

/** Declares `import <file>`. */
export function addImport(group: Command, io: Io, { what, send }: Import): void {
  const { members, key } = importKinds[what];
  addAction(group, io, {
    name: 'import',
    about: `import ${what} from a CSV file whose first line names the columns`,
    args: { file: required(text('<file>', 'the file, in UTF-8 or Windows-1252')) },
    options: {
      onMatch: choice(
        '--on-match <what>',
        `what to do with ${what} that exist: update, skip or refuse (default)`,
        OnMatch.options,
      ),
      partial: flag('--partial', 'import the other rows although some are rejected'),
      map: many(text('--map <column=member>', 'what a column is, like "Part number=sku"; can be repeated')),
      rejects: text('--rejects <file>', 'write rejected rows with their reason to this CSV file'),
    },
    run: async (context, { file, ...options }) => {
      const bytes = await readFile(file).catch(() => {
        throw new Failure(status.usage, `The file ${file} cannot be read.`);
      });
      const records = recordsOf(bytes);
      const header = headerOf(records);
      const rows = rowsOf(records, columnsOf(header, members, options.map ?? []));
      if ((options.onMatch ?? 'refuse') === 'refuse') refuseRepeats(rows, key);
      const digest = digestOf(bytes, what, context.url, options.onMatch, options.partial, options.map);
      const job = { context, send: send(context.shop), options, rows, digest };
      await report(context, await runImport(job), options, { header, separator: csvSeparator(bytes) });
    },
  });
}

/** The records of a file that has a header. */
function recordsOf(bytes: Uint8Array): CsvRecord[] {
  try {
    const records = readCsv(bytes);
    headerOf(records);
    return records;
  } catch (error) {
    if (error instanceof CsvError) throw new Failure(status.usage, error.message);
    throw error;
  }
}

/** Without `--partial` all rows are run dry first, so that one rejected row leaves the shop as it is. */
async function runImport(job: Job): Promise<Outcome> {
  const { context, options, rows, digest } = job;
  const local: Reject[] = rows.filter(({ issues }) => issues.length > 0);
  const good = rows.filter(({ issues }) => issues.length === 0);
  const chunks = chunksOf(good);
  const whole = options.partial !== true;
  const memory = progressFile(context.io, digest);
  const before = context.dryRun ? undefined : await memory.load();
  if (context.dryRun || (whole && before === undefined)) {
    const checked = await rehearse(job, chunks);
    checked.rejects.push(...local);
    if (checked.rejects.length > 0 || context.dryRun) return sorted(checked);
  }
  const outcome = await sendAll(job, chunks, memory, before);
  if (!whole) outcome.rejects.push(...local);
  return sorted(outcome);
}

function sorted(outcome: Outcome): Outcome {
  return { ...outcome, rejects: outcome.rejects.toSorted((a, b) => a.line - b.line) };
}

/** Runs all chunks dry, to find every row that would be rejected. */
async function rehearse({ context, send, options }: Job, chunks: readonly Row[][]): Promise<Outcome> {
  const progress = progressOn(context.io, 'Checking', chunks.length);
  const outcome = nothingDone();
  for (const [at, chunk] of chunks.entries()) {
    await progress(at);
    const input = { ...inputOf(chunk, options), partial: true };
    addAnswer(outcome, chunk, await sendPatiently(send, input, { dryRun: true }));
  }
  await progress(chunks.length);
  return outcome;
}

function inputOf(chunk: readonly Row[], { onMatch, partial }: Options) {
  return {
    rows: chunk.map(({ row }) => row),
    ...(onMatch === undefined ? {} : { onMatch }),
    ...(partial === undefined ? {} : { partial }),
  };
}

/** Imports the chunks, each under a key of its own, after those of an earlier attempt. */
async function sendAll(
  { context, send, options, digest }: Job,
  chunks: readonly Row[][],
  memory: ProgressFile,
  before: Awaited<ReturnType<ProgressFile['load']>>,
): Promise<Outcome> {
  const isLong = chunks.length > 1 && !context.dryRun;
  const progress = progressOn(context.io, 'Importing', chunks.length);
  const outcome = before?.outcome ?? nothingDone();
  const from = before?.done ?? 0;
  if (isLong && before === undefined) await memory.save({ done: 0, outcome });
  for (const [at, chunk] of chunks.entries()) {
    if (at < from) continue;
    await progress(at);
    addAnswer(
      outcome,
      chunk,
      await sendPatiently(send, inputOf(chunk, options), { idempotencyKey: keyOf(digest, at) }),
    );
    if (isLong) await memory.save({ done: at + 1, outcome });
  }
  await progress(chunks.length);
  if (isLong) await memory.remove();
  return outcome;
}

const BAR = 30;

/** A progress bar at a terminal; it vanishes at the end. */
function progressOn({ stderr }: Io, verb: string, total: number): (done: number) => Promise<void> {
  if (!stderr.isTTY || total < 2) return () => Promise.resolve();
  return (done) => {
    const full = Math.round((done / total) * BAR);
    const bar = `${'#'.repeat(full)}${'.'.repeat(BAR - full)}`;
    return write(
      stderr,
      done === total ? '\r\u001B[K' : `\r\u001B[K${verb} [${bar}] ${Math.floor((done / total) * 100)} %`,
    );
  };
}

async function report(
  context: Context,
  outcome: Outcome,
  { rejects: path, partial }: Options,
  { header, separator }: { header: string[]; separator: Separator },
): Promise<void> {
  const { io, view, json } = context;
  const { created, updated, skipped, rejects } = outcome;
  if (path !== undefined && rejects.length > 0) {
    await writeFile(path, rejectsFile(header, rejects, { separator }));
  }
  if (json) {
    const rows = rejects.map(({ line, issues }) => ({ line, issues }));
    await printLines(io, [asJson(io, { created, updated, skipped, refused: rejects.length, rows })]);
  } else {
    if (rejects.length > 0) {
      const columns = [
        { title: 'LINE', cell: ({ line }: Reject) => line },
        { title: 'REASON', cell: reasonOf, keep: 1 },
      ];
      await printLines(io, table(columns, rejects, view));
    }
    if (partial === true || rejects.length === 0)
      await printLines(io, [`${created} created, ${updated} updated, ${skipped} skipped, ${rejects.length} rejected.`]);
  }
  if (rejects.length === 0) return;
  if (context.dryRun) await remark(io, 'Dry run: nothing was changed.');
  const rest = partial === true ? 'The other rows are imported.' : 'Nothing was imported.';
  const rows = rejects.length === 1 ? '1 row was rejected' : `${rejects.length} rows were rejected`;
  throw new Failure(status.usage, `${rows}. ${context.dryRun ? 'Correct them first.' : rest}`);
}
