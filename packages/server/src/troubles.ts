import { eq } from 'drizzle-orm';
import type { Redis } from 'ioredis';
import type { Bus } from './bus/bus.ts';
import { type Database, isStorageUnavailable } from './db/database.ts';
import { settings } from './db/settings.ts';

/** Whether the last write was refused by the storage. */
export interface Writing {
  failing: boolean;
}

/** The same database, and what its writes say of the storage. */
export const watchWrites = (database: Database): { database: Database; writing: Writing } => {
  const writing: Writing = { failing: false };
  const write: Database['write'] = async (work) => {
    try {
      const value = await database.write(work);
      writing.failing = false;
      return value;
    } catch (error) {
      if (isStorageUnavailable(error)) writing.failing = true;
      throw error;
    }
  };
  return { database: { ...database, write }, writing };
};

interface Watched {
  database: Database;
  writing: Writing;
  redis: Redis | undefined;
  bus: Bus;
}

const PATIENCE_MS = 30;
const PROBE = 'write-probe';
// Too much for what is left of a page: a full disk has no place for it.
const PROBE_SIZE = 16_384;

/** Whether work is done within a moment, not counting one in which this process itself stood still. */
const isQuick = async (work: Promise<boolean>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    // What has arrived meanwhile is read before the verdict.
    timer = setTimeout(() => setImmediate(() => setImmediate(resolve, false)), PATIENCE_MS);
  });
  const quick = await Promise.race([work, late]);
  clearTimeout(timer);
  return quick;
};

/** One run at a time, shared by all who ask meanwhile. */
const shared = (work: () => Promise<boolean>): (() => Promise<boolean>) => {
  let running: Promise<boolean> | undefined;
  return () =>
    (running ??= work()
      .catch(() => false)
      .finally(() => {
        running = undefined;
      }));
};

/** Looks for what does not work although reads do. A storage that refused a write is tried until it takes one. */
export const createTroubles = ({ database, writing, redis, bus }: Watched): (() => Promise<readonly string[]>) => {
  const redisAnswers = shared(async () => bus.connected && (await redis?.ping()) === 'PONG');
  // A row that comes and goes needs the same room and sync as any other, and leaves nothing.
  const storageTakes = shared(async () => {
    await database.write(async (tx) => {
      await tx
        .insert(settings)
        .values({ name: PROBE, value: ' '.repeat(PROBE_SIZE) })
        .onConflictDoNothing();
      await tx.delete(settings).where(eq(settings.name, PROBE));
    });
    return true;
  });
  return async () => {
    const [redisWorks, storageWorks] = await Promise.all([
      redis === undefined || isQuick(redisAnswers()),
      !writing.failing || isQuick(storageTakes()),
    ]);
    return [...(redisWorks ? [] : ['redis']), ...(storageWorks ? [] : ['storage'])];
  };
};
