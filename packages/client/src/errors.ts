import type { ApiErrorData, AppRouter, Reason } from '@mechanic-shop/shared';
import { TRPCClientError } from '@trpc/client';

/** What a refusal tells a program. `reason` decides the `details`: narrow by it, or take one as `ShopErrorData<R>`. */
export type ShopErrorData<R extends Reason = Reason> = ApiErrorData<R>;

/** The HTTP answer that a call got. */
export interface ShopAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/**
 * A call that the shop refused. `data.reason` says why, `data.details` what a program needs to go on, `data.requestId`
 * where the server's log has it. Reasons are an open list: treat one you do not know as "other".
 */
export interface ShopError<R extends Reason = Reason> extends Error {
  readonly data: ShopErrorData<R>;
  readonly shape: { readonly message: string; readonly code: number; readonly data: ShopErrorData<R> };
  /** The HTTP answer with its status and headers; absent where the client itself refused the call. */
  readonly meta?: { readonly response?: ShopAnswer | undefined } | undefined;
}

/**
 * Tells whether a call failed because the shop refused it, and with a reason also whether it was that one.
 * @example
 * if (isShopError(error, 'INSUFFICIENT_STOCK')) console.log(`Only ${error.data.details.available} left.`);
 */
export function isShopError<R extends Reason = Reason>(error: unknown, reason?: R): error is ShopError<R> {
  if (!(error instanceof Error) || !('data' in error)) return false;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('reason' in data)) return false;
  return reason === undefined ? typeof data.reason === 'string' : data.reason === reason;
}

/** Why no answer came: none within `timeoutMs`, no connection or no mechanic-shop at the other end, or the caller's signal. */
export type UnreachableKind = 'timeout' | 'unreachable' | 'aborted';

interface Unreachable {
  message: string;
  cause?: unknown;
  /** False only when it is certain that the server did not run the call. */
  mayHaveRun: boolean;
  /** Whether the same request may fare better in a moment. */
  passing?: boolean;
  retryAfterMs?: number | undefined;
  /** What came instead of an answer of the shop. */
  response?: ShopAnswer | undefined;
}

/** A call that got no answer from the shop. Tell it by `isShopUnreachable(error)`. */
export class ShopUnreachableError extends TRPCClientError<AppRouter> {
  readonly kind: UnreachableKind;
  /** False only when it is certain that the server did not run the call. */
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
    // tRPC's constructor makes everything a plain TRPCClientError.
    Object.setPrototypeOf(this, ShopUnreachableError.prototype);
    this.name = 'ShopUnreachableError';
    this.kind = kind;
    this.mayHaveRun = mayHaveRun;
    this.passing = passing;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Tells whether a call failed because no answer came; `error.kind` says which way.
 * @example
 * if (isShopUnreachable(error) && error.kind === 'timeout') console.log('The shop is slow today.');
 */
export function isShopUnreachable(error: unknown): error is ShopUnreachableError {
  return error instanceof ShopUnreachableError;
}
