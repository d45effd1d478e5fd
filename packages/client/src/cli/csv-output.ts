import type { Command } from 'commander';
import { csvLine } from '../csv/write.ts';
import { Failure, status } from './failure.ts';
import { flag } from './fields.ts';
import { type Io, write } from './io.ts';
import { readInput } from './options.ts';

/** The option of every command that lists rows. */
export const csv = flag('--csv', 'print the rows as CSV, with a header line');

/** Whether a command was asked for CSV. */
export function wantsCsv(command: Command, json: boolean): boolean {
  const isAsked = readInput(command, {}, { csv }).csv === true;
  if (isAsked && json) throw new Failure(status.usage, 'Use either --csv or --json, not both.');
  return isAsked;
}

/** Prints rows page by page as CSV: their members, those that are rows or lists themselves as JSON. */
export function csvPrinter({ stdout }: Pick<Io, 'stdout'>): (rows: readonly object[]) => Promise<void> {
  let names: string[] | undefined;
  return async (rows) => {
    const members = rows.map((row) => new Map<string, unknown>(Object.entries(row)));
    const header = names === undefined && rows[0] ? [csvLine((names = Object.keys(rows[0])))] : [];
    const lines = [...header, ...members.map((row) => csvLine((names ?? []).map((name) => row.get(name))))];
    await write(stdout, lines.map((line) => `${line}\r\n`).join(''));
  };
}
