import { hash, randomUUID } from 'node:crypto';

/** An upper bound for a forgotten key: its highest possible count, and the latest end of its window. */
interface Bound {
  count: number;
  end: number;
}

/** Upper bounds for keys that were evicted. Never too low, and of fixed size. */
export interface Residue {
  add(key: string, counted: Bound): void;
  boundOf(key: string, at: number): Bound | undefined;
}

// A power of 2. Each cell takes 4 bytes, twice: 2 MiB for a limit that ever evicted a key, none before.
const CELLS = 262_144;

/**
 * Many keys share a cell, which stores the highest of their counts: a returning key may be counted too high, never too
 * low. Windows of `length` that end in the same period share a sheet of cells, so that expired counts are wiped and
 * nothing accumulates.
 */
export function createResidue(length: number): Residue {
  const even = { stretch: -1, cells: new Uint32Array() };
  const odd = { stretch: -1, cells: new Uint32Array() };
  // Secret, so that callers cannot search for keys that share a cell with a victim.
  const salt = randomUUID();
  const sheetOf = (stretch: number) => (stretch % 2 === 0 ? even : odd);
  const cellOf = (key: string): number => hash('sha256', salt + key, 'buffer').readUInt32LE() % CELLS;

  return {
    add(key, { count, end }) {
      const stretch = Math.floor(end / length);
      const sheet = sheetOf(stretch);
      if (sheet.stretch !== stretch) {
        sheet.stretch = stretch;
        if (sheet.cells.length === 0) sheet.cells = new Uint32Array(CELLS);
        else sheet.cells.fill(0);
      }
      const cell = cellOf(key);
      sheet.cells[cell] = Math.max(sheet.cells[cell] ?? 0, count);
    },
    boundOf(key, at) {
      const first = Math.floor(at / length);
      const live = [sheetOf(first), sheetOf(first + 1)].filter(({ stretch }) => stretch >= first);
      if (live.length === 0) return undefined;
      const cell = cellOf(key);
      let bound: Bound | undefined;
      for (const { stretch, cells } of live) {
        const count = cells[cell] ?? 0;
        const end = Math.min((stretch + 1) * length, at + length);
        if (count > 0 && count >= (bound?.count ?? 0)) bound = { count, end };
      }
      return bound;
    },
  };
}
