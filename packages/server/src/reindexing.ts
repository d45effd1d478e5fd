import type { Database, Queries } from './db/database.ts';
import { firstSearchJob, noteSearchJob } from './db/search-jobs.ts';
import { index } from './db/search.ts';
import { searchSources } from './search-sources.ts';

/** Indexes rows again after the calls that made it necessary, a few at a time. */
export interface Reindexing {
  /** Begins, unless it is under way. */
  start(): void;
  /** Resolves once nothing is left to be indexed, or it was closed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

// Reads and other writes wait behind a batch: a text of 4,000 characters takes some 8 ms.
const BATCH = 25;
const BATCH_MS = 25;
const RETRY_MS = 5000;

/** Indexes some rows of the oldest job and notes how far it is. False when there was none. */
async function indexSome(tx: Queries): Promise<boolean> {
  const job = await firstSearchJob(tx);
  if (!job) return false;
  const source = searchSources[job.kind];
  const rows = await source.rows(tx, { ...job, limit: BATCH });
  const until = performance.now() + BATCH_MS;
  let last: number | undefined;
  for (const { id, words, nameKey } of rows) {
    await index(tx, source.index, id, words);
    if (nameKey !== undefined) await source.setNameKey?.(tx, id, nameKey);
    last = id;
    if (performance.now() > until) break;
  }
  const isLast = rows.length < BATCH && last === rows.at(-1)?.id;
  await noteSearchJob(tx, job.id, isLast ? undefined : last);
  return true;
}

export function createReindexing(database: Pick<Database, 'write'>, onError: (error: unknown) => void): Reindexing {
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const run = async (): Promise<void> => {
    do {
      again = false;
      while (!closed && (await database.write(indexSome))) await new Promise((resolve) => setImmediate(resolve));
    } while (again && !closed);
  };
  const start = (): void => {
    again = true;
    if (closed) return;
    running ??= run()
      .catch((error: unknown) => {
        onError(error);
        retry ??= setTimeout(() => {
          retry = undefined;
          start();
        }, RETRY_MS).unref();
      })
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start,
    settled: async () => {
      start();
      await running;
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await running;
    },
  };
}
