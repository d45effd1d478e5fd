import { CsvError } from './csv-error.ts';
import type { Separator } from './write.ts';

/** A record of a file: its cells, and the line where it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/**
 * The records of a CSV file without empty lines: the first is the header. Reads UTF-8, Windows-1252 and UTF-16 with a byte
 * order mark; cells are separated by commas, semicolons or tabs. Throws `CsvError` for a quote that is never closed.
 */
export function readCsv(bytes: Uint8Array): CsvRecord[] {
  const text = textOf(bytes);
  const separator = separatorOf(text);
  const bare = new RegExp(`[^${separator}\n]*`, 'y');
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const cells: string[] = [];
    const begins = line;
    let end: number;
    do {
      const cell = quotedCell(text, at, separator, begins) ?? bareCell(text, at, bare);
      cells.push(cell.value);
      line += breaksIn(cell.value);
      end = cell.end;
      at = end + 1;
    } while (text[end] === separator);
    line += 1;
    if (cells.length > 1 || cells[0] !== '') records.push({ line: begins, cells });
  }
  return records;
}

/** What separates the cells of a CSV file. */
export const csvSeparator = (bytes: Uint8Array): Separator => separatorOf(textOf(bytes));

// Lines are counted by line feeds alone.
const textOf = (bytes: Uint8Array): string => decode(bytes).replaceAll(/\r\n?/g, '\n');

/** A cell, and where it ends: at a separator, a line feed, or the end of the text. */
interface Cell {
  value: string;
  end: number;
}

/** A cell in quotes; undefined if quotes are part of its text, as an inch mark is. */
function quotedCell(text: string, at: number, separator: string, line: number): Cell | undefined {
  if (text[at] !== '"') return undefined;
  let close = text.indexOf('"', at + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) throw new CsvError('QUOTES', line);
  const next = text[close + 1];
  if (next !== undefined && next !== separator && next !== '\n') return undefined;
  return { value: text.slice(at + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function bareCell(text: string, at: number, bare: RegExp): Cell {
  bare.lastIndex = at;
  const value = bare.exec(text)?.[0] ?? '';
  return { value, end: at + value.length };
}

const breaksIn = (cell: string): number => (cell.includes('\n') ? cell.split('\n').length - 1 : 0);

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
function separatorOf(text: string): Separator {
  const [header = ''] = text.trimStart().split('\n', 1);
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((separator) => ({
    separator,
    count: unquoted.split(separator).length,
  }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).separator;
}
