// A spreadsheet runs a cell that begins like this as a formula.
const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** What can stand between cells. */
export type Separator = ',' | ';' | '\t';

/** How a line is written. */
export interface CsvStyle {
  /** Semicolons between cells and decimal commas, which spreadsheets of many languages expect. Default false. */
  semicolons?: boolean;
}

/** A text as a cell of RFC 4180. */
const quotedCell = (text: string, separator = ','): string =>
  /[",;\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;

function safeCell(value: unknown, semicolons: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return semicolons ? String(value).replace('.', ',') : String(value);
  if (typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return quotedCell(guarded(text));
}

/** A text that no spreadsheet runs. */
const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text of a cell that may have been guarded. */
export const withoutGuard = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n])/, '');

/**
 * A line of a CSV file as of RFC 4180, without its end: numbers as they are, null and undefined empty, lists and objects
 * as JSON, and texts so that no spreadsheet runs them, with an apostrophe in front of those that begin with `=`, `+`,
 * `-`, `@`, a tab or a line break.
 */
export const csvLine = (values: readonly unknown[], { semicolons = false }: CsvStyle = {}): string =>
  values.map((value) => safeCell(value, semicolons)).join(semicolons ? ';' : ',');

/** A line of typed cells, with its end: numbers as they were typed, other texts so that no spreadsheet runs them. */
export const typedLine = (cells: readonly string[], separator: Separator = ','): string =>
  `${cells.map((cell) => quotedCell(NUMBER.test(cell) ? cell : guarded(cell), separator)).join(separator)}\r\n`;
