import type { Reason } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import { appErrorOf } from '../../../api/trpc-errors.ts';

/** How a call ended: with its answer, or with the reason why it was rejected. */
export interface Outcome {
  reason: Reason | 'done';
  answer?: unknown;
}

/** How calls end that run at the same time. */
export function outcomes(calls: readonly Promise<unknown>[]): Promise<Outcome[]> {
  return Promise.all(
    calls.map((call) =>
      call.then(
        (answer): Outcome => ({ reason: 'done', answer }),
        (error: unknown): Outcome => {
          if (error instanceof TRPCError) return { reason: appErrorOf(error).reason };
          throw error;
        },
      ),
    ),
  );
}
