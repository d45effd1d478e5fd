import { KnownJson } from '../../core/answers.ts';
import type { Form, Success } from '../wire/answer-calls.ts';

function write({ data }: Success): string {
  return data instanceof KnownJson ? `{"result":{"data":${data.json}}}` : JSON.stringify({ result: { data } });
}

/** The tRPC format: the output as `result.data`, and a list of them for a batch. */
export const single: Form = { status: 200, write, join: ([text = '']) => text };
/** A client that streams reads a failed request as one object, also for a batch. */
export const streamedBatch: Form = { ...single, lines: true };
export const batched: Form = { status: 200, write, join: (texts) => `[${texts.join(',')}]` };
