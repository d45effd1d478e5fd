import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createResidue } from './residue.ts';

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

/** One that answers at once. */
export interface LocalWindow extends Window {
  take(key: string): Verdict;
}

function asVerdict(policy: string, rate: Rate, count: number, msLeft: number): Verdict {
  return {
    policy,
    rate,
    allowed: count <= rate.points,
    remaining: Math.max(0, rate.points - count),
    resetSeconds: Math.max(1, Math.ceil(msLeft / 1000)),
  };
}

interface Counted {
  count: number;
  end: number;
}

// The memory that one limit may take, twice: for keys that may go on, and apart from them for those that may not.
const MAX_KEYS = 50_000;

const uptimeOfProcess = (): number => performance.now();

/**
 * The window of one process. The library's memory store is unbounded and keeps a timer for every key; this one is
 * bounded and answers at once, because it stands before every call.
 *
 * No flood of other keys gives a key new tries. One that is exhausted is kept apart until its window ends. Of one that
 * is forgotten for want of room, on either side, the residue keeps an upper bound of its count.
 * `uptime` never goes back: setting the clock neither ends a window nor lengthens it.
 */
export function localWindow(
  policy: string,
  rate: Rate,
  uptime: () => number = uptimeOfProcess,
  maxKeys: number = MAX_KEYS,
): LocalWindow {
  const length = rate.seconds * 1000;
  const residue = createResidue(length);
  const open = new LRUCache<string, Counted>({
    max: maxKeys,
    dispose: (window, key, reason) => {
      if (reason === 'evict') residue.add(key, window);
    },
  });
  const exhausted = new Map<string, Counted>();
  let last: { key: string | undefined; window: Counted | undefined } = { key: undefined, window: undefined };

  const begin = (key: string, at: number): Counted => {
    exhausted.delete(key);
    const window = residue.boundOf(key, at) ?? { count: 0, end: at + length };
    if (window.count < rate.points) open.set(key, window);
    return window;
  };

  const exhaust = (key: string, window: Counted, at: number): void => {
    open.delete(key);
    // In the order in which they came here; none outlives its window by more than another one.
    for (const [oldest, { end }] of exhausted) {
      if (end > at) break;
      exhausted.delete(oldest);
    }
    if (exhausted.size < maxKeys) exhausted.set(key, window);
    else residue.add(key, window);
  };

  return {
    take: (key) => {
      const at = uptime();
      // The calls of a batch come from one caller.
      let window = key === last.key ? last.window : (exhausted.get(key) ?? open.get(key));
      if (!window || window.end <= at) window = begin(key, at);
      if (window !== last.window) last = { key, window };
      window.count += 1;
      if (window.count === rate.points) exhaust(key, window, at);
      return asVerdict(policy, rate, window.count, window.end - at);
    },
  };
}

/** When Redis last failed, for all windows that use it. */
export interface Trouble {
  until: number;
}

// After a failure nobody asks for so long: a Redis that hangs costs one call its patience, not every one.
const AVOID_MS = 500;

/** The window that all processes share; with Redis gone each counts for itself. */
export function sharedWindow(
  policy: string,
  rate: Rate,
  redis: Redis,
  trouble: Trouble = { until: 0 },
  uptime: () => number = uptimeOfProcess,
): Window {
  const insurance = localWindow(policy, rate, uptime);
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `mechanic-shop:limit:${policy}`,
    points: rate.points,
    duration: rate.seconds,
    rejectIfRedisNotReady: true,
  });
  const consume = (key: string): Promise<RateLimiterRes> =>
    limiter.consume(key).catch((said: unknown) => {
      if (said instanceof RateLimiterRes) return said;
      throw said;
    });
  return {
    take: async (key) => {
      if (trouble.until > uptime()) return insurance.take(key);
      try {
        let said = await consume(key);
        // More than a window is left where the clock of Redis was set back.
        if (said.msBeforeNext > rate.seconds * 1000 && (await limiter.delete(key))) said = await consume(key);
        return asVerdict(policy, rate, said.consumedPoints, said.msBeforeNext);
      } catch {
        trouble.until = uptime() + AVOID_MS;
        return insurance.take(key);
      }
    },
  };
}
