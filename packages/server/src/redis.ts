import { Redis } from 'ioredis';

// A command waits this long; whoever asks goes on without Redis then.
const COMMAND_MS = 80;

/**
 * A connection to Redis that never makes anybody wait for long: without a connection commands fail at once,
 * and it reconnects for as long as it takes.
 */
export const openRedis = (
  url: string,
  onError: (error: unknown) => void,
  options: { autoResubscribe?: boolean; commandTimeout?: number } = {},
): Redis => {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_MS,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    ...options,
  });
  // An error event comes with every failed attempt: one line for each time that it is lost is enough.
  let told = false;
  redis.on('ready', () => {
    told = false;
  });
  redis.on('error', (error) => {
    if (!told) onError(error);
    told = true;
  });
  return redis;
};
