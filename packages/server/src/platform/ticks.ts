import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Points of time by this machine's uptime, a clock that cannot be set. A tick is one integer, stored with an instant
 * in rows and tokens. It also identifies the start of the machine.
 */
export interface Ticks {
  now(): number;
  /** The least age of the tick in milliseconds; undefined when it belongs to another start of a machine. */
  since(tick: number | null): number | undefined;
}

const TICK_MS = 100;
// 2^33 ticks are 27 years of uptime; 2^20 machine starts fit above them in a safe integer.
const TICKS = 2 ** 33;
const STARTS = 2 ** 20;

/** Milliseconds since the machine started, the same in all processes. */
export function machineUptime(): () => number {
  const [seconds, nanoseconds] = process.hrtime();
  const offset = seconds * 1000 + nanoseconds / 1e6 - performance.now();
  return () => offset + performance.now();
}

/** Identifies this start of this machine; each process has its own where the system does not provide one. */
export function machineStart(): string {
  try {
    // A time namespace may shift the uptime.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')} ${readlinkSync('/proc/self/ns/time')}`;
  } catch {
    return randomUUID();
  }
}

export function createTicks(uptime: () => number, start: string): Ticks {
  // Hashed, because tokens contain ticks and must reveal nothing about the machine.
  const digest = createHash('sha256').update(`mechanic-shop ticks ${start}`).digest();
  const base = (digest.readUInt32LE() % STARTS) * TICKS;
  // Shifted by up to a quarter of the range, so that ticks do not reveal the uptime either.
  const shift = digest.readUInt32LE(4) % (TICKS / 4);
  const now = (): number => base + ((shift + Math.floor(uptime() / TICK_MS)) % TICKS);
  return {
    now,
    since: (tick) => {
      if (tick === null || tick < base || tick >= base + TICKS) return undefined;
      const ticks = now() - tick;
      // Uptime does not run backwards; a tick in the future is not trustworthy.
      return ticks < 0 ? Number.POSITIVE_INFINITY : Math.max(0, ticks - 1) * TICK_MS;
    },
  };
}
