import { type AppRouter, type Reason, type ReasonCode, type ReasonDetails, reasonCodes } from '@mechanic-shop/shared';
import { TRPCClientError } from '@trpc/client';
import type { ShopError } from './errors.ts';

/** The JSON-RPC number and HTTP status of each tRPC code. */
const numbers: Readonly<Record<ReasonCode, readonly [code: number, httpStatus: number]>> = {
  BAD_REQUEST: [-32_600, 400],
  UNAUTHORIZED: [-32_001, 401],
  FORBIDDEN: [-32_003, 403],
  NOT_FOUND: [-32_004, 404],
  METHOD_NOT_SUPPORTED: [-32_005, 405],
  CONFLICT: [-32_009, 409],
  PAYLOAD_TOO_LARGE: [-32_013, 413],
  UNSUPPORTED_MEDIA_TYPE: [-32_015, 415],
  TOO_MANY_REQUESTS: [-32_029, 429],
  INTERNAL_SERVER_ERROR: [-32_603, 500],
  SERVICE_UNAVAILABLE: [-32_603, 503],
};

/** Further members of an error; tests seldom need them. */
export interface ShopErrorFacts {
  message?: string | undefined;
  /** The procedure, such as `tickets.update`; it narrows the `current` of `VERSION_MISMATCH`. */
  path?: string | undefined;
  requestId?: string | undefined;
}

type Rest<R extends Reason> = undefined extends ReasonDetails[R]
  ? [details?: undefined, facts?: ShopErrorFacts]
  : [details: ReasonDetails[R], facts?: ShopErrorFacts];

/**
 * Creates the error that a rejected call throws, for tests of an app's error handling. `error.shape` is the `error`
 * member of the HTTP response, `error.data.httpStatus` its status.
 * @example
 * const error = shopError('INSUFFICIENT_STOCK', { partId: 7, requested: 5, available: 2 });
 */
export function shopError<R extends Reason>(
  reason: R,
  ...[details, facts = {}]: Rest<R>
): ShopError<R> & TRPCClientError<AppRouter> {
  const { message = `The shop rejected the call: ${reason}.`, path, requestId = '' } = facts;
  const code = reasonCodes[reason];
  const [number, httpStatus] = numbers[code];
  const data = {
    code,
    httpStatus,
    ...(path === undefined ? {} : { path }),
    requestId,
    reason,
    ...(details === undefined ? {} : { details }),
  };
  // The signature pairs each reason with its details, which no type can express for two members.
  const shape = { message, code: number, data } as ShopError<R>['shape'];
  return TRPCClientError.from<AppRouter>({ error: shape }) as ShopError<R> & TRPCClientError<AppRouter>;
}
