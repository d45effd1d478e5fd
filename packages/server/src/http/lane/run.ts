import { TRPCError, getTRPCErrorFromUnknown } from '@trpc/server';
import type { Context } from '../../context.ts';
import { asTrpcError } from '../../trpc-errors.ts';
import type { RoutedCall } from './route.ts';

/** How a call ended. */
export type Outcome = { ok: true; data: unknown } | { ok: false; error: TRPCError };

/** One call about to run. */
export interface Running {
  call: RoutedCall;
  input: unknown;
  batchIndex: number;
  /** Ends when the caller hangs up. */
  signal: AbortSignal;
}

/** Runs one call, as tRPC's own adapters do. */
export const runCall = async ({ call, input, batchIndex, signal }: Running, context: Context): Promise<Outcome> => {
  const { target, path } = call;
  if (target instanceof TRPCError) return { ok: false, error: target };
  try {
    const { procedure, type } = target;
    const data: unknown = await procedure({
      path,
      type,
      ctx: context,
      signal,
      batchIndex,
      getRawInput: async () => input,
    });
    return { ok: true, data };
  } catch (error) {
    return failed(error);
  }
};

export const failed = (error: unknown): Outcome => ({ ok: false, error: asTrpcError(getTRPCErrorFromUnknown(error)) });
