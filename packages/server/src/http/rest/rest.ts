import { TRPCError } from '@trpc/server';
import { type Context } from '../../api/context.ts';
import { AppError, noRoute } from '../../core/errors.ts';
import type { Shop } from '../../core/shop.ts';
import type { Log } from '../../platform/log/log.ts';
import { type Outcome, failed } from '../trpc/run.ts';
import { CLOSE, hasBody } from '../wire/answer.ts';
import { isJson, readBody } from '../wire/body.ts';
import { createContext } from '../wire/context.ts';
import type { Exchange } from '../wire/exchange.ts';
import { hangUpSignal } from '../wire/hang-up.ts';
import { idempotencyKeyOf } from '../wire/idempotency-key.ts';
import { asError, refuse } from '../wire/refusal.ts';
import { answerCall } from './answer-call.ts';
import { type Said, inputOf, parseBody } from './input.ts';
import { PREFIX, matchRoute } from './match.ts';
import type { Route } from './routes.ts';

export interface RestOptions {
  shop: Shop;
  log: Log;
  maxBodyBytes: number;
  /** Where a request comes from, as limits count it. */
  addressOf(req: Exchange['req']): string;
  isDraining(): boolean;
}

// Calls the procedure as tRPC's callers do, but puts its input together only when the procedure asks for it: what is
// wrong with it counts after the limit, the token and the role.
async function run(route: Route, said: Said, ctx: Context, signal: AbortSignal): Promise<Outcome> {
  try {
    const data: unknown = await route.procedure({
      path: route.procedurePath,
      type: route.type,
      ctx,
      signal,
      batchIndex: 0,
      getRawInput: async () => inputOf(route, said),
    });
    return { ok: true, data };
  } catch (error) {
    return failed(error);
  }
}

/**
 * Serves the procedures by plain HTTP under `/api`: the same context, limits, rights, inputs, answers and errors as the
 * tRPC handler, and the same order of refusals.
 */
export function createRest({ shop, log, maxBodyBytes, addressOf, isDraining }: RestOptions) {
  const refuseAll = (exchange: Exchange, error: TRPCError, headers: readonly string[] = []): void => {
    const { status, reason } = refuse(exchange, error, headers);
    log.info({ requestId: exchange.requestId, status, outcome: reason }, 'refused');
  };

  return async (exchange: Exchange): Promise<void> => {
    const { req } = exchange;
    if (isDraining()) {
      return refuseAll(exchange, asError(new AppError('SHUTTING_DOWN', { retryAfterSeconds: 1 })), CLOSE);
    }
    const [path = '', ...query] = (req.url ?? '').slice(PREFIX.length).split('?');
    const match = matchRoute(req.method ?? '', path);
    if (!match) return refuseAll(exchange, asError(noRoute()));
    if ('allow' in match) {
      return refuseAll(exchange, asError(new AppError('METHOD_NOT_ALLOWED', { allow: match.allow })));
    }
    const { route, texts } = match;
    const takesBody = route.method !== 'GET' && hasBody(req);
    if (takesBody && !isJson(req)) return refuseAll(exchange, asError(new AppError('UNSUPPORTED_MEDIA_TYPE')));
    const bytes = takesBody ? await readBody(req, maxBodyBytes) : Buffer.alloc(0);
    if (bytes === 'gone') return undefined;
    if (bytes === 'too large') {
      return refuseAll(exchange, asError(new AppError('BODY_TOO_LARGE', { limit: maxBodyBytes })), CLOSE);
    }
    const body = parseBody(bytes);
    if (body instanceof TRPCError) return refuseAll(exchange, body);

    let context: Context | undefined;
    let outcome: Outcome;
    try {
      context = await createContext(shop, {
        requestId: exchange.requestId,
        authorization: req.headers.authorization,
        idempotencyKey: route.type === 'mutation' ? idempotencyKeyOf(req) : undefined,
        userAgent: req.headers['user-agent'],
        address: addressOf(req),
      });
      outcome = await run(
        route,
        { texts, query: query.join('?'), body: body.value },
        context,
        hangUpSignal(exchange.res),
      );
    } catch (error) {
      outcome = failed(error);
    }
    return answerCall({ exchange, route, outcome, context, log });
  };
}
