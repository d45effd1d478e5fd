import { availableParallelism } from 'node:os';
import { createWorkerPool } from './password-pool.ts';

export { Overloaded } from './password-pool.ts';

/** Hashes and checks passwords away from the event loop. */
export interface Passwords {
  /** A bcrypt hash. Rejects with `Overloaded`, with the signal's reason, or for a password that cannot be hashed. */
  hash(password: string, signal?: AbortSignal): Promise<string>;
  /**
   * Whether the password is the one behind the hash; without a hash `false`, after the same work. `highest` is the cost
   * of the dearest hash there is: whatever this one's cost, the work is that of the dearest.
   */
  verify(password: string, hash: string | null, signal?: AbortSignal, highest?: number): Promise<boolean>;
  /** Rejects with `Overloaded` while nobody more can wait, before anything is read or done; nothing when there is room. */
  assertRoom(): Promise<never> | undefined;
  /** Whether a hash was made with another cost or form than new ones are. */
  needsRehash(hash: string): boolean;
  /** Refuses what waits, stops the threads. */
  close(): Promise<void>;
  /** How many callers wait for a thread. */
  readonly waiting: number;
}

export interface PasswordOptions {
  /** bcrypt's cost: each step doubles the work. */
  cost: number;
  /** Callers beyond this many waiting ones are refused at once. */
  queueLimit?: number | undefined;
  /** Threads, each with one hash at a time. */
  workers?: number | undefined;
}

const MAX_BYTES = 72;
const MAX_COST = 16;
// Canonical base64 only: bcrypt answers false to anything else without doing the work. A cost above 16 would block a
// thread for minutes or days.
const HASH = /^\$2[abxy]\$(0[4-9]|1[0-6])\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

/** What is hashed: NFKC, so that every keyboard's way to write an accent gives the same bytes; null if it cannot be. */
function prepare(password: string): string | null {
  if (!password.isWellFormed() || password.includes('\0')) return null;
  const normal = password.normalize('NFKC');
  return Buffer.byteLength(normal) <= MAX_BYTES ? normal : null;
}

/**
 * Passwords by bcrypt in threads of low priority. One core is left to the event loop where there are two or more:
 * priority alone does not help where the processor time itself is rationed, as in containers.
 */
export function createPasswords({
  cost,
  queueLimit = 32,
  workers = Math.max(1, availableParallelism() - 1),
}: PasswordOptions): Passwords {
  if (!Number.isInteger(cost) || cost < 4 || cost > MAX_COST) throw new RangeError('Use a bcrypt cost from 4 to 16.');
  const pool = createWorkerPool({ workers, queueLimit });
  const formOf = (cost: number): string => `$2b$${String(cost).padStart(2, '0')}$`;
  const form = formOf(cost);
  // The hash of no known password; whatever bcrypt says to it, the answer is false.
  const dummyOf = (cost: number): string => formOf(cost) + '.'.repeat(53);
  // A hash of a lower cost is padded to the work of the highest one, since each step doubles it: 10, 10 and 11 are 12.
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
