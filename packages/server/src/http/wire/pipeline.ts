import type { TRPCError } from '@trpc/server';
import type { Context } from '../../api/context.ts';
import type { TrackedStream } from '../../api/tracked-stream.ts';
import { AppError } from '../../core/errors.ts';
import type { Shop } from '../../core/shop.ts';
import type { Log } from '../../platform/log/log.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { type Outcome, failed, runCall } from '../run/run.ts';
import type { Served } from '../run/served.ts';
import { type Form, type NamedCall, answerCalls } from './answer-calls.ts';
import { answerLines } from './answer-lines.ts';
import { answerStream } from './answer-stream.ts';
import { CLOSE } from './answer.ts';
import { isJson, readBody } from './body.ts';
import { dryRunHeader, idempotencyKeyOf } from './call-headers.ts';
import { createContext } from './context.ts';
import type { Exchange } from './exchange.ts';
import { hangUpSignal } from './hang-up.ts';
import { asError, refuse } from './refusal.ts';

export interface PipelineOptions {
  shop: Shop;
  log: Log;
  maxBodyBytes: number;
  /** The client address, as limits count it. */
  addressOf(req: Exchange['req']): string;
  isDraining(): boolean;
}

/** A call of a request: what to run, or why it is not run. */
export interface RoutedCall extends NamedCall {
  readonly target: Served | TRPCError;
}

/** A parsed request, ready to run. */
export interface Received {
  readonly calls: readonly RoutedCall[];
  readonly form: Form;
  /** Instead of the header, where a client may log in otherwise. */
  readonly authorization?: string | undefined;
  /** The raw input of a call by index; called when the procedure reads it. */
  inputOf(index: number): unknown;
}

/** The way of every call, by tRPC or REST: refused while draining, then body, key, context, run, response, log. */
export interface Pipeline {
  /** Rejects the whole request. */
  refuse(exchange: Exchange, error: TRPCError, headers?: readonly string[]): void;
  /** Whether the server is shutting down; the request is then refused. */
  refusesNow(exchange: Exchange): boolean;
  /** The body, which must be JSON; undefined when the request was rejected or the client is gone. */
  jsonBody(exchange: Exchange): Promise<Buffer | undefined>;
  /** Runs the calls and responds. `onSuccess` is called after the response when all of them succeeded. */
  run(exchange: Exchange, received: Received, onSuccess?: () => void): MaybePromise<void>;
  /** Responds to calls none of which can run. */
  failAll(exchange: Exchange, received: Pick<Received, 'calls' | 'form'>, errors: readonly unknown[]): void;
}

function areHere<T>(values: readonly MaybePromise<T>[]): values is readonly Exclude<T, Promise<T>>[] {
  return !values.some((value) => value instanceof Promise);
}

/** The stream that a subscription has opened. */
function streamOf([call]: readonly NamedCall[], [outcome]: readonly Outcome[]) {
  if (call?.type !== 'subscription' || !outcome?.ok) return undefined;
  return { call, stream: outcome.data as TrackedStream };
}

const changesSomething = (calls: readonly NamedCall[]): boolean => calls.some(({ type }) => type === 'mutation');

export function createPipeline({ shop, log, maxBodyBytes, addressOf, isDraining }: PipelineOptions): Pipeline {
  const refuseAll: Pipeline['refuse'] = (exchange, error, headers = []) => {
    const { status, reason } = refuse(exchange, error, headers);
    log.info({ requestId: exchange.requestId, status, outcome: reason }, 'refused');
  };

  const contextOf = (
    { req, requestId }: Exchange,
    { calls, authorization = req.headers.authorization }: Pick<Received, 'calls' | 'authorization'>,
  ): MaybePromise<Context> =>
    createContext(shop, {
      requestId,
      authorization,
      ...(changesSomething(calls)
        ? { idempotencyKey: idempotencyKeyOf(req), dryRun: dryRunHeader(req) }
        : { idempotencyKey: undefined, dryRun: false }),
      userAgent: req.headers['user-agent'],
      address: addressOf(req),
    });

  return {
    refuse: refuseAll,

    refusesNow: (exchange) => {
      const draining = isDraining();
      if (draining) refuseAll(exchange, asError(new AppError('SHUTTING_DOWN', { retryAfterSeconds: 1 })), CLOSE);
      return draining;
    },

    jsonBody: async (exchange) => {
      if (!isJson(exchange.req)) {
        refuseAll(exchange, asError(new AppError('UNSUPPORTED_MEDIA_TYPE')));
        return undefined;
      }
      const body = await readBody(exchange.req, maxBodyBytes);
      if (body === 'too large') {
        refuseAll(exchange, asError(new AppError('BODY_TOO_LARGE', { limit: maxBodyBytes })), CLOSE);
      }
      return typeof body === 'string' ? undefined : body;
    },

    run: (exchange, { calls, form, authorization, inputOf }, onSuccess) => {
      const answerWith = (outcomes: readonly Outcome[], context?: Context): void => {
        const stream = context && streamOf(calls, outcomes);
        if (stream) {
          const { pingMs } = shop.streams;
          void answerStream({ ...stream, exchange, context, log, pingMs });
          return;
        }
        answerCalls({ exchange, calls, outcomes, context, form, log });
        if (onSuccess && outcomes.every(({ ok }) => ok)) onSuccess();
      };
      const failAll = (error: unknown): void => answerWith(calls.map(() => failed(error)));
      let signal: AbortSignal | undefined;
      const hangUp = (): AbortSignal => (signal ??= hangUpSignal(exchange.res));
      const runAll = (context: Context): MaybePromise<void> => {
        const running = calls.map(({ target }, batchIndex) =>
          runCall(target, { batchIndex, inputOf, hangUp }, context),
        );
        if (form.lines) return answerLines({ exchange, calls, running, context, form, log });
        if (areHere(running)) return answerWith(running, context);
        return Promise.all(running.map((one) => Promise.resolve(one))).then((all) => answerWith(all, context));
      };
      let context: MaybePromise<Context>;
      try {
        context = contextOf(exchange, { calls, authorization });
      } catch (error) {
        return failAll(error);
      }
      return context instanceof Promise ? context.then(runAll, failAll) : runAll(context);
    },

    failAll: (exchange, { calls, form }, errors) =>
      answerCalls({ exchange, calls, outcomes: errors.map(failed), context: undefined, form, log }),
  };
}
