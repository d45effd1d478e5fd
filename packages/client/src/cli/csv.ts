// A spreadsheet runs a cell that begins like this as a formula.
const FORMULA = /^[=+\-@\t]/;

/** A text as a cell of RFC 4180. */
const quotedCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A value as a cell: numbers as they are, texts so that no spreadsheet runs them, lists and nested rows as JSON. */
function safeCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return quotedCell(FORMULA.test(text) ? `'${text}` : text);
}

/** A line of a CSV file, without its end. */
export const csvLine = (values: readonly unknown[]): string => values.map(safeCell).join(',');

/** A line of texts that go back to where they came from, as they are. */
export const plainLine = (cells: readonly string[]): string => `${cells.map(quotedCell).join(',')}\r\n`;
