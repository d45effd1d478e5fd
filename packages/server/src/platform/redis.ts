import { once } from 'node:events';
import { Redis } from 'ioredis';
import type { Watch } from './outages.ts';

// The timeout of a command; callers then continue without Redis.
const COMMAND_MS = 80;

/**
 * Opens a Redis connection that never delays callers for long: without a connection commands fail immediately. It
 * reconnects forever.
 */
export function openRedis(
  url: string,
  watch: Watch,
  options: { autoResubscribe?: boolean; commandTimeout?: number } = {},
): Redis {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_MS,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    ...options,
  });
  redis.on('ready', watch.works);
  // Emitted for every failed attempt.
  redis.on('error', watch.lost);
  return redis;
}

// Longer than a healthy Redis takes to answer.
const HANDSHAKE_MS = 2_000;

/**
 * Waits until the first connection attempt has succeeded or failed. Handshake replies are subject to the command
 * timeout: work that blocks the event loop meanwhile would make a healthy Redis look lost.
 */
export async function firstAttempt(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  const signal = AbortSignal.timeout(HANDSHAKE_MS);
  await Promise.race([once(redis, 'ready', { signal }), once(redis, 'close', { signal })]).catch(() => {});
}
