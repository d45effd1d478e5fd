import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Redis } from 'ioredis';
import type { Bus } from '../platform/bus/bus.ts';
import { type Database, isStorageUnavailable } from '../platform/db/database.ts';
import { settings } from '../platform/db/settings.ts';
import type { Watch } from '../platform/outages.ts';

/** What writes report about the storage. */
export interface WriteHealth {
  /** The number of writes that the storage has rejected since a probe last succeeded. */
  refusals: number;
  /** Called when a probe succeeds again. */
  recovered(): void;
}

/**
 * Watches the writes of a database. A successful write does not end a problem: small ones still fit on a disk that
 * rejects larger ones.
 */
export function watchWrites(database: Database, watch: Watch): { database: Database; writing: WriteHealth } {
  const writing: WriteHealth = {
    refusals: 0,
    recovered: () => {
      writing.refusals = 0;
      watch.works();
    },
  };
  const write: Database['write'] = async (work) => {
    try {
      return await database.write(work);
    } catch (error) {
      if (isStorageUnavailable(error)) {
        writing.refusals += 1;
        // Postgres reports its own losses, including those of reads.
        if (database.dialect === 'sqlite') watch.lost(error);
      }
      throw error;
    }
  };
  return { database: { ...database, write }, writing };
}

interface Watched {
  database: Database;
  writing: WriteHealth;
  redis: Redis | undefined;
  bus: Bus;
}

const PATIENCE_MS = 30;
const PROBE = 'write-probe';
// The largest call writes half of it: with less free space, some calls fail.
const PROBE_BYTES = 256 * 1024;

/** Whether work finishes within a moment, not counting one in which this process itself was blocked. */
async function isQuick(work: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    // Pending I/O is read before the verdict.
    timer = setTimeout(() => setImmediate(() => setImmediate(resolve, false)), PATIENCE_MS);
  });
  const quick = await Promise.race([work, late]);
  clearTimeout(timer);
  return quick;
}

/** Runs one at a time; concurrent callers share the run. */
function shared(work: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | undefined;
  return () =>
    (running ??= work()
      .catch(() => false)
      .finally(() => {
        running = undefined;
      }));
}

/** Writes more than the largest call needs. Random bytes, because PostgreSQL compresses texts. */
async function probe(database: Database): Promise<void> {
  const value = randomBytes(PROBE_BYTES / 2).toString('hex');
  await database.write(async (tx) => {
    await tx.insert(settings).values({ name: PROBE, value }).onConflictDoNothing();
    await tx.delete(settings).where(eq(settings.name, PROBE));
  });
}

/**
 * Finds dependencies that fail although reads work. A storage that rejected a write is probed until it accepts a large
 * one.
 */
export function createDependencyCheck({ database, writing, redis, bus }: Watched): () => Promise<readonly string[]> {
  const redisAnswers = shared(async () => bus.connected && (await redis?.ping()) === 'PONG');
  const acceptsWrites = shared(async () => {
    const before = writing.refusals;
    await probe(database);
    // A call that was rejected meanwhile needs another probe.
    if (writing.refusals !== before) return false;
    writing.recovered();
    return true;
  });
  return async () => {
    const [redisWorks, storageWorks] = await Promise.all([
      redis === undefined || isQuick(redisAnswers()),
      writing.refusals === 0 || isQuick(acceptsWrites()),
    ]);
    return [...(redisWorks ? [] : ['redis']), ...(storageWorks ? [] : ['storage'])];
  };
}
