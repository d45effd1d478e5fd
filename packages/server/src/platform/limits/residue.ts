import { hash, randomUUID } from 'node:crypto';

/** What may be left of a key that was forgotten: it was counted at most so often, in a window that ends by then. */
interface Bound {
  count: number;
  end: number;
}

/** Upper bounds for the keys that were forgotten for want of room. Never too low, and of a fixed size. */
export interface Residue {
  add(key: string, counted: Bound): void;
  boundOf(key: string, at: number): Bound | undefined;
}

// A power of 2. Each cell takes 4 bytes, twice: 2 MiB for a limit that was ever short of room, nothing before.
const CELLS = 262_144;

/**
 * Many keys share a cell, which keeps the highest of their counts: a key that comes back may be counted higher than it
 * was, never lower. Windows of `length` that end in the same stretch of that length share one sheet of cells, so that
 * what has ended is wiped and nothing adds up over longer.
 */
export function createResidue(length: number): Residue {
  const even = { stretch: -1, cells: new Uint32Array() };
  const odd = { stretch: -1, cells: new Uint32Array() };
  // Unknown to callers: nobody can look for names that share a cell with somebody else's.
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
