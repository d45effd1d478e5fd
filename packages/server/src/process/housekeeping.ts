import { and, eq, inArray, lt } from 'drizzle-orm';
import { idempotencyKeys } from '../api/idempotency-table.ts';
import { KEEP_MS } from '../api/idempotency.ts';
import type { Shop } from '../core/shop.ts';
import { searchIndexes } from '../features.ts';
import { refreshTokens, resetCodes, sessions } from '../features/accounts/table.ts';
import type { Queries } from '../platform/db/database.ts';
import { mergeSearch } from '../platform/db/merge-search.ts';

const SOON_MS = 5 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
// Small, so that nobody's write waits long behind one.
const BATCH = 500;

type Sweep = (tx: Queries, now: number) => Promise<number>;

const ago = (now: number, milliseconds: number): Date => new Date(now - milliseconds);

const oldKeys: Sweep = async (tx, now) => {
  const rows = await tx
    .select({ accountId: idempotencyKeys.accountId, key: idempotencyKeys.key })
    .from(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, ago(now, KEEP_MS)))
    .limit(BATCH);
  for (const { accountId, key } of rows) {
    await tx.delete(idempotencyKeys).where(and(eq(idempotencyKeys.accountId, accountId), eq(idempotencyKeys.key, key)));
  }
  return rows.length;
};

const oldTokens: Sweep = async (tx, now) => {
  const old = tx
    .select({ digest: refreshTokens.digest })
    .from(refreshTokens)
    .where(lt(refreshTokens.expiresAt, ago(now, 0)))
    .limit(BATCH);
  return (await tx.delete(refreshTokens).where(inArray(refreshTokens.digest, old)).returning()).length;
};

// Kept for a while after their end: they tell from where an account's owner logs in.
const oldSessions: Sweep = async (tx, now) => {
  const old = tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(lt(sessions.expiresAt, ago(now, 30 * DAY_MS)))
    .limit(BATCH);
  return (await tx.delete(sessions).where(inArray(sessions.id, old)).returning({ id: sessions.id })).length;
};

const oldCodes: Sweep = async (tx, now) => {
  const old = tx
    .select({ id: resetCodes.id })
    .from(resetCodes)
    .where(lt(resetCodes.expiresAt, ago(now, DAY_MS)))
    .limit(BATCH);
  return (await tx.delete(resetCodes).where(inArray(resetCodes.id, old)).returning()).length;
};

/** Drops what has expired: old answers, tokens, sessions and codes. Answers how many rows went. */
export async function cleanUp(shop: Pick<Shop, 'database' | 'now'>): Promise<number> {
  let gone = 0;
  for (const sweep of [oldKeys, oldTokens, oldSessions, oldCodes]) {
    for (let n = BATCH; n === BATCH; gone += n) {
      n = await shop.database.write((tx) => sweep(tx, shop.now().getTime()));
    }
  }
  return gone;
}

const REMEMBERED_READINGS = 24;

/**
 * The clock, as its slowest reading of the last so many has it by the uptime. One that is set ahead by mistake, and back
 * later, must not make a sweep drop what has not expired.
 */
export function waryClock(now: () => Date, uptime: () => number): () => Date {
  const offsets: number[] = [];
  return () => {
    const at = uptime();
    offsets.push(now().getTime() - at);
    if (offsets.length > REMEMBERED_READINGS) offsets.shift();
    return new Date(Math.min(...offsets) + at);
  };
}

/** Cleans up and joins search indexes once an hour until it is stopped; a failure is told and tried an hour later. */
export function startHousekeeping(
  shop: Pick<Shop, 'database' | 'now'>,
  onError: (error: unknown) => void,
  uptime: () => number = () => performance.now(),
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const clock = waryClock(shop.now, uptime);
  // The first reading.
  clock();
  const sweep = (): void => {
    const now = clock();
    running = cleanUp({ database: shop.database, now: () => now })
      .then(() => mergeSearch(shop.database, searchIndexes, stopping.signal))
      .catch(onError);
  };
  // MaybePromise after the start, too: a server that is restarted every half an hour would never clean up.
  const first = setTimeout(sweep, SOON_MS).unref();
  const hourly = setInterval(sweep, HOUR_MS).unref();
  return {
    stop: () => {
      stopping.abort();
      clearTimeout(first);
      clearInterval(hourly);
      return running;
    },
  };
}
