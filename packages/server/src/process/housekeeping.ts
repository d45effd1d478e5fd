import { and, eq, inArray, lt } from 'drizzle-orm';
import { idempotencyKeys } from '../api/idempotency-table.ts';
import { KEEP_MS } from '../api/idempotency.ts';
import type { Shop } from '../core/shop.ts';
import { searchIndexes } from '../features.ts';
import { refreshTokens, resetCodes, sessions } from '../features/accounts/table.ts';
import { deleteOld } from '../features/events/rows.ts';
import { markExpired } from '../features/tickets/sent-estimate.ts';
import { deleteEnded } from '../features/webhooks/housekeeping.ts';
import type { Queries } from '../platform/db/database.ts';
import { mergeSearch } from '../platform/db/merge-search.ts';

const SOON_MS = 5 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
// Small, so that no write waits long for a batch.
const BATCH = 500;

/** An estimate has up to 50 jobs. */
const FEW_ESTIMATES = 20;

/** What housekeeping needs of a shop. */
type Kept = Pick<Shop, 'database' | 'bus' | 'now' | 'eventDays'>;

type Sweep = (tx: Queries, now: number, shop: Kept) => Promise<number>;

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

// Kept for a while after their end: they show account owners where they logged in from.
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

const oldEvents: Sweep = async (tx, now, { eventDays }) =>
  eventDays === 0 ? 0 : deleteOld(tx, ago(now, eventDays * DAY_MS), BATCH);

const oldDeliveries: Sweep = (tx, now) => deleteEnded(tx, ago(now, 30 * DAY_MS), BATCH);

const expiredEstimates: Sweep = (tx, now, shop) =>
  markExpired({ shop, caller: null, requestId: 'housekeeping', via: 'system' }, tx, ago(now, 0), FEW_ESTIMATES);

/**
 * Deletes expired responses, tokens, sessions, codes, events and deliveries, and marks expired estimates. Returns the
 * number of rows.
 */
export async function cleanUp(shop: Kept): Promise<number> {
  let gone = 0;
  const sweeps = [oldKeys, oldTokens, oldSessions, oldCodes, oldEvents, oldDeliveries].map(
    (sweep) => [sweep, BATCH] as const,
  );
  for (const [sweep, most] of [...sweeps, [expiredEstimates, FEW_ESTIMATES] as const]) {
    for (let n: number = most; n === most; gone += n) {
      n = await shop.database.write((tx) => sweep(tx, shop.now().getTime(), shop));
    }
  }
  return gone;
}

const REMEMBERED_READINGS = 24;

/**
 * The slowest of the last readings of the clock, corrected by the uptime. A clock set ahead by mistake must not make a
 * sweep delete what has not expired.
 */
export function cautiousClock(now: () => Date, uptime: () => number): () => Date {
  const offsets: number[] = [];
  return () => {
    const at = uptime();
    offsets.push(now().getTime() - at);
    if (offsets.length > REMEMBERED_READINGS) offsets.shift();
    return new Date(Math.min(...offsets) + at);
  };
}

interface HousekeepingOptions {
  /** Milliseconds since the start of the process. */
  uptime?: () => number;
  timers?: Record<'setTimeout' | 'setInterval', (run: () => void, ms: number) => NodeJS.Timeout>;
}

/** Cleans up and merges search indexes hourly until stopped; a failure is reported and retried an hour later. */
export function startHousekeeping(
  shop: Kept,
  onError: (error: unknown) => void,
  { uptime = () => performance.now(), timers = globalThis }: HousekeepingOptions = {},
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const clock = cautiousClock(shop.now, uptime);
  // Takes the first reading.
  clock();
  const sweep = (): void => {
    const now = clock();
    running = cleanUp({ ...shop, now: () => now })
      .then(() => mergeSearch(shop.database, searchIndexes, stopping.signal))
      .catch(onError);
  };
  // Soon after the start, too: a server restarted every half hour would otherwise never clean up.
  const first = timers.setTimeout(sweep, SOON_MS).unref();
  const hourly = timers.setInterval(sweep, HOUR_MS).unref();
  return {
    stop: () => {
      stopping.abort();
      clearTimeout(first);
      clearInterval(hourly);
      return running;
    },
  };
}
