import type { IncomingMessage } from 'node:http';

const STREAM = 'application/jsonl';

/** Whether a tRPC client requests streaming of a batch, by the header that tRPC reads. */
export function wantsStream({ headers }: IncomingMessage): boolean {
  const wanted = headers['trpc-accept'];
  if (wanted !== undefined) return wanted === STREAM;
  return headers.accept?.includes(STREAM) === true && headers.accept.split(',').some((type) => type.trim() === STREAM);
}
