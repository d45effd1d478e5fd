import type { Ticks } from './ticks.ts';

/** When something happened, by the clock and by the uptime. */
export interface Moment {
  at: Date;
  tick: number | null;
}

/** Something that expires. */
export interface Expiring {
  createdAt: Date;
  expiresAt: Date;
  tick: number | null;
}

/**
 * Decides expiry by two clocks, either of which can end a lifetime. All machines share the clock, but it may be set.
 * The uptime cannot be set, but covers only what this machine created since it started.
 */
export interface Expiry {
  /** Store this with the instant at which something was created. */
  tick(): number;
  /** Whether something has not expired. Something from the future counts as expired: the clock was set back since. */
  isCurrent(expiring: Expiring): boolean;
  /**
   * Whether something happened within the last `milliseconds`. A moment of another machine may lie `ahead` by the
   * tolerated clock difference, or by the given one.
   */
  isWithin(milliseconds: number, moment: Moment, ahead?: number): boolean;
}

// How much the clocks of machines may differ.
export const CLOCK_TOLERANCE_SECONDS = 5;
const TOLERANCE_MS = CLOCK_TOLERANCE_SECONDS * 1000;

export function createExpiry(now: () => Date, ticks: Ticks): Expiry {
  const isYoung = (ageMs: number, lifeMs: number, tick: number | null, ahead = TOLERANCE_MS): boolean => {
    const elapsed = ticks.since(tick);
    return elapsed === undefined ? ageMs >= -ahead : elapsed <= lifeMs;
  };
  return {
    tick: () => ticks.now(),
    isCurrent: ({ createdAt, expiresAt, tick }) => {
      const at = now().getTime();
      const lifeMs = expiresAt.getTime() - createdAt.getTime();
      return at < expiresAt.getTime() && isYoung(at - createdAt.getTime(), lifeMs, tick);
    },
    isWithin: (milliseconds, { at, tick }, ahead) => {
      const ageMs = now().getTime() - at.getTime();
      return ageMs <= milliseconds && isYoung(ageMs, milliseconds, tick, ahead);
    },
  };
}
