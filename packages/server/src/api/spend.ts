import type { LimitNote } from '../core/call.ts';
import { AppError } from '../core/errors.ts';
import { type LimitName, type Limits, stricter } from '../platform/limits/limits.ts';
import type { Verdict } from '../platform/limits/window.ts';
import { type MaybePromise, chain } from '../platform/maybe-promise.ts';

interface Limited {
  shop: { limits: Limits };
  limit: LimitNote;
}

export const isRefused = (verdict: Verdict | undefined): verdict is Verdict => verdict?.allowed === false;

/** Counts a call under a limit and notes the verdict; does nothing when limits are off. */
export function take(call: Limited, name: LimitName, key: string): MaybePromise<Verdict | undefined> {
  const { limits } = call.shop;
  return chain(limits.take(name, key), (verdict) => {
    if (verdict) call.limit.verdict = stricter(call.limit.verdict, verdict);
    if (isRefused(verdict)) limits.refused[name] += 1;
    return verdict;
  });
}

/** The error for a refused call. */
export function rateLimited({ resetSeconds }: Verdict): AppError<'RATE_LIMITED'> {
  return new AppError('RATE_LIMITED', { retryAfterSeconds: resetSeconds });
}

/** Counts a call under a limit; throws when it is refused. */
export function spend(call: Limited, name: LimitName, key: string): MaybePromise<void> {
  return chain(take(call, name, key), (verdict) => {
    if (isRefused(verdict)) throw rateLimited(verdict);
  });
}
