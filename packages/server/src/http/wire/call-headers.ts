import type { IncomingMessage } from 'node:http';
import type { TRPCError } from '@trpc/server';
import type { KeyFault } from '../../api/context.ts';
import { dryRunOf } from '../../api/dry-run.ts';
import { invalidInput } from '../../core/errors.ts';
import { asError } from './refusal.ts';

const NAME = 'idempotency-key';
const DRY_RUN = 'dry-run';
const PRINTABLE = /^[ -~]{1,255}$/;

/** Whether the mutations of a request are a dry run, or what is wrong with the header. */
export const dryRunHeader = (req: IncomingMessage): boolean | KeyFault =>
  dryRunOf(req.headersDistinct[DRY_RUN]?.join(', '));

/** Rejects a key on several calls: a key belongs to one call. A dry run does not read it. */
export function keyOfBatch(req: IncomingMessage, calls: number): TRPCError | null {
  return calls > 1 && req.headers[NAME] !== undefined && dryRunHeader(req) !== true
    ? asError(invalidInput([], 'Send a call with an idempotency-key alone, not in a batch.'))
    : null;
}

/** The key of a mutation, or what is wrong with it; calls that use none never read it. */
export function idempotencyKeyOf(req: IncomingMessage): string | undefined | KeyFault {
  const key = req.headers[NAME];
  if (key === undefined) return undefined;
  if ((req.headersDistinct[NAME]?.length ?? 0) > 1) return { fault: 'Send one idempotency-key header, not several.' };
  if (typeof key === 'string' && PRINTABLE.test(key)) return key;
  return { fault: 'Use an idempotency-key of 1 to 255 printable ASCII characters.' };
}
