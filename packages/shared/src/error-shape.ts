import type { TRPCDefaultErrorData, TRPCDefaultErrorShape } from '@trpc/server';
import type { CurrentRows, Reason, ReasonDetails } from './errors.ts';

/** The `error` member of every rejected call, the same over tRPC (single or batched) and REST. */
export interface ApiErrorShape extends TRPCDefaultErrorShape {
  data: ApiErrorData;
}

/** The members of every error, without `reason` and `details`. */
interface ErrorFacts extends Omit<TRPCDefaultErrorData, 'stack'> {
  /** Identifies the call in the server's log. */
  requestId: string;
}

/** `path` narrows `current` to the row that this procedure returns. */
interface VersionMismatch<P extends keyof CurrentRows> extends ErrorFacts {
  path: P;
  reason: 'VERSION_MISMATCH';
  details: { current: CurrentRows[P] };
}

interface Detailed<R extends Reason> extends ErrorFacts {
  reason: R;
  details: ReasonDetails[R];
}

interface Plain<R extends Reason> extends ErrorFacts {
  reason: R;
  details?: undefined;
}

type ErrorDataByReason = {
  [R in Reason]: R extends 'VERSION_MISMATCH'
    ? { [P in keyof CurrentRows]: VersionMismatch<P> }[keyof CurrentRows]
    : undefined extends ReasonDetails[R]
      ? Plain<R>
      : Detailed<R>;
};

/**
 * The `data` of an error: the tRPC code, the HTTP status, and the reason, which decides the `details`.
 * Reasons are an open list: treat an unknown one as "other".
 */
export type ApiErrorData<R extends Reason = Reason> = ErrorDataByReason[R];
