import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** How often something may happen in a window of time. */
export interface Rate {
  points: number;
  seconds: number;
}

/** What a limit says to one call. */
export interface Verdict {
  /** The limit's name, for the headers. */
  policy: string;
  rate: Rate;
  allowed: boolean;
  remaining: number;
  /** Until the window begins anew; at least 1. */
  resetSeconds: number;
}

/** Counts calls under a key in windows that begin with the first one. */
export interface Window {
  take(key: string): Verdict | Promise<Verdict>;
}

const asVerdict = (policy: string, rate: Rate, count: number, msLeft: number): Verdict => ({
  policy,
  rate,
  allowed: count <= rate.points,
  remaining: Math.max(0, rate.points - count),
  resetSeconds: Math.max(1, Math.ceil(msLeft / 1000)),
});

interface Counted {
  count: number;
  end: number;
}

// The memory that one limit may take: the least used keys are forgotten first.
const MAX_KEYS = 50_000;

/**
 * The window of one process. The library's memory store is unbounded and keeps a timer for every key; this one is
 * bounded and answers at once, because it stands before every call.
 */
export const localWindow = (policy: string, rate: Rate, now: () => number = Date.now): Window => {
  const windows = new LRUCache<string, Counted>({ max: MAX_KEYS });
  const length = rate.seconds * 1000;
  let last: { key: string | undefined; window: Counted | undefined } = { key: undefined, window: undefined };
  return {
    take: (key) => {
      const at = now();
      // The calls of a batch come from one caller.
      let window = key === last.key ? last.window : windows.get(key);
      // More than a window is left where the clock was set back.
      if (!window || window.end <= at || window.end - at > length) {
        window = { count: 0, end: at + length };
        windows.set(key, window);
      }
      if (window !== last.window) last = { key, window };
      window.count += 1;
      return asVerdict(policy, rate, window.count, window.end - at);
    },
  };
};

/** When Redis last failed, for all windows that use it. */
export interface Trouble {
  until: number;
}

// After a failure nobody asks for so long: a Redis that hangs costs one call its patience, not every one.
const AVOID_MS = 500;

/** The window that all processes share; with Redis gone each counts for itself. */
export const sharedWindow = (
  policy: string,
  rate: Rate,
  redis: Redis,
  trouble: Trouble = { until: 0 },
  now: () => number = Date.now,
): Window => {
  const insurance = localWindow(policy, rate, now);
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `mechanic-shop:limit:${policy}`,
    points: rate.points,
    duration: rate.seconds,
    rejectIfRedisNotReady: true,
  });
  return {
    take: async (key) => {
      if (trouble.until > now()) return insurance.take(key);
      try {
        const { consumedPoints, msBeforeNext } = await limiter.consume(key);
        return asVerdict(policy, rate, consumedPoints, msBeforeNext);
      } catch (said) {
        if (said instanceof RateLimiterRes) return asVerdict(policy, rate, said.consumedPoints, said.msBeforeNext);
        trouble.until = now() + AVOID_MS;
        return insurance.take(key);
      }
    },
  };
};
