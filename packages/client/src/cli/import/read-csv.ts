import { parse } from 'csv-parse/sync';
import { Failure, status } from '../failure.ts';

/** A record of a file: its cells, and the line where it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** The records of a CSV file: the first is the header. */
export function readCsv(bytes: Uint8Array): CsvRecord[] {
  // Lines are counted by line feeds alone.
  const text = decode(bytes).replaceAll(/\r\n?/g, '\n');
  try {
    const found = parse(text, {
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      // An inch mark in a cell without quotes.
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }));
  } catch (error) {
    const lines = error instanceof Error && 'lines' in error ? `, near line ${String(error.lines)}` : '';
    throw new Failure(status.usage, `The file is not CSV${lines}: check its quotes.`);
  }
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

/** UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252, which older spreadsheets write. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What separates the cells of the header: a comma, a semicolon or a tab, whichever is there most often. */
function separatorOf(text: string): string {
  const [header = ''] = text.trimStart().split('\n', 1);
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: bare.split(separator).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).separator;
}
