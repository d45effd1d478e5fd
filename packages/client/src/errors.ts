import type { ApiErrorData, AppRouter, Reason } from '@mechanic-shop/shared';
import { TRPCClientError } from '@trpc/client';

/** The `data` of a rejected call. `reason` decides the `details`; `ShopErrorData<R>` is the data of one reason. */
export type ShopErrorData<R extends Reason = Reason> = ApiErrorData<R>;

/** The status and headers of an HTTP response. */
export interface ShopAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/**
 * A call that the shop rejected. `data.reason` says why, `data.details` holds what a program needs to handle it, and
 * `data.requestId` identifies the call in the server's log. Reasons are an open list: treat an unknown one as "other".
 */
export interface ShopError<R extends Reason = Reason> extends Error {
  readonly data: ShopErrorData<R>;
  readonly shape: { readonly message: string; readonly code: number; readonly data: ShopErrorData<R> };
  /** The HTTP response's status and headers. Absent if the client itself rejected the call. */
  readonly meta?: { readonly response?: ShopAnswer | undefined } | undefined;
}

/**
 * Whether a call failed because the shop rejected it; with `reason`, whether it was rejected for that reason.
 * @example
 * if (isShopError(error, 'INSUFFICIENT_STOCK')) console.log(`Only ${error.data.details.available} left.`);
 */
export function isShopError<R extends Reason = Reason>(error: unknown, reason?: R): error is ShopError<R> {
  if (!(error instanceof Error) || !('data' in error)) return false;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('reason' in data)) return false;
  return reason === undefined ? typeof data.reason === 'string' : data.reason === reason;
}

/**
 * Why no response arrived: `timeout`, none within `timeoutMs`; `unreachable`, no connection, or no mechanic-shop server
 * at the address; `aborted`, by the caller's signal.
 */
export type UnreachableKind = 'timeout' | 'unreachable' | 'aborted';

interface Unreachable {
  message: string;
  cause?: unknown;
  /** False only if the server certainly did not run the call. */
  mayHaveRun: boolean;
  /** Whether a retry may succeed. */
  passing?: boolean;
  retryAfterMs?: number | undefined;
  /** The response that arrived instead of one from the shop. */
  response?: ShopAnswer | undefined;
}

/** A call that got no response from the shop. Recognise it with `isShopUnreachable(error)`; `kind` says why. */
export class ShopUnreachableError extends TRPCClientError<AppRouter> {
  readonly kind: UnreachableKind;
  /** False only if the server certainly did not run the call. */
  readonly mayHaveRun: boolean;
  /** @internal */
  readonly passing: boolean;
  /** @internal */
  readonly retryAfterMs: number | undefined;

  constructor(kind: UnreachableKind, about: Unreachable) {
    const { message, cause, mayHaveRun, passing = true, retryAfterMs, response } = about;
    super(message, {
      ...(cause instanceof Error ? { cause } : {}),
      ...(response ? { meta: { response } } : {}),
    });
    // tRPC's constructor resets the prototype to TRPCClientError.
    Object.setPrototypeOf(this, ShopUnreachableError.prototype);
    this.name = 'ShopUnreachableError';
    this.kind = kind;
    this.mayHaveRun = mayHaveRun;
    this.passing = passing;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Whether a call failed because no response arrived; `error.kind` says why.
 * @example
 * if (isShopUnreachable(error) && error.kind === 'timeout') console.log('The shop is slow today.');
 */
export function isShopUnreachable(error: unknown): error is ShopUnreachableError {
  return error instanceof ShopUnreachableError;
}
