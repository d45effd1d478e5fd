import { LRUCache } from 'lru-cache';
import { AppError, invalidInput } from '../../core/errors.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import type { Exchange } from '../wire/exchange.ts';
import { keyOfBatch } from '../wire/idempotency-key.ts';
import type { Pipeline, Received } from '../wire/pipeline.ts';
import { asError } from '../wire/refusal.ts';
import { batched, single } from './form.ts';
import { inputsOf } from './inputs.ts';
import { routeReader } from './route.ts';
import { wantsStream } from './wants-stream.ts';

const MAX_KNOWN = 5_000;
const MAX_KNOWN_LENGTH = 1_000;
const NO_STREAMS = 'Streaming is not supported here: use httpBatchLink or httpLink instead of httpBatchStreamLink.';
const MIXED = 'Send queries and mutations in separate batches: queries by GET, mutations by POST.';

/**
 * Serves tRPC directly from node:http, without the Fetch requests, responses and streams of tRPC's adapters. Errors
 * come in the contract's order; responses of procedures equal those of tRPC's own adapter.
 */
export function createTrpcHandler(pipeline: Pipeline, { maxBatch }: { maxBatch: number }) {
  const routeOf = routeReader(maxBatch);
  // Requests repeat, above all those of one page of an application. Inputs are never modified, and rejected requests
  // are not cached.
  const known = new LRUCache<string, Received>({ max: MAX_KNOWN });
  const remember = (line: string, received: Received): void => {
    if (line.length <= MAX_KNOWN_LENGTH) known.set(line, received);
  };

  return (exchange: Exchange): MaybePromise<void> => {
    const { req } = exchange;
    if (pipeline.refusesNow(exchange)) return undefined;
    const { url = '' } = req;
    const streamed = wantsStream(req);
    const received = req.method === 'GET' && !streamed ? known.get(url) : undefined;
    if (received) return pipeline.run(exchange, received);
    const route = routeOf(url, req.method);
    const { calls, faults, batch } = route;
    const form = batch ? batched : single;
    if (batch && calls.length > maxBatch) {
      return pipeline.refuse(exchange, asError(new AppError('BATCH_TOO_LARGE', { limit: maxBatch })));
    }
    // A streaming client reads an error as one object, also for a batch.
    if (streamed && (batch || faults.length === 0)) {
      return pipeline.refuse(exchange, asError(new AppError('UNSUPPORTED_MEDIA_TYPE', undefined, NO_STREAMS)));
    }
    if (faults.length === calls.length) return pipeline.failAll(exchange, { calls, form }, faults);
    if (route.mixed) return pipeline.refuse(exchange, asError(invalidInput([], MIXED)));

    if (req.method !== 'POST') {
      const inputs = inputsOf(route, undefined);
      if (!inputs.ok) return pipeline.refuse(exchange, inputs.error);
      const asked: Received = { calls, form, inputOf: inputs.of };
      const hasSecret = calls.some(({ target }) => 'hasSecretInput' in target && target.hasSecretInput);
      return pipeline.run(exchange, asked, hasSecret ? undefined : () => remember(url, asked));
    }
    return pipeline.jsonBody(exchange).then((body) => {
      if (body === undefined) return undefined;
      const inputs = inputsOf(route, body);
      if (!inputs.ok) return pipeline.refuse(exchange, inputs.error);
      const misused = keyOfBatch(req, calls.length);
      if (misused) return pipeline.refuse(exchange, misused);
      return pipeline.run(exchange, { calls, form, inputOf: inputs.of });
    });
  };
}
