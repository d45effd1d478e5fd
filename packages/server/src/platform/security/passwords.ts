import { availableParallelism } from 'node:os';
import { createPasswordPool } from './password-pool.ts';

/** Hashes and verifies passwords outside the event loop. */
export interface Passwords {
  /**
   * Returns a bcrypt hash. Rejects with `Overloaded`, with the signal's reason, or for a password that cannot be
   * hashed.
   */
  hash(password: string, signal?: AbortSignal): Promise<string>;
  /**
   * Whether the password matches the hash; without a hash `false`, after the same work. `highest` is the highest cost
   * of any stored hash: every call does the work of that cost.
   */
  verify(password: string, hash: string | null, signal?: AbortSignal, highest?: number): Promise<boolean>;
  /**
   * Rejects with `Overloaded` while the queue is full, before any work is done; returns undefined when there is room.
   */
  assertRoom(): Promise<never> | undefined;
  /** Whether a hash has another cost or form than new ones. */
  needsRehash(hash: string): boolean;
  /** Rejects queued jobs and stops the threads. */
  close(): Promise<void>;
  /** The number of queued callers. */
  readonly waiting: number;
}

export interface PasswordOptions {
  /** The bcrypt cost: each step doubles the work. */
  cost: number;
  /** The most queued callers; more are refused immediately. */
  queueLimit?: number | undefined;
  /** The number of threads; each computes one hash at a time. */
  workers?: number | undefined;
}

const MAX_BYTES = 72;
const MAX_COST = 16;
// Canonical base64 only: bcrypt returns false for anything else without doing the work. A cost above 16 would block a
// thread for minutes or days.
const HASH = /^\$2[abxy]\$(0[4-9]|1[0-6])\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

/**
 * Normalizes by NFKC, so that every way to type an accent gives the same bytes; null if the password cannot be hashed.
 */
function prepare(password: string): string | null {
  if (!password.isWellFormed() || password.includes('\0')) return null;
  const normal = password.normalize('NFKC');
  return Buffer.byteLength(normal) <= MAX_BYTES ? normal : null;
}

/**
 * bcrypt in low-priority threads. With two or more cores one is left to the event loop: priority alone does not help
 * where processor time is rationed, as in containers.
 */
export function createPasswords({
  cost,
  queueLimit = 32,
  workers = Math.max(1, availableParallelism() - 1),
}: PasswordOptions): Passwords {
  if (!Number.isInteger(cost) || cost < 4 || cost > MAX_COST) throw new RangeError('Use a bcrypt cost from 4 to 16.');
  const pool = createPasswordPool({ workers, queueLimit });
  const formOf = (cost: number): string => `$2b$${String(cost).padStart(2, '0')}$`;
  const form = formOf(cost);
  // The hash of no known password; the result of its verification is ignored.
  const dummyOf = (cost: number): string => formOf(cost) + '.'.repeat(53);
  // A hash of a lower cost is padded to the work of the highest: each step doubles it, so 10, 10 and 11 equal 12.
  const paddingOf = (hash: string, highest: number): string[] => {
    const own = Number(hash.slice(4, 6));
    return Array.from({ length: Math.max(0, highest - own) }, (_, step) => dummyOf(own + step));
  };

  return {
    async hash(password, signal) {
      const normal = prepare(password);
      if (normal === null) throw new RangeError('Use a password of at most 72 bytes without NUL or broken Unicode.');
      const hash = await pool.run({ password: normal, cost }, signal);
      return String(hash);
    },
    async verify(password, hash, signal, highest = cost) {
      const target = Math.min(MAX_COST, Math.max(cost, highest));
      const normal = prepare(password);
      const real = normal !== null && hash !== null && HASH.test(hash);
      const compared = real ? hash : dummyOf(target);
      const job = { password: normal ?? '', hash: compared, padding: paddingOf(compared, target) };
      const matches = await pool.run(job, signal);
      return real && matches === true;
    },
    needsRehash: (hash) => !hash.startsWith(form),
    assertRoom: () => pool.assertRoom(),
    close: () => pool.close(),
    get waiting() {
      return pool.waiting;
    },
  };
}
