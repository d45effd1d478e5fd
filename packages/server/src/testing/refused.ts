import { type Reason, type ReasonDetails, reasonCodes } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import { expect } from 'vitest';
import { appErrorOf } from '../api/trpc-errors.ts';

/** Expects a call to be refused with `reason` and its code; returns the details, compared when given. */
export async function refused<R extends Reason>(
  promise: Promise<unknown>,
  reason: R,
  details?: ReasonDetails[R],
): Promise<ReasonDetails[R]> {
  const error: unknown = await promise.then(
    (answer) => expect.fail(`expected ${reason}, but the call returned ${JSON.stringify(answer)}`),
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof TRPCError)) throw error;
  const refusal = appErrorOf(error);
  expect(refusal.reason, refusal.message).toBe(reason);
  expect(error.code).toBe(reasonCodes[reason]);
  expect(refusal.message.length).toBeGreaterThan(0);
  if (details !== undefined) expect(refusal.details).toEqual(details);
  return refusal.details as ReasonDetails[R];
}

/** Expects `INVALID_INPUT` with an issue at the field. */
export async function refusedAt(promise: Promise<unknown>, ...path: (string | number)[]): Promise<void> {
  const { issues } = await refused(promise, 'INVALID_INPUT');
  expect(issues.map((issue) => issue.path)).toContainEqual(path);
}
