import type { Queries } from './database.ts';
import { type SearchTable, index } from './search.ts';

/** A row to be indexed. */
export interface Found {
  id: number;
  /** Made when they are asked for: folding a long text takes a millisecond. */
  words(): string[];
  /** What it sorts by, where it has a name. */
  nameKey?: string;
}

export interface BatchTarget {
  index: SearchTable;
  /** Stores the key that a row sorts by. */
  setNameKey?(tx: Queries, id: number, nameKey: string): Promise<unknown>;
}

// Reads and other writes wait behind a batch: a text of 4,000 characters takes some 8 ms.
const BATCH_MS = 25;

/** Indexes one row at least, and more until the time of a batch is over. Returns the last one that was done. */
export async function indexBatch(
  tx: Queries,
  { index: search, setNameKey }: BatchTarget,
  rows: readonly Found[],
): Promise<number | undefined> {
  const end = performance.now() + BATCH_MS;
  let last: number | undefined;
  for (const { id, words, nameKey } of rows) {
    await index(tx, search, id, words());
    if (nameKey !== undefined) await setNameKey?.(tx, id, nameKey);
    last = id;
    if (performance.now() >= end) break;
  }
  return last;
}
