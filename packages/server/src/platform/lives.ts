import type { Ticks } from './ticks.ts';

/** When something happened, by the clock and by the uptime. */
export interface Moment {
  at: Date;
  tick: number | null;
}

/** Something that lives for a while. */
export interface Mortal {
  createdAt: Date;
  expiresAt: Date;
  tick: number | null;
}

/**
 * Judges what lives for a while by two clocks, of which each may end it. The clock may be set, but all machines share
 * it; the uptime runs on, but tells only of what this machine has made since it started.
 */
export interface Lives {
  /** To be kept beside the instant at which something was made. */
  tick(): number;
  /** Whether something is still alive. What comes from the future is not: the clock was set back since. */
  isAlive(mortal: Mortal): boolean;
  /**
   * Whether something happened within the last so many milliseconds. Of another machine's moments it may lie `ahead` by
   * as much as clocks differ, unless more is given.
   */
  isWithin(milliseconds: number, moment: Moment, ahead?: number): boolean;
}

// By so much the clocks of machines may differ.
export const CLOCK_TOLERANCE_SECONDS = 5;
const TOLERANCE_MS = CLOCK_TOLERANCE_SECONDS * 1000;

export function createLives(now: () => Date, ticks: Ticks): Lives {
  const isYoung = (ageMs: number, lifeMs: number, tick: number | null, ahead = TOLERANCE_MS): boolean => {
    const elapsed = ticks.since(tick);
    return elapsed === undefined ? ageMs >= -ahead : elapsed <= lifeMs;
  };
  return {
    tick: () => ticks.now(),
    isAlive: ({ createdAt, expiresAt, tick }) => {
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
