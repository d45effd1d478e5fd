import { AppError } from '../errors.ts';
import { type Soon, andThen } from '../soon.ts';
import { type LimitName, type Limits, tighter } from './limits.ts';
import type { Verdict } from './window.ts';

/** Where a request notes what the limits said to its calls, for the headers. */
export interface LimitNote {
  verdict?: Verdict;
}

interface Limited {
  shop: { limits: Limits };
  limit: LimitNote;
}

const note = ({ limit }: Limited, verdict: Verdict | undefined): Verdict | undefined => {
  if (verdict) limit.verdict = tighter(limit.verdict, verdict);
  return verdict;
};

/** Counts a call under a limit; answers whether it may go on. */
export const mayGoOn = (call: Limited, name: LimitName, key: string): Soon<boolean> => {
  const { limits } = call.shop;
  return andThen(limits.take(name, key), (verdict) => {
    const allowed = note(call, verdict)?.allowed ?? true;
    if (!allowed) limits.refused[name] += 1;
    return allowed;
  });
};

export const rateLimited = ({ limit }: Limited): AppError<'RATE_LIMITED'> =>
  new AppError('RATE_LIMITED', { retryAfterSeconds: limit.verdict?.resetSeconds ?? 1 });

/** Counts a call under limits, one after the other: a call that one refuses spends nothing of the next. */
export const spend = (call: Limited, counts: readonly (readonly [LimitName, string])[], at = 0): Soon<void> => {
  const count = counts[at];
  if (count === undefined) return undefined;
  return andThen(mayGoOn(call, count[0], count[1]), (allowed) => {
    if (!allowed) throw rateLimited(call);
    return spend(call, counts, at + 1);
  });
};
