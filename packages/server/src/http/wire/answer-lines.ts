import { jsonLines } from '../../api/procedures.ts';
import { KnownJson } from '../../core/answers.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import type { Outcome } from '../run/run.ts';
import { type Answered, dryRunHeaders, logCalls, refusalOfCall } from './answer-calls.ts';
import { CLOSE, hasBody } from './answer.ts';

export interface Lines extends Omit<Answered, 'outcomes'> {
  running: readonly MaybePromise<Outcome>[];
}

/** Sends the result of each call of a batch as soon as it is there, in the format of `httpBatchStreamLink`. */
export async function answerLines({ running, ...given }: Lines): Promise<void> {
  const { exchange } = given;
  const { req, res } = exchange;
  const outcomes = running.map((one) => Promise.resolve(one));
  const lines = jsonLines(
    outcomes.map(async (one, index) => {
      const outcome = await one;
      if (!outcome.ok) return refusalOfCall(outcome.error, index, given).body;
      const data = outcome.data instanceof KnownJson ? outcome.data.toJSON() : outcome.data;
      // Nested promises are what tRPC's client unwraps.
      return { result: Promise.resolve({ data: Promise.resolve(data) }) };
    }),
  );
  const reader = lines.getReader();
  if (!res.destroyed) {
    res.writeHead(200, [
      'content-type',
      'application/json',
      'cache-control',
      'no-store',
      'vary',
      'trpc-accept, accept',
      'x-accel-buffering',
      'no',
      'x-content-type-options',
      'nosniff',
      'x-request-id',
      exchange.requestId,
      ...dryRunHeaders(given.context),
      ...exchange.headers,
      ...(req.readableEnded || !hasBody(req) ? [] : CLOSE),
    ]);
    res.once('close', () => void reader.cancel().catch(() => {}));
  }
  for (let line = await reader.read(); !line.done; line = await reader.read()) {
    if (res.destroyed) break;
    res.write(line.value);
  }
  const gone = res.destroyed;
  res.end();
  logCalls({ ...given, outcomes: await Promise.all(outcomes) }, gone);
}
