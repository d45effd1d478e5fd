import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PgTable } from 'drizzle-orm/pg-core';
import { memoryBus } from '../platform/bus/local.ts';
import { type Database, type Queries, afterCommit } from '../platform/db/database.ts';
import { deleteSome } from '../platform/db/delete-some.ts';
import { indexBatch } from '../platform/db/index-batch.ts';
import { mergeSome } from '../platform/db/merge-search.ts';
import type { References } from '../platform/db/references.ts';
import { type SearchJob, addSearchJob, firstSearchJob, noteSearchJob } from '../platform/db/search-jobs.ts';
import type { SearchTable } from '../platform/db/search.ts';
import type { ChoreCall, Chores } from './chores.ts';
import type { Recording } from './events/record.ts';
import { type SearchSources, indexesOf } from './search-source.ts';

/**
 * Indexes rows again after the calls that made it necessary, deletes what deletions left and does the chores of
 * features, a few rows at a time; joins segments of the indexes.
 */
export interface Reindexing {
  /** Starts a run unless one is in progress. */
  start(): void;
  /**
   * Reindexes rows whose words include a row's name or code: the newest 20 immediately, the others after the commit.
   */
  dependentsOf(tx: Queries, table: PgTable, id: number): Promise<void>;
  /** Deletes the rows that name an id in a column, as deletion rules call it, after the commit. */
  deleteLater(tx: Queries, column: string, id: number): Promise<void>;
  /** Does a chore of a feature, by its kind, after the commit; see chores.ts. */
  doLater(tx: Queries, kind: string, subject: number): Promise<void>;
  /** Resolves once nothing is left to be done, or it was closed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const BATCH = 25;
const RETRY_MS = 5000;

interface Step {
  /** False when there was nothing to do. */
  worked: boolean;
  /** How long the transaction blocked others. */
  ms: number;
}

/** What jobs are about. */
export interface JobSubjects {
  readonly searchSources: SearchSources;
  readonly references: Pick<References, 'plainColumn'>;
  readonly chores: Chores;
}

/** What chores announce their changes with. */
type Announcing = Pick<Recording['shop'], 'bus' | 'now'>;

/** Does a part of a job. Returns the row that it got to; undefined once nothing is left. */
async function doSome(
  tx: Queries,
  job: SearchJob,
  { searchSources, references, chores }: JobSubjects,
  shop: ChoreCall['shop'],
): Promise<number | undefined> {
  const source = searchSources[job.kind];
  if (source !== undefined) {
    const rows = await source.rows(tx, { ...job, limit: BATCH });
    const last = await indexBatch(tx, source, rows);
    return rows.length < BATCH && last === rows.at(-1)?.id ? undefined : last;
  }
  const chore = chores[job.kind];
  if (chore) return chore({ shop, caller: null, requestId: job.kind, via: 'system' }, tx, job);
  const column = references.plainColumn(job.kind);
  if (column === undefined) throw new Error(`No feature knows the job "${job.kind}".`);
  return (await deleteSome(tx, column, job.subject)) ? job.after : undefined;
}

/** Does a part of the oldest job and notes how far it is. */
async function stepOn(tx: Queries, subjects: JobSubjects, shop: ChoreCall['shop']): Promise<Step> {
  const start = performance.now();
  const job = await firstSearchJob(tx);
  if (!job) return { worked: false, ms: 0 };
  await noteSearchJob(tx, job.id, await doSome(tx, job, subjects, shop));
  return { worked: true, ms: performance.now() - start };
}

/** Merges segments that earlier writes left in SQLite's indexes. */
async function mergeSegments(tx: Queries, indexes: readonly SearchTable[]): Promise<Step> {
  const start = performance.now();
  return { worked: await mergeSome(tx, indexes), ms: performance.now() - start };
}

// As many as most customers have.
const AT_ONCE = 20;

const ignored = (): void => {};

export interface ReindexingOptions extends Partial<Announcing> {
  /** Pauses as long as each batch took, which is not needed where no calls are served. Default true. */
  rests?: boolean;
}

/** Without a bus, changes are announced to no other process. */
export function createReindexing(
  database: Pick<Database, 'dialect' | 'write'>,
  subjects: JobSubjects,
  onError: (error: unknown) => void,
  { rests = true, bus = memoryBus(), now = () => new Date() }: ReindexingOptions = {},
): Reindexing {
  const indexes = indexesOf(subjects.searchSources);
  // A run that began inside a transaction would write in it, while its caller continues.
  const outside = AsyncLocalStorage.snapshot();
  let running: Promise<void> | undefined;
  let again = false;
  const closing = new AbortController();
  let retry: NodeJS.Timeout | undefined;
  const isClosed = (): boolean => closing.signal.aborted;

  const turn = async (work: (tx: Queries) => Promise<Step>): Promise<boolean> => {
    const { worked, ms } = await database.write(work);
    if (worked) await sleep(rests ? ms : 0, undefined, { signal: closing.signal }).catch(ignored);
    return worked;
  };
  const run = async (): Promise<void> => {
    do {
      again = false;
      let busy = true;
      while (busy && !isClosed()) {
        busy = await turn((tx) => stepOn(tx, subjects, { bus, now, reindexing }));
        // Also between batches: FTS5 reads everything replaced since the last merge at once.
        if (database.dialect === 'sqlite' && !isClosed())
          busy = (await turn((tx) => mergeSegments(tx, indexes))) || busy;
      }
    } while (again && !isClosed());
  };
  const start = (): void => {
    again = true;
    if (isClosed()) return;
    running ??= outside(run)
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
  const addJob = async (tx: Queries, kind: string, subject: number): Promise<void> => {
    await addSearchJob(tx, kind, subject);
    afterCommit(() => reindexing.start());
  };
  const reindexing: Reindexing = {
    start,
    dependentsOf: async (tx, table, id) => {
      for (const [kind, source] of Object.entries(subjects.searchSources)) {
        if (source.of?.table !== table) continue;
        const rows = await source.of.newest(tx, id, AT_ONCE + 1);
        const last = await indexBatch(tx, source, rows.slice(0, AT_ONCE));
        if (last === rows.at(-1)?.id) continue;
        await addJob(tx, kind, id);
      }
    },
    deleteLater: addJob,
    doLater: addJob,
    settled: async () => {
      start();
      await running;
    },
    close: async () => {
      closing.abort();
      clearTimeout(retry);
      await running;
    },
  };
  return reindexing;
}

// Each write may leave a segment in SQLite's indexes.
const WRITES_PER_MERGE = 64;

/** A database that merges the segments in SQLite's search indexes after every 64th write. */
export function mergingAfterWrites(database: Database, reindexing: Pick<Reindexing, 'start'>): Database {
  if (database.dialect !== 'sqlite') return database;
  let writes = 0;
  return {
    ...database,
    write: (work) => {
      writes += 1;
      if (writes % WRITES_PER_MERGE === 0) reindexing.start();
      return database.write(work);
    },
  };
}
