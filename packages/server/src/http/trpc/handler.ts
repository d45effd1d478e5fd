import { AppError, invalidInput } from '../../core/errors.ts';
import { lru } from '../../platform/cache/lru.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import type { Form } from '../wire/answer-calls.ts';
import { keyOfBatch } from '../wire/call-headers.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Pipeline, Received } from '../wire/pipeline.ts';
import { asError } from '../wire/refusal.ts';
import { batched, single, streamedBatch } from './form.ts';
import { inputsOf, resumedInput } from './inputs.ts';
import { routeReader } from './route.ts';
import { wantsStream } from './wants-stream.ts';

const MAX_KNOWN = 5_000;
const MAX_KNOWN_LENGTH = 1_000;
const UNBATCHED = 'Send a request that streams as a batch, also for one call: /trpc/NAME?batch=1.';
const MIXED = 'Send queries and mutations in separate batches: queries by GET, mutations by POST.';

function formOf(batch: boolean, streamed: boolean): Form {
  if (!batch) return single;
  return streamed ? streamedBatch : batched;
}

/**
 * Serves tRPC directly from node:http, without the Fetch requests, responses and streams of tRPC's adapters. Errors
 * come in the contract's order; responses of procedures equal those of tRPC's own adapter.
 */
export function createTrpcHandler(pipeline: Pipeline, { maxBatch }: { maxBatch: number }) {
  const routeOf = routeReader(maxBatch);
  // Requests repeat, above all those of one page of an application. Inputs are never modified, and rejected requests
  // are not cached.
  const known = lru<string, Received>(MAX_KNOWN);
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
    const form = formOf(batch, streamed);
    if (batch && calls.length > maxBatch) {
      return pipeline.refuse(exchange, asError(new AppError('BATCH_TOO_LARGE', { limit: maxBatch })));
    }
    if (streamed && !batch) return pipeline.refuse(exchange, asError(invalidInput([], UNBATCHED)));
    if (!streamed && faults.length === calls.length) return pipeline.failAll(exchange, { calls, form }, faults);
    if (route.mixed) return pipeline.refuse(exchange, asError(invalidInput([], MIXED)));

    if (req.method !== 'POST') {
      const inputs = inputsOf(route, undefined);
      if (!inputs.ok) return pipeline.refuse(exchange, inputs.error);
      if (calls[0]?.type === 'subscription') {
        return pipeline.run(exchange, { calls, form, inputOf: (index) => resumedInput(req, inputs.of(index)) });
      }
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
