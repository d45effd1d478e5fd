import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Points of time by a clock that cannot be set: this machine's uptime. A tick is one whole number, kept beside an
 * instant in rows and tokens, that also tells of which start of which machine it is.
 */
export interface Ticks {
  now(): number;
  /** At least how many milliseconds ago the tick was; undefined where another start of a machine made it. */
  since(tick: number | null): number | undefined;
}

const TICK_MS = 100;
// 2^33 ticks are 27 years of uptime; 2^20 starts of machines fit above them into a safe integer.
const TICKS = 2 ** 33;
const STARTS = 2 ** 20;

/** Milliseconds since the machine started, as all its processes count them. */
export function machineUptime(): () => number {
  const [seconds, nanoseconds] = process.hrtime();
  const offset = seconds * 1000 + nanoseconds / 1e6 - performance.now();
  return () => offset + performance.now();
}

/** What tells this start of this machine from others; where the system does not say, each process has its own. */
export function machineStart(): string {
  try {
    // A namespace may shift the uptime.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')} ${readlinkSync('/proc/self/ns/time')}`;
  } catch {
    return randomUUID();
  }
}

export function createTicks(uptime: () => number, start: string): Ticks {
  // Hashed: ticks stand in tokens, which must tell nothing about the machine.
  const digest = createHash('sha256').update(`mechanic-shop ticks ${start}`).digest();
  const base = (digest.readUInt32LE() % STARTS) * TICKS;
  // By up to a quarter of the range, so that they do not tell the uptime either.
  const shift = digest.readUInt32LE(4) % (TICKS / 4);
  const now = (): number => base + ((shift + Math.floor(uptime() / TICK_MS)) % TICKS);
  return {
    now,
    since: (tick) => {
      if (tick === null || tick < base || tick >= base + TICKS) return undefined;
      const ticks = now() - tick;
      // Uptime does not run backwards; a tick that is still to come is nothing to rely on.
      return ticks < 0 ? Number.POSITIVE_INFINITY : Math.max(0, ticks - 1) * TICK_MS;
    },
  };
}
