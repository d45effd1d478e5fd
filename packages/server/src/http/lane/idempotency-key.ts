import type { IncomingMessage } from 'node:http';
import type { TRPCError } from '@trpc/server';
import { invalidInput } from '../../errors.ts';
import { asError } from '../refusal.ts';

const NAME = 'idempotency-key';
const PRINTABLE = /^[ -~]{1,255}$/;

const refused = (message: string): TRPCError => asError(invalidInput([], message));

/** The key of a request that changes something, or why it is refused. A key belongs to one call alone. */
export const idempotencyKeyOf = (req: IncomingMessage, calls: number): string | undefined | TRPCError => {
  const key = req.headers[NAME];
  if (key === undefined) return undefined;
  if ((req.headersDistinct[NAME]?.length ?? 0) > 1) return refused('Send one idempotency-key header, not several.');
  if (calls > 1) return refused('Send a call with an idempotency-key alone, not in a batch.');
  if (typeof key !== 'string' || !PRINTABLE.test(key)) {
    return refused('Use an idempotency-key of 1 to 255 printable ASCII characters.');
  }
  return key;
};
