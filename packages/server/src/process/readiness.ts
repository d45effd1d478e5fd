import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Redis } from 'ioredis';
import type { Bus } from '../platform/bus/bus.ts';
import { type Database, isStorageUnavailable } from '../platform/db/database.ts';
import { settings } from '../platform/db/settings.ts';
import type { Watch } from '../platform/outages.ts';

/** What writes say of the storage. */
export interface Writing {
  /** How many writes the storage has refused since a probe last succeeded. */
  refusals: number;
  /** Called when a probe shows that there is room again. */
  recovered(): void;
}

/**
 * The same database, and what its writes say of the storage. A write that succeeds does not end the trouble: small ones
 * find a place on a disk that refuses larger ones.
 */
export function watchWrites(database: Database, watch: Watch): { database: Database; writing: Writing } {
  const writing: Writing = {
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
        // Postgres reports its own losses, of reads as well.
        if (database.dialect === 'sqlite') watch.lost(error);
      }
      throw error;
    }
  };
  return { database: { ...database, write }, writing };
}

interface Watched {
  database: Database;
  writing: Writing;
  redis: Redis | undefined;
  bus: Bus;
}

const PATIENCE_MS = 30;
const PROBE = 'write-probe';
// The largest call writes half of it: while there is less room than that, some calls are refused.
const PROBE_BYTES = 256 * 1024;

/** Whether work is done within a moment, not counting one in which this process itself stood still. */
async function isQuick(work: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    // What has arrived meanwhile is read before the verdict.
    timer = setTimeout(() => setImmediate(() => setImmediate(resolve, false)), PATIENCE_MS);
  });
  const quick = await Promise.race([work, late]);
  clearTimeout(timer);
  return quick;
}

/** One run at a time, shared by all who ask meanwhile. */
function shared(work: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | undefined;
  return () =>
    (running ??= work()
      .catch(() => false)
      .finally(() => {
        running = undefined;
      }));
}

/** Takes more room than the largest call needs. Random bytes, because PostgreSQL compresses texts. */
async function probe(database: Database): Promise<void> {
  const value = randomBytes(PROBE_BYTES / 2).toString('hex');
  await database.write(async (tx) => {
    await tx.insert(settings).values({ name: PROBE, value }).onConflictDoNothing();
    await tx.delete(settings).where(eq(settings.name, PROBE));
  });
}

/** Looks for what does not work although reads do. A storage that refused a write is tried until it takes a large one. */
export function createTroubles({ database, writing, redis, bus }: Watched): () => Promise<readonly string[]> {
  const redisAnswers = shared(async () => bus.connected && (await redis?.ping()) === 'PONG');
  const storageTakes = shared(async () => {
    const before = writing.refusals;
    await probe(database);
    // A call that was refused meanwhile needs another probe.
    if (writing.refusals !== before) return false;
    writing.recovered();
    return true;
  });
  return async () => {
    const [redisWorks, storageWorks] = await Promise.all([
      redis === undefined || isQuick(redisAnswers()),
      writing.refusals === 0 || isQuick(storageTakes()),
    ]);
    return [...(redisWorks ? [] : ['redis']), ...(storageWorks ? [] : ['storage'])];
  };
}
