import { once } from 'node:events';
import { Redis } from 'ioredis';
import type { Watch } from './outages.ts';

// A command waits this long; whoever asks goes on without Redis then.
const COMMAND_MS = 80;

/**
 * A connection to Redis that never makes anybody wait for long: without a connection commands fail at once,
 * and it reconnects for as long as it takes.
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
  // Comes with every failed attempt.
  redis.on('error', watch.lost);
  return redis;
}

// More than a healthy Redis takes to answer.
const HANDSHAKE_MS = 2_000;

/**
 * Waits until the first attempt to connect has ended, well or not. The answers of the handshake are due within the time
 * of a command: work that blocks the event loop meanwhile would make a healthy Redis look lost.
 */
export async function firstAttempt(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  const signal = AbortSignal.timeout(HANDSHAKE_MS);
  await Promise.race([once(redis, 'ready', { signal }), once(redis, 'close', { signal })]).catch(() => {});
}
