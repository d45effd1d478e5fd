import type { Operation } from '@trpc/client';
import { asyncLink } from './async-link.ts';
import { type TimeLeft, deadlineIn } from './deadline.ts';
import { isShopError, isShopUnreachable } from './errors.ts';
import { retryAfterOf } from './fetch.ts';
import { isDryRun } from './http-link.ts';

// The first wait bridges a short interruption, the second a restart of the server.
const FIRST_WAIT_MS = 300;
const GROWTH = 8;
const LONGEST_OWN_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 30_000;

// A refresh token can be repeated for 10 s after a lost response; later reuse ends the session. All attempts share one
// deadline below that, with a margin for a slow request.
const REFRESH_MS = 8000;
const REFRESH_ATTEMPT_MS = 2500;

/** Waits; rejects early with the signal's reason when the call has ended. */
export type Sleep = (ms: number, closed: AbortSignal) => Promise<void>;

export interface RetryOptions {
  /** The most retries of a call. */
  retries: number;
  sleep?: Sleep | undefined;
}

/** Retries calls after temporary failures, with growing, jittered waits, never sooner than the server asks. */
export function retryLink({ retries, sleep = sleepFor }: RetryOptions) {
  const jitter = sharedJitter();
  return asyncLink(async (op, send, closed) => {
    const left = timeLeftFor(op);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await send(hurried(op, left()));
      } catch (error) {
        if (attempt >= retries || !mayRepeat(op, error)) throw error;
        const asked = askedFor(error);
        // Retrying sooner than asked only adds load; callers do not want to wait longer than this.
        if (asked > LONGEST_WAIT_MS) throw error;
        const own = Math.min(FIRST_WAIT_MS * GROWTH ** attempt, LONGEST_OWN_WAIT_MS, left() / 3);
        const wait = Math.max(asked, own) * (1 + jitter());
        if (wait >= left()) throw error;
        await sleep(wait, closed);
        // The machine may have been asleep.
        if (left() <= 0) throw error;
      }
    }
  });
}

function timeLeftFor(op: Operation): TimeLeft {
  return op.path === 'auth.refresh' ? deadlineIn(REFRESH_MS) : () => Number.POSITIVE_INFINITY;
}

/** Limits the time of one attempt if the call's attempts share a deadline. */
function hurried(op: Operation, left: number): Operation {
  return left === Number.POSITIVE_INFINITY
    ? op
    : { ...op, context: { ...op.context, withinMs: Math.min(REFRESH_ATTEMPT_MS, left) } };
}

/** Calls that return a secret or send a test ignore idempotency keys, and so does all of `auth`. */
const secrets = [
  'apiKeys.create',
  'estimates.send',
  'invites.create',
  'webhooks.create',
  'webhooks.rotateSecret',
  'webhooks.test',
];

/** Whether a call may run twice: queries, streams, dry runs, mutations under a key, and a refresh. */
function mayRunTwice(op: Operation) {
  const { type, path } = op;
  if (isDryRun(op)) return true;
  return type !== 'mutation' || path === 'auth.refresh' || !(path.startsWith('auth.') || secrets.includes(path));
}

function mayRepeat(op: Operation, error: unknown) {
  if (isShopUnreachable(error)) return error.passing && (mayRunTwice(op) || !error.mayHaveRun);
  if (!isShopError(error)) return false;
  return error.data.httpStatus === 503 || error.data.reason === 'IDEMPOTENCY_IN_PROGRESS';
}

/** The wait in milliseconds that the server asks for, 0 if it does not. */
export function askedFor(error: unknown) {
  if (isShopUnreachable(error)) return error.retryAfterMs ?? 0;
  if (!isShopError(error)) return 0;
  const { details } = error.data;
  const seconds = typeof details === 'object' && 'retryAfterSeconds' in details ? details.retryAfterSeconds : 0;
  return seconds * 1000 || retryAfterOf(error);
}

/** 0 to 0.5, the same for calls that fail together, so that a batch is retried as one batch. */
function sharedJitter() {
  let drawn = { at: 0, value: 0 };
  return () => {
    const at = Date.now();
    if (Math.abs(at - drawn.at) > 10) drawn = { at, value: Math.random() / 2 };
    return drawn.value;
  };
}

export const sleepFor: Sleep = (ms, closed) =>
  new Promise((resolve, reject) => {
    closed.throwIfAborted();
    const timer = setTimeout(() => {
      closed.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(closed.reason);
    };
    closed.addEventListener('abort', stop, { once: true });
  });
