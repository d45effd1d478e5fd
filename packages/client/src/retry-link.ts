import type { Operation } from '@trpc/client';
import { asyncLink } from './async-link.ts';
import { type TimeLeft, deadlineIn } from './deadline.ts';
import { isShopError, isShopUnreachable } from './errors.ts';
import { retryAfterOf } from './fetch.ts';

// The first wait bridges a hiccup, the second a server that was killed and starts again.
const FIRST_WAIT_MS = 300;
const GROWTH = 8;
const LONGEST_OWN_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 30_000;

// A refresh token works again for 10 s when the answer was lost; used later, it ends the session. All attempts share
// one deadline inside of that, with time to spare for a request that is slow to arrive.
const REFRESH_MS = 8000;
const REFRESH_ATTEMPT_MS = 2500;

/** Waits; ends early, with the signal's reason, when the call has ended. */
export type Sleep = (ms: number, closed: AbortSignal) => Promise<void>;

export interface RetryOptions {
  /** How often a call is repeated at most. */
  retries: number;
  sleep?: Sleep | undefined;
}

/** Repeats calls that failed in passing, with growing, jittered waits, never sooner than the server asks for. */
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
        // Repeating sooner than asked only adds to the load, and waiting longer than this helps nobody.
        if (asked > LONGEST_WAIT_MS) throw error;
        const own = Math.min(FIRST_WAIT_MS * GROWTH ** attempt, LONGEST_OWN_WAIT_MS, left() / 3);
        const wait = Math.max(asked, own) * (1 + jitter());
        if (wait >= left()) throw error;
        await sleep(wait, closed);
        // The machine may have slept meanwhile.
        if (left() <= 0) throw error;
      }
    }
  });
}

function timeLeftFor(op: Operation): TimeLeft {
  return op.path === 'auth.refresh' ? deadlineIn(REFRESH_MS) : () => Number.POSITIVE_INFINITY;
}

/** The call with the time that one attempt may take, where its attempts share a deadline. */
function hurried(op: Operation, left: number): Operation {
  return left === Number.POSITIVE_INFINITY
    ? op
    : { ...op, context: { ...op.context, withinMs: Math.min(REFRESH_ATTEMPT_MS, left) } };
}

/** Calls that answer with a secret ignore idempotency keys; of these only a refresh may safely run twice. */
function keepsKeys(op: Operation) {
  return (
    op.type === 'query' || op.path === 'auth.refresh' || !(op.path.startsWith('auth.') || op.path === 'invites.create')
  );
}

function mayRepeat(op: Operation, error: unknown) {
  if (isShopUnreachable(error)) return error.passing && (keepsKeys(op) || !error.mayHaveRun);
  if (!isShopError(error)) return false;
  return error.data.httpStatus === 503 || error.data.reason === 'IDEMPOTENCY_IN_PROGRESS';
}

/** The milliseconds that the server asks to wait, 0 when it does not say. */
function askedFor(error: unknown) {
  if (isShopUnreachable(error)) return error.retryAfterMs ?? 0;
  if (!isShopError(error)) return 0;
  const { details } = error.data;
  const seconds = typeof details === 'object' && 'retryAfterSeconds' in details ? details.retryAfterSeconds : 0;
  return seconds * 1000 || retryAfterOf(error);
}

/** Up to a half, the same for calls that fail together, so that a batch is repeated as one batch. */
function sharedJitter() {
  let drawn = { at: 0, value: 0 };
  return () => {
    const at = Date.now();
    if (Math.abs(at - drawn.at) > 10) drawn = { at, value: Math.random() / 2 };
    return drawn.value;
  };
}

const sleepFor: Sleep = (ms, closed) =>
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
