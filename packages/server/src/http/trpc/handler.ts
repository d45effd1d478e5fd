import type { TRPCError } from '@trpc/server';
import { LRUCache } from 'lru-cache';
import { type Context } from '../../api/context.ts';
import { AppError, invalidInput } from '../../core/errors.ts';
import type { Shop } from '../../core/shop.ts';
import type { Log } from '../../platform/log/log.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { CLOSE } from '../wire/answer.ts';
import { isJson, readBody } from '../wire/body.ts';
import { createContext } from '../wire/context.ts';
import type { Exchange } from '../wire/exchange.ts';
import { hangUpSignal } from '../wire/hang-up.ts';
import { idempotencyKeyOf, keyOfBatch } from '../wire/idempotency-key.ts';
import { asError, refuse } from '../wire/refusal.ts';
import { answerCalls } from './answer-calls.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import { type Route, routeReader } from './route.ts';
import { type Outcome, failed, runCall } from './run.ts';
import { wantsStream } from './wants-stream.ts';

export interface LaneOptions {
  shop: Shop;
  log: Log;
  maxBodyBytes: number;
  maxBatch: number;
  /** Where a request comes from, as limits count it. */
  addressOf(req: Exchange['req']): string;
  isDraining(): boolean;
}

/** A request that can be run. */
interface Asked {
  route: Route;
  inputs: Extract<Inputs, { ok: true }>;
}

const MAX_KNOWN = 5_000;
const MAX_KNOWN_LENGTH = 1_000;
const NO_STREAMS = 'Answers are not streamed here: use httpBatchLink or httpLink instead of httpBatchStreamLink.';
const MIXED = 'Send queries and mutations in batches of their own: queries by GET, mutations by POST.';

function areHere<T>(values: readonly MaybePromise<T>[]): values is readonly Exclude<T, Promise<T>>[] {
  return !values.some((value) => value instanceof Promise);
}

/**
 * Serves tRPC straight from node:http, without the detour over Fetch's requests, responses and streams that tRPC's
 * adapters take. Refuses in the contract's order; what a procedure answers is what tRPC's own adapter would send.
 */
export function createTrpcHandler({ shop, log, maxBodyBytes, maxBatch, addressOf, isDraining }: LaneOptions) {
  const contextOf = (exchange: Exchange): MaybePromise<Context> =>
    createContext(shop, {
      requestId: exchange.requestId,
      authorization: exchange.req.headers.authorization,
      idempotencyKey: exchange.req.method === 'POST' ? idempotencyKeyOf(exchange.req) : undefined,
      userAgent: exchange.req.headers['user-agent'],
      address: addressOf(exchange.req),
    });

  const refuseAll = (exchange: Exchange, error: TRPCError, headers: readonly string[] = []): void => {
    const { status, reason } = refuse(exchange, error, headers);
    log.info({ requestId: exchange.requestId, status, outcome: reason }, 'refused');
  };

  const routeOf = routeReader(maxBatch);
  // Requests for the same come again and again, those of one page of an application above all. Nobody changes an input,
  // and nothing is kept of what was refused.
  const known = new LRUCache<string, Asked>({ max: MAX_KNOWN });
  const remember = (line: string, asked: Asked): void => {
    if (line.length <= MAX_KNOWN_LENGTH) known.set(line, asked);
  };

  const runCalls = (exchange: Exchange, asked: Asked, newLine?: string): MaybePromise<void> => {
    const { route, inputs } = asked;
    const { calls } = route;
    const answerWith = (outcomes: readonly Outcome[], context?: Context): void => {
      answerCalls({ exchange, route, outcomes, context, log });
      if (newLine !== undefined && outcomes.every(({ ok }) => ok)) remember(newLine, asked);
    };
    const failAll = (error: unknown): void => answerWith(calls.map(() => failed(error)));
    let signal: AbortSignal | undefined;
    const hangUp = (): AbortSignal => (signal ??= hangUpSignal(exchange.res));
    const run = (context: Context): MaybePromise<void> => {
      const running = calls.map((call, batchIndex) =>
        runCall(call, { input: inputs.of(batchIndex), batchIndex, hangUp }, context),
      );
      if (areHere(running)) return answerWith(running, context);
      return Promise.all(running.map((one) => Promise.resolve(one))).then((all) => answerWith(all, context));
    };
    let context: MaybePromise<Context>;
    try {
      context = contextOf(exchange);
    } catch (error) {
      return failAll(error);
    }
    return context instanceof Promise ? context.then(run, failAll) : run(context);
  };

  return (exchange: Exchange): MaybePromise<void> => {
    const { req } = exchange;
    if (isDraining()) {
      return refuseAll(exchange, asError(new AppError('SHUTTING_DOWN', { retryAfterSeconds: 1 })), CLOSE);
    }
    const streamed = wantsStream(req);
    const asked = req.method === 'GET' && !streamed ? known.get(req.url ?? '') : undefined;
    if (asked) return runCalls(exchange, asked);
    const route = routeOf(req.url ?? '', req.method);
    const { calls, faults, batch } = route;
    if (batch && calls.length > maxBatch) {
      return refuseAll(exchange, asError(new AppError('BATCH_TOO_LARGE', { limit: maxBatch })));
    }
    // A client that streams reads a refusal as one object, also of a batch.
    if (streamed && (batch || faults.length === 0)) {
      return refuseAll(exchange, asError(new AppError('UNSUPPORTED_MEDIA_TYPE', undefined, NO_STREAMS)));
    }
    if (faults.length === calls.length) {
      return answerCalls({ exchange, route, outcomes: faults.map(failed), context: undefined, log });
    }
    if (route.mixed) return refuseAll(exchange, asError(invalidInput([], MIXED)));

    if (req.method !== 'POST') {
      const inputs = inputsOf(route, undefined);
      if (!inputs.ok) return refuseAll(exchange, inputs.error);
      return runCalls(exchange, { route, inputs }, req.url);
    }
    if (!isJson(req)) return refuseAll(exchange, asError(new AppError('UNSUPPORTED_MEDIA_TYPE')));
    return readBody(req, maxBodyBytes).then((body) => {
      if (body === 'gone') return undefined;
      if (body === 'too large') {
        return refuseAll(exchange, asError(new AppError('BODY_TOO_LARGE', { limit: maxBodyBytes })), CLOSE);
      }
      const inputs = inputsOf(route, body);
      if (!inputs.ok) return refuseAll(exchange, inputs.error);
      const misused = keyOfBatch(req, calls.length);
      return misused ? refuseAll(exchange, misused) : runCalls(exchange, { route, inputs });
    });
  };
}
