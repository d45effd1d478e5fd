import { GAP, type Sizes, fitColumns } from './column-widths.ts';
import { cleanLine, cut, pad, widthOfText } from './text.ts';
import type { View } from './view.ts';

export { ID, KEY } from './column-widths.ts';

/** A column of a table: its title, and how it shows a row. */
export interface Column<T> {
  title: string;
  /** Numbers are right-aligned and never cut. */
  cell: (row: T) => string | number | null;
  /** Never cut, such as a date: the column is left out where it does not fit. */
  whole?: boolean;
  /** Amounts are texts that stand right like numbers. */
  amount?: boolean;
  /** If the terminal is too narrow, columns with less are removed first; `KEY` and `ID` identify a row. Default 0. */
  keep?: number;
  paint?: (view: View, row: T, text: string) => string;
}

/** The sizes of a column and the side on which its texts stand. */
interface Shape extends Sizes {
  right: boolean;
}

interface Cell {
  text: string;
  number: boolean;
}

function cellOf<T>(column: Column<T>, row: T): Cell {
  const value = column.cell(row);
  const number = typeof value === 'number' || column.amount === true;
  return { text: value === null ? '' : cleanLine(String(value)), number };
}

/** One line of cells in their columns; a width of 0 leaves the column out. */
function lineOf(
  texts: string[],
  sizes: Shape[],
  widths: number[],
  paint: (text: string, at: number) => string,
): string {
  const last = widths.findLastIndex((width) => width > 0);
  return texts
    .flatMap((text, at) => {
      const width = widths[at] ?? 0;
      if (width === 0) return [];
      const right = sizes[at]?.right === true;
      const fitted = cut(text, width);
      return [paint(at === last && !right ? fitted : pad(fitted, width, right ? 'right' : 'left'), at)];
    })
    .join(GAP)
    .trimEnd();
}

/**
 * Lays out a table page by page. The header comes with the first page, and again when a later page has to leave out
 * a column; otherwise later pages keep the columns unless a longer value needs more.
 */
export function tableOf<T>(columns: Column<T>[], view: View): (rows: T[]) => string[] {
  let sizes = columns.map(({ title, amount = false, whole = false, keep = 0 }): Shape => ({
    natural: widthOfText(title),
    firm: amount || whole,
    right: amount,
    keep,
  }));
  let before: number[] | undefined;

  return (rows) => {
    const cells = rows.map((row) => columns.map((column) => cellOf(column, row)));
    sizes = sizes.map(({ natural, firm, right, keep }, at) => ({
      natural: Math.max(natural, ...cells.map((line) => widthOfText(line[at]?.text ?? ''))),
      firm: firm || cells.some((line) => line[at]?.number),
      right: right || cells.some((line) => line[at]?.number),
      keep,
    }));
    const widths = fitColumns(sizes, view.width, (at) => before?.[at] === 0);
    const body = rows.map((row, index) =>
      lineOf(
        (cells[index] ?? []).map((cell) => cell.text),
        sizes,
        widths,
        (text, at) => columns[at]?.paint?.(view, row, text) ?? text,
      ),
    );
    const sameColumns = before?.every((width, at) => width === 0 || widths[at] !== 0);
    before = widths;
    if (sameColumns) return body;
    const titles = columns.map(({ title }) => title);
    return [lineOf(titles, sizes, widths, (text) => view.paint('bold', text)), ...body];
  };
}

/** The lines of a complete table. */
export const table = <T>(columns: Column<T>[], rows: T[], view: View): string[] => tableOf(columns, view)(rows);
