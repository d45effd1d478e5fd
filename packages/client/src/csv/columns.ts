import { type CellKind, readCell } from './cells.ts';
import { CsvError } from './csv-error.ts';
import type { Members } from './kinds.ts';
import type { CsvRecord } from './read-csv.ts';
import { type RowFault, issueOf } from './row-fault.ts';
import { withoutGuard } from './write.ts';

/** What a column of a file holds. */
export interface Column {
  member: string;
  kind: CellKind;
}

/** What is wrong with a row. */
export interface RowIssue {
  path: (string | number)[];
  message: string;
  /** What was found wrong in the file itself, before a call. */
  fault?: RowFault | undefined;
}

/** A record as a row of the import. */
export interface Row {
  /** The line where it begins, from 1. */
  line: number;
  cells: string[];
  /** What `import` takes, as far as it was read. */
  row: Record<string, unknown>;
  /** Why it cannot be sent; empty if it can. */
  issues: RowIssue[];
}

/** A name as it is compared: without case, spaces, hyphens and underscores. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/** The member that a header means; money can be typed without `Cents`, as in `price`. Undefined if it means none. */
export function columnOf(name: string, members: Members): Column | undefined {
  for (const [member, kind] of Object.entries(members)) {
    if (plainName(member) === plainName(name)) return { member, kind };
    if (kind === 'cents' && plainName(member) === `${plainName(name)}cents`) return { member, kind: 'money' };
  }
  return undefined;
}

/** The header of a file. Throws `CsvError` for an empty file. */
export function headerOf([header]: readonly CsvRecord[]): string[] {
  if (!header) throw new CsvError('EMPTY', 1);
  return header.cells.map(withoutGuard);
}

/** The rows of a file by what its columns hold; undefined leaves one out. Empty cells and empty rows name nothing. */
export function rowsOf(records: readonly CsvRecord[], columns: readonly (Column | undefined)[]): Row[] {
  return records
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({ line, cells, ...rowOf(cells, columns) }));
}

function rowOf(cells: readonly string[], columns: readonly (Column | undefined)[]): Pick<Row, 'row' | 'issues'> {
  const row: Record<string, unknown> = {};
  const issues: RowIssue[] = [];
  for (const [at, column] of columns.entries()) {
    const text = withoutGuard(cells[at] ?? '');
    if (column === undefined || text.trim() === '') continue;
    const cell = readCell(column.kind, text);
    if ('value' in cell) row[column.member] = cell.value;
    else issues.push(issueOf([column.member], cell.fault));
  }
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    issues.push(issueOf([], 'tooManyCells'));
  }
  return { row, issues };
}
