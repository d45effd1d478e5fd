import type { Redis } from 'ioredis';
import type { Bus } from '../platform/bus/bus.ts';
import { redisBus } from '../platform/bus/redis.ts';
import type { Watch } from '../platform/outages.ts';
import { firstAttempt, openRedis } from '../platform/redis.ts';

/** The Redis that several processes share. */
export interface SharedRedis {
  readonly redis: Redis;
  readonly bus: Bus;
  /** Resolves once Redis was reached, or the first attempt failed. */
  opened(): Promise<void>;
}

/** Opens the connections for commands and for the bus; `watch` reports on one each. */
export function connectRedis(url: string, watch: () => Watch): SharedRedis {
  const redis = openRedis(url, watch());
  return { redis, bus: redisBus(redis, url, watch()), opened: () => firstAttempt(redis) };
}
