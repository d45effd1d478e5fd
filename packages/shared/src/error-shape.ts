import type { TRPCDefaultErrorData, TRPCDefaultErrorShape } from '@trpc/server';
import type { CurrentRows, Reason, ReasonDetails } from './errors.ts';

/** The `error` member of every refused call, the same over tRPC (single or batched) and REST. */
export interface ApiErrorShape extends TRPCDefaultErrorShape {
  data: ApiErrorData;
}

/** What every error tells besides its reason. */
interface ErrorFacts extends Omit<TRPCDefaultErrorData, 'stack'> {
  /** Found again in the server's log. */
  requestId: string;
}

/** By the procedure's path, so that `current` is narrowed to the row that it answers. */
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
 * What an error tells a program: the tRPC code, the HTTP status and the shop's own reason, which decides the details.
 * An open list: treat an unknown reason as "other".
 */
export type ApiErrorData<R extends Reason = Reason> = ErrorDataByReason[R];
