import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { errorShaperOf } from '../../api/procedures.ts';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { type AppError, invalidInput } from '../../core/errors.ts';
import { appRouter } from '../../router.ts';
import { answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

const shapeOf = errorShaperOf(appRouter);

/** An error as a response: its shape, status and headers. */
export interface Refusal {
  status: number;
  reason: string;
  body: { error: unknown };
  retryAfterSeconds: number | undefined;
  allow: readonly string[] | undefined;
}

export function asError(error: AppError, code: TRPCError['code'] = error.code): TRPCError {
  return new TRPCError({ code, message: error.message, cause: error });
}

/** A body or query that is not JSON. */
export const brokenJson = (): TRPCError => asError(invalidInput([], 'Send well-formed JSON, in UTF-8.'), 'PARSE_ERROR');

/** Whether an error is a bug or fault to log; a client that disconnected is neither. */
export function isUnexpected({ reason }: Refusal, { cause }: TRPCError): boolean {
  return reason === 'INTERNAL' && !(cause instanceof Error && cause.name === 'AbortError');
}

interface About {
  requestId: string;
  type?: 'query' | 'mutation' | 'subscription' | 'unknown';
  path?: string;
}

/** The response to an error; without a path it concerns the whole request. */
export function refusalOf(error: TRPCError, { requestId, type = 'unknown', path }: About): Refusal {
  const { reason, details } = appErrorOf(error);
  return {
    status: getHTTPStatusCodeFromError(error),
    reason,
    body: {
      error: shapeOf({
        error,
        type,
        path,
        input: undefined,
        // The formatter uses only this part of the context.
        ctx: { requestId } as never,
      }),
    },
    retryAfterSeconds: details && 'retryAfterSeconds' in details ? details.retryAfterSeconds : undefined,
    allow: details && 'allow' in details ? details.allow : undefined,
  };
}

/** The headers that some of these errors require. */
export function refusalHeaders(status: number, refusals: readonly Refusal[], challenge?: string): string[] {
  const headers: string[] = [];
  const allow = new Set(refusals.flatMap(({ allow }) => allow ?? []));
  if (allow.size > 0) headers.push('allow', [...allow].join(', '));
  if (status === 401) headers.push('www-authenticate', challenge === undefined ? 'Bearer' : `Bearer, ${challenge}`);
  const waits = refusals.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? []);
  if (waits.length > 0) headers.push('retry-after', String(Math.max(1, Math.ceil(Math.max(...waits)))));
  return headers;
}

/** Rejects the whole request. */
export function refuse(exchange: Exchange, error: TRPCError, headers: readonly string[] = []): Refusal {
  const refusal = refusalOf(error, exchange);
  answer(exchange, refusal.status, JSON.stringify(refusal.body), [
    ...refusalHeaders(refusal.status, [refusal]),
    ...headers,
  ]);
  return refusal;
}
