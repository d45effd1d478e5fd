import { createDigests } from '../api/idempotency.ts';
import { proceduresOf } from '../api/procedures.ts';
import { createAnswers } from '../core/answers.ts';
import { createCaches } from '../core/caches.ts';
import type { Caller } from '../core/caller.ts';
import { createReindexing, mergingAfterWrites } from '../core/reindexing.ts';
import type { ProcedureTypes } from '../core/scopes.ts';
import type { Shop } from '../core/shop.ts';
import {
  cacheKinds,
  chores,
  followVehicle,
  references,
  searchSources,
  stockDemand,
  takenReasonOf,
} from '../features.ts';
import { isStillCaller } from '../features/accounts/authenticate.ts';
import { callerRows } from '../features/accounts/callers.ts';
import { type StreamOptions, createStreams } from '../features/events/streams.ts';
import { memoryBus } from '../platform/bus/local.ts';
import type { Database } from '../platform/db/database.ts';
import { openDatabase } from '../platform/db/open.ts';
import { createExpiry } from '../platform/expiry.ts';
import { type Rates, createLimits, noLimits } from '../platform/limits/limits.ts';
import { type OnOutage, createWatches } from '../platform/outages.ts';
import { type Lookup, createPoster } from '../platform/outgoing/poster.ts';
import { createPdfs } from '../platform/pdf/pdfs.ts';
import { createPasswords } from '../platform/security/passwords.ts';
import { createTokens } from '../platform/security/tokens.ts';
import { createTicks, machineStart, machineUptime } from '../platform/ticks.ts';
import { appRouter } from '../router.ts';
import { createDependencyCheck, watchWrites } from './readiness.ts';
import type { SharedRedis } from './shared-redis.ts';

const procedures: ProcedureTypes = new Map(proceduresOf(appRouter).map(({ path, type }) => [path, type]));

/** Options of a shop; all are fixed when it opens. */
export interface ShopOptions {
  databaseUrl: string;
  /** The first secret signs; all verify. */
  secrets: readonly string[];
  accessTtlSeconds: number;
  refreshTtlSeconds: number;
  /** How long events are kept; default 365, 0 for ever. */
  eventDays?: number;
  bcryptCost: number;
  /** The shop's own address, without a slash at the end, for links to customers. */
  publicUrl?: string | undefined;
  /** Whether webhooks may go by `http` and to addresses that are not public. Default false. */
  webhookPrivate?: boolean | undefined;
  /** Finds the addresses of names for webhooks; default the system's. */
  lookup?: Lookup | undefined;
  /** The Redis that processes share; without it this process runs alone. */
  redisUrl?: string | undefined;
  /** Rate limits; unlimited when undefined. */
  rates?: Rates | undefined;
  now?: () => Date;
  /** Milliseconds since the machine started. */
  uptime?: () => number;
  /** Called with errors that have no caller. */
  onError?: (error: unknown) => void;
  /** Called when Redis, PostgreSQL or the SQLite file is lost, and when it works again. */
  onOutage?: OnOutage;
  /** How long live streams last, and how many there are. */
  streams?: StreamOptions;
  /** SQLite: called with the number of transactions in each commit. */
  onGroup?: (size: number) => void;
}

/** Days. */
const DEFAULT_EVENT_DAYS = 365;

export interface OpenShop extends Shop {
  /** Resolves once Redis was reached, or the first attempt failed. */
  opened(): Promise<void>;
  /** Waits for running work, then closes threads and connections. */
  close(): Promise<void>;
}

/** Opens the database and builds everything that services work with. */
export async function openShop(options: ShopOptions): Promise<OpenShop> {
  const { onError, onGroup, onOutage } = options;
  const told = {
    ...(onError ? { onError } : {}),
    ...(onGroup ? { onGroup } : {}),
    watch: createWatches('postgres', onOutage)(),
  };
  const database = await openDatabase(options.databaseUrl, told);
  const shared = options.redisUrl === undefined ? undefined : await shareRedis(options.redisUrl, onOutage);
  const shop = buildShop(database, options, shared);
  await shop.opened();
  return shop;
}

/** The connections to Redis; their code is loaded only by shops that have one. */
async function shareRedis(url: string, onOutage: OnOutage | undefined): Promise<SharedRedis> {
  const { connectRedis } = await import('./shared-redis.ts');
  return connectRedis(url, createWatches('redis', onOutage));
}

/** Builds the same on an open database, which is closed with the shop. */
export function buildShop(
  opened: Database,
  options: Omit<ShopOptions, 'databaseUrl' | 'redisUrl'>,
  shared?: SharedRedis,
): OpenShop {
  const { secrets, accessTtlSeconds, refreshTtlSeconds, bcryptCost, publicUrl, rates } = options;
  const { now = () => new Date(), uptime = machineUptime(), onError = () => {} } = options;
  const ticks = createTicks(uptime, machineStart());
  const { redis, bus = memoryBus() } = shared ?? {};
  const { database: watched, writing } = watchWrites(opened, createWatches('sqlite', options.onOutage)());
  const passwords = createPasswords({ cost: bcryptCost });
  const pdfs = createPdfs({ onError: options.onError });
  const poster = createPoster({ allowsPrivate: options.webhookPrivate, lookup: options.lookup });
  const reindexing = createReindexing(watched, { searchSources, references, chores }, onError, { bus, now });
  const database = mergingAfterWrites(watched, reindexing);
  const caches = createCaches(bus, cacheKinds);
  const expiry = createExpiry(now, ticks);
  const isStill = (caller: Caller) => isStillCaller({ database, caches, now, expiry }, caller);
  const streams = createStreams({ read: database.read, bus, now, isStill, onError }, options.streams);
  const close = async (): Promise<void> => {
    streams.close();
    await reindexing.close();
    await passwords.close();
    await pdfs.close();
    poster.close();
    await bus.close();
    redis?.disconnect();
    await database.close();
  };
  let closing: Promise<void> | undefined;
  return {
    database,
    passwords,
    pdfs,
    poster,
    tokens: createTokens({ secrets, accessTtlSeconds, clock: now, ticks }),
    bus,
    caches,
    answers: createAnswers(database, now),
    streams,
    reindexing,
    searchSources,
    references,
    stockDemand,
    followVehicle,
    callers: callerRows,
    procedures,
    takenReasonOf,
    limits: rates ? createLimits(rates, redis, uptime) : noLimits,
    failingDependencies: createDependencyCheck({ database: watched, writing, redis, bus }),
    refreshTtlSeconds,
    eventDays: options.eventDays ?? DEFAULT_EVENT_DAYS,
    publicUrl,
    digestsOf: createDigests(secrets),
    secrets,
    now,
    expiry,
    opened: async () => {
      await Promise.all([shared?.opened(), bus.opened()]);
    },
    close: () => (closing ??= close()),
  };
}
