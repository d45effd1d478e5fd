import type { IncomingMessage } from 'node:http';

const STREAM = 'application/jsonl';

/** Whether a client of tRPC wants each answer of a batch as soon as it is there, by the header that tRPC looks at. */
export function wantsStream({ headers }: IncomingMessage): boolean {
  const wanted = headers['trpc-accept'];
  if (wanted !== undefined) return wanted === STREAM;
  return headers.accept?.includes(STREAM) === true && headers.accept.split(',').some((type) => type.trim() === STREAM);
}
