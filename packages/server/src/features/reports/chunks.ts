import { setImmediate } from 'node:timers/promises';

/**
 * Runs a query for each chunk and lets other calls have their turn between them: SQLite answers within the turn that
 * asks.
 */
export async function* inTurns<C, R>(
  chunks: Iterable<C> | AsyncIterable<C>,
  query: (chunk: C) => Promise<R>,
): AsyncGenerator<R> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (!isFirst) await setImmediate();
    isFirst = false;
    yield await query(chunk);
  }
}

/** Adds amounts; a sum beyond the exact integers stays at the highest one. */
export const added = (a: number, b: number): number => Math.min(Number.MAX_SAFE_INTEGER, a + b);
