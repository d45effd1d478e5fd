import type { InputIssue } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { AppError, notFound } from '../core/errors.ts';
import type { TakenReason } from '../core/feature.ts';
import { MAX_ISSUES, issuesOf } from '../core/input-issues.ts';
import { isStorageUnavailable } from '../platform/db/database.ts';
import { Overloaded } from '../platform/threads/pool.ts';

/** The reason of the unique index that rejected a row: two callers raced past the check of the service. */
type TakenReasonOf = (error: unknown) => TakenReason | undefined;

function ofCause(cause: unknown, takenReasonOf?: TakenReasonOf): AppError | undefined {
  if (cause instanceof AppError) return cause;
  if (cause instanceof Overloaded) return new AppError('OVERLOADED', { retryAfterSeconds: 1 });
  if (isStorageUnavailable(cause)) return new AppError('STORAGE_UNAVAILABLE', { retryAfterSeconds: 1 });
  const reason = takenReasonOf?.(cause);
  return reason && new AppError(reason);
}

/** The contract's error for anything that tRPC caught; details that must not be shown become `INTERNAL`. */
export function appErrorOf(error: TRPCError): AppError {
  const known = ofCause(error.cause);
  if (known) return known;
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
      return new AppError('INVALID_INPUT', { issues: inputIssues(error.cause) });
    case 'NOT_FOUND':
      return notFound('procedure');
    case 'METHOD_NOT_SUPPORTED':
      return new AppError('METHOD_NOT_ALLOWED', { allow: ['GET', 'POST'] });
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new AppError('UNSUPPORTED_MEDIA_TYPE');
    default:
      return new AppError('INTERNAL');
  }
}

/** The same error under the tRPC code of its reason. */
export function asTrpcError(error: TRPCError, takenReasonOf?: TakenReasonOf): TRPCError {
  const known = ofCause(error.cause, takenReasonOf);
  if (!known || (known === error.cause && known.code === error.code)) return error;
  return new TRPCError({ code: known.code, message: known.message, cause: known });
}

function inputIssues(cause: unknown): InputIssue[] {
  if (!(cause instanceof z.core.$ZodError)) {
    return [{ path: [], message: 'Send the input as JSON; see the documentation for its shape.' }];
  }
  return cause.issues.flatMap(issuesOf).slice(0, MAX_ISSUES);
}
