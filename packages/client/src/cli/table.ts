import { cleanLine, cut, pad, widthOfText } from './text.ts';
import type { View } from './view.ts';

/** A column of a table: its title, what it shows of a row, and how. */
export interface Column<T> {
  title: string;
  /** Numbers stand right and are never cut. */
  cell: (row: T) => string | number | null;
  /** Amounts are texts that stand right like numbers. */
  amount?: boolean;
  paint?: (view: View, row: T, text: string) => string;
}

interface Cell {
  text: string;
  number: boolean;
}

const GAP = '  ';
const NARROWEST = 4;

const cellOf = <T>(column: Column<T>, row: T): Cell => {
  const value = column.cell(row);
  const number = typeof value === 'number' || column.amount === true;
  return { text: value === null ? '' : cleanLine(String(value)), number };
};

/** Takes columns away from the widest texts until the table fits, or nothing more can go. */
function fit(natural: number[], firm: boolean[], width: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1)) - width;
  while (over > 0) {
    const soft = widths.map((each, at) => (firm[at] || each <= NARROWEST ? 0 : each));
    const widest = Math.max(...soft);
    if (widest === 0) break;
    const at = soft.indexOf(widest);
    const next = Math.max(NARROWEST, ...soft.filter((each) => each < widest));
    const less = Math.min(over, Math.max(1, widest - next));
    widths[at] = widest - less;
    over -= less;
  }
  return widths;
}

/**
 * Lays out a table page by page: the header comes with the first page, and later pages keep its columns
 * unless a longer value needs more.
 */
export function tableOf<T>(columns: Column<T>[], view: View): (rows: T[]) => string[] {
  let natural = columns.map(({ title }) => widthOfText(title));
  let firm = columns.map(({ amount }) => amount === true);
  let started = false;

  return (rows) => {
    const cells = rows.map((row) => columns.map((column) => cellOf(column, row)));
    natural = natural.map((least, at) => Math.max(least, ...cells.map((line) => widthOfText(line[at]?.text ?? ''))));
    firm = firm.map((before, at) => before || cells.some((line) => line[at]?.number));
    const widths = fit(natural, firm, view.width);

    const line = (texts: string[], paint: (text: string, at: number) => string) => {
      let room = view.width;
      let shown = 0;
      const parts = texts.map((text, at) => {
        // What does not fit a very narrow terminal ends at its edge instead of wrapping.
        const width = Math.min(widths[at] ?? 0, room);
        room = Math.max(0, room - width - GAP.length);
        if (width === 0) return '';
        shown = at + 1;
        const fitted = cut(text, width);
        const open = at === texts.length - 1 && !firm[at];
        return paint(open ? fitted : pad(fitted, width, firm[at] ? 'right' : 'left'), at);
      });
      return parts.slice(0, shown).join(GAP).trimEnd();
    };

    const body = rows.map((row, index) =>
      line(
        (cells[index] ?? []).map((cell) => cell.text),
        (text, at) => columns[at]?.paint?.(view, row, text) ?? text,
      ),
    );
    if (started) return body;
    started = true;
    const titles = columns.map((column) => column.title);
    return [line(titles, (text) => view.paint('bold', text)), ...body];
  };
}

/** The lines of a table that is shown at once. */
export const table = <T>(columns: Column<T>[], rows: T[], view: View): string[] => tableOf(columns, view)(rows);
