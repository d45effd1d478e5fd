import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { lru } from '../cache/lru.ts';
import { createResidue } from './residue.ts';

/** How often something may happen in a window of time. */
export interface Rate {
  points: number;
  seconds: number;
}

/** The result of a limit for one call. */
export interface Verdict {
  /** The name of the limit, for the headers. */
  policy: string;
  rate: Rate;
  allowed: boolean;
  remaining: number;
  /** Seconds until the window restarts; at least 1. */
  resetSeconds: number;
}

/** Counts calls by key in windows that start with the first call. */
export interface Window {
  take(key: string): Verdict | Promise<Verdict>;
}

/** A window that answers synchronously. */
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

// The most keys of one limit, twice: for keys with points left and, separately, for exhausted ones.
const MAX_KEYS = 50_000;

const uptimeOfProcess = (): number => performance.now();

/**
 * The window of one process. The library's memory store is unbounded and keeps a timer per key. This one is bounded and
 * synchronous, because every call passes it. A flood of other keys gives a key no new attempts: exhausted keys are kept
 * separately until their window ends, and the residue keeps upper bounds for evicted keys. `uptime` never goes back, so
 * setting the clock cannot end or extend a window.
 */
export function localWindow(
  policy: string,
  rate: Rate,
  uptime: () => number = uptimeOfProcess,
  maxKeys: number = MAX_KEYS,
): LocalWindow {
  const length = rate.seconds * 1000;
  const residue = createResidue(length);
  const open = lru<string, Counted>(maxKeys, {
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
    // In order of insertion; their windows end at most one window apart.
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
      // The calls of a batch come from one client.
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
export interface RedisFailure {
  until: number;
}

// Skips Redis for this long after a failure: a hanging Redis delays one call, not every one.
const AVOID_MS = 500;

/** The window that all processes share; without Redis each process counts separately. */
export function sharedWindow(
  policy: string,
  rate: Rate,
  redis: Redis,
  trouble: RedisFailure = { until: 0 },
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
        // More than a window remains when the clock of Redis was set back.
        if (said.msBeforeNext > rate.seconds * 1000 && (await limiter.delete(key))) said = await consume(key);
        return asVerdict(policy, rate, said.consumedPoints, said.msBeforeNext);
      } catch {
        trouble.until = uptime() + AVOID_MS;
        return insurance.take(key);
      }
    },
  };
}
