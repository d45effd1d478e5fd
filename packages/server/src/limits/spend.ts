import { AppError } from '../errors.ts';
import { type Soon, andThen } from '../soon.ts';
import { type LimitName, type Limits, tighter } from './limits.ts';
import type { Verdict } from './window.ts';

/** What limits know of a request, and what they said to its calls, for the headers. */
export interface LimitNote {
  /** Under what its calls count by default: an account, else an address. */
  readonly who: string;
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

/** Counts a call under a limit; throws where it may not go on. */
export const spend = (call: Limited, name: LimitName, key: string): Soon<void> =>
  andThen(mayGoOn(call, name, key), (allowed) => {
    if (!allowed) throw rateLimited(call);
  });
