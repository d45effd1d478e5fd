import { Failure, status } from '../failure.ts';
import { type CellKind, readCell } from './cells.ts';
import type { CsvRecord } from './read-csv.ts';

/** The members of a row and how they are typed. */
export type Members = Readonly<Record<string, CellKind>>;

interface Column {
  member: string;
  kind: CellKind;
}

/** What is wrong with a row. */
export interface RowIssue {
  path: (string | number)[];
  message: string;
}

/** A record as a row of the import. */
export interface Row {
  line: number;
  cells: string[];
  row: Record<string, unknown>;
  issues: RowIssue[];
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/** The member that a header means; money can be typed without `Cents`. */
function columnOf(name: string, members: Members): Column | undefined {
  for (const [member, kind] of Object.entries(members)) {
    if (plain(member) === plain(name)) return { member, kind };
    if (kind === 'cents' && plain(member) === `${plain(name)}cents`) return { member, kind: 'money' };
  }
  return undefined;
}

/** `Column=member` of `--map`; nothing behind the sign leaves the column out. */
function readMaps(typed: readonly string[]): Map<string, string> {
  return new Map(
    typed.map((each) => {
      const at = each.lastIndexOf('=');
      if (at < 1) throw new Failure(status.usage, `--map: type it like 'Part number=sku'.`);
      return [plain(each.slice(0, at)), each.slice(at + 1).trim()];
    }),
  );
}

/** The member of each column; undefined for those that are left out. */
function columnsOf(header: readonly string[], members: Members, typed: readonly string[]): (Column | undefined)[] {
  const maps = readMaps(typed);
  const known = Object.keys(members).join(', ');
  for (const name of maps.keys()) {
    if (!header.some((each) => plain(each) === name)) {
      throw new Failure(status.usage, `--map: the file has no column "${name}".`);
    }
  }
  const columns = header.map((name) => {
    const mapped = maps.get(plain(name));
    if (mapped === '' || (mapped === undefined && name.trim() === '')) return undefined;
    const column = columnOf(mapped ?? name, members);
    if (column) return column;
    const hint =
      mapped === undefined ? `--map '${name}=member' maps it, --map '${name}=' leaves it out` : 'check --map';
    throw new Failure(status.usage, `The column "${name}" is none of ${known}: ${hint}.`);
  });
  const names = columns.flatMap((column) => column?.member ?? []);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Failure(status.usage, `Two columns are ${twice}: leave one out with --map.`);
  return columns;
}

/** The rows of a file. Empty cells name nothing. */
export function rowsOf(records: readonly CsvRecord[], members: Members, maps: readonly string[]): Row[] {
  const [header, ...rest] = records;
  if (!header) throw new Failure(status.usage, 'The file is empty: its first line names the columns.');
  const columns = columnsOf(header.cells, members, maps);
  return rest
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({ line, cells, ...rowOf(cells, columns) }));
}

function rowOf(cells: readonly string[], columns: readonly (Column | undefined)[]): Pick<Row, 'row' | 'issues'> {
  const row: Record<string, unknown> = {};
  const issues: RowIssue[] = [];
  for (const [at, column] of columns.entries()) {
    // `--csv` writes an apostrophe before what a spreadsheet would run.
    const text = (cells[at] ?? '').replace(/^'(?=[=+\-@\t])/, '');
    if (column === undefined || text.trim() === '') continue;
    const cell = readCell(column.kind, text);
    if ('value' in cell) row[column.member] = cell.value;
    else issues.push({ path: [column.member], message: cell.fault });
  }
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    issues.push({ path: [], message: 'This line has more cells than the header.' });
  }
  return { row, issues };
}
