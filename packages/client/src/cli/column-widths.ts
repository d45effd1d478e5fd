/** A column whose width is decided. */
export interface Sizes {
  /** The width of its longest cell or its title. */
  natural: number;
  /** For numbers and amounts, which cannot be cut: part of one would be another number. */
  firm: boolean;
  keep: number;
}

/** `keep` of columns that distinguish rows: never cut or removed while a detail is shown. */
export const KEY = 8;
/** `keep` of the id, which the next command needs: removed last. */
export const ID = 9;

export const GAP = '  ';
const SHORTEST_DETAIL = 10;
const SHORTEST_KEY = 4;

function total(widths: number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, GAP.length * Math.max(0, shown.length - 1));
}

/** Narrows the widest cuttable texts until the table fits or nothing more can be cut. */
function shrink(widths: number[], isSoft: (at: number) => boolean, shortest: number, room: number): number[] {
  const next = [...widths];
  let over = total(next) - room;
  while (over > 0) {
    const soft = next.map((width, at) => (isSoft(at) && width > shortest ? width : 0));
    const widest = Math.max(...soft);
    if (widest === 0) break;
    const target = Math.max(shortest, ...soft.filter((width) => width < widest));
    const less = Math.min(over, Math.max(1, widest - target));
    next[soft.indexOf(widest)] = widest - less;
    over -= less;
  }
  return next;
}

/** The column to remove next: the one with the lowest `keep`, the last of several. */
function leastOf(columns: Sizes[], widths: number[], below: number): number | undefined {
  const candidates = columns.map((_, at) => at).filter((at) => widths[at] !== 0 && (columns[at]?.keep ?? 0) < below);
  const least = Math.min(...candidates.map((at) => columns[at]?.keep ?? 0));
  return candidates.findLast((at) => columns[at]?.keep === least);
}

/**
 * The widths with which a table fits; 0 leaves a column out. Details are cut, then removed, before anything that
 * identifies a row. Columns that are already `hidden` stay hidden.
 */
export function fitColumns(columns: Sizes[], room: number, hidden: (at: number) => boolean): number[] {
  let widths = columns.map(({ natural }, at) => (hidden(at) ? 0 : natural));
  for (const [below, shortest] of [
    [KEY, SHORTEST_DETAIL],
    [ID, SHORTEST_KEY],
    [Infinity, SHORTEST_KEY],
  ] as const) {
    const isSoft = (at: number) => columns[at]?.firm === false && columns[at].keep < below;
    for (;;) {
      const fitted = shrink(widths, isSoft, shortest, room);
      if (total(fitted) <= room) return fitted;
      const least = leastOf(columns, widths, below);
      const shown = widths.filter((width) => width > 0).length;
      if (least === undefined || shown === 1) break;
      widths = widths.with(least, 0);
    }
  }
  return shrink(widths, () => true, 1, room);
}
