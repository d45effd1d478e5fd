import type { Queries } from './database.ts';
import { type SearchTable, storeWords } from './search.ts';

/** A row to index. */
export interface Found {
  id: number;
  /** Computed on demand: folding a long text takes a millisecond. */
  words(): string[];
  /** The sort key, for rows with a name. */
  nameKey?: string;
}

export interface BatchTarget {
  index: SearchTable;
  /** Stores the sort key of a row. */
  setNameKey?(tx: Queries, id: number, nameKey: string): Promise<unknown>;
}

// Reads and other writes wait for a batch: a text of 4,000 characters takes about 8 ms.
const BATCH_MS = 25;

/** Indexes at least one row, then more until the time budget is used. Returns the last indexed row. */
export async function indexBatch(
  tx: Queries,
  { index: search, setNameKey }: BatchTarget,
  rows: readonly Found[],
): Promise<number | undefined> {
  const end = performance.now() + BATCH_MS;
  let last: number | undefined;
  for (const { id, words, nameKey } of rows) {
    await storeWords(tx, search, id, words());
    if (nameKey !== undefined) await setNameKey?.(tx, id, nameKey);
    last = id;
    if (performance.now() >= end) break;
  }
  return last;
}
