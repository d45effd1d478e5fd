import type { Redis } from 'ioredis';
import { type Rate, type Verdict, type Window, localWindow, sharedWindow } from './window.ts';

/** All limits. Each is a separate policy in the `ratelimit` headers. */
export type LimitName = 'default' | 'login-email' | 'login-address' | 'register' | 'refresh' | 'change-email' | 'codes';

export type Rates = Record<LimitName, Rate>;

export const defaultRates: Rates = {
  default: { points: 600, seconds: 60 },
  'login-email': { points: 10, seconds: 60 },
  'login-address': { points: 30, seconds: 60 },
  register: { points: 10, seconds: 3600 },
  refresh: { points: 60, seconds: 60 },
  // How often an account may find out whether an e-mail is in use.
  'change-email': { points: 10, seconds: 3600 },
  // How often an address may try codes of estimates.
  codes: { points: 60, seconds: 60 },
};

/** Counts a call; returns undefined when limits are off. */
export interface Limits {
  take(name: LimitName, key: string): Verdict | undefined | Promise<Verdict | undefined>;
  /** The number of refused calls by limit. */
  readonly refused: Record<LimitName, number>;
}

function nothing(): Limits['refused'] {
  return {
    default: 0,
    'login-email': 0,
    'login-address': 0,
    register: 0,
    refresh: 0,
    'change-email': 0,
    codes: 0,
  };
}

export const noLimits: Limits = { take: () => undefined, refused: nothing() };

/** Creates limits of this process, or of all processes that share a Redis. */
export function createLimits(rates: Rates, redis?: Redis, uptime?: () => number): Limits {
  const trouble = { until: 0 };
  const windowOf = (name: LimitName): Window =>
    redis ? sharedWindow(name, rates[name], redis, trouble, uptime) : localWindow(name, rates[name], uptime);
  const windows: Record<LimitName, Window> = {
    default: windowOf('default'),
    'login-email': windowOf('login-email'),
    'login-address': windowOf('login-address'),
    register: windowOf('register'),
    refresh: windowOf('refresh'),
    'change-email': windowOf('change-email'),
    codes: windowOf('codes'),
  };
  return { take: (name, key) => windows[name].take(key), refused: nothing() };
}

/** Returns the stricter of two verdicts. */
export function stricter(a: Verdict | undefined, b: Verdict): Verdict {
  if (!a || a.allowed !== b.allowed) return a?.allowed === false ? a : b;
  if (!a.allowed) return a.resetSeconds >= b.resetSeconds ? a : b;
  return a.remaining <= b.remaining ? a : b;
}
