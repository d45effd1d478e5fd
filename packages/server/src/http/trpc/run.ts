import { TRPCError, getTRPCErrorFromUnknown } from '@trpc/server';
import type { Context } from '../../api/context.ts';
import { asTrpcError } from '../../api/trpc-errors.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';
import type { Outcome, Running } from './middlewares.ts';
import type { Served } from './procedures.ts';
import type { RoutedCall } from './route.ts';

export type { Outcome };

/** Why a call has failed, under the code of its reason. */
export const failed = (error: unknown): Outcome => ({ ok: false, error: asTrpcError(getTRPCErrorFromUnknown(error)) });

/** A call on its way; the signal is made for those that read it. */
class RunningCall implements Running {
  readonly path: string;
  readonly type: Running['type'];
  readonly batchIndex: number;
  readonly input: unknown;
  readonly #hangUp: () => AbortSignal;

  constructor({ path, type }: Served, input: unknown, batchIndex: number, hangUp: () => AbortSignal) {
    this.path = path;
    this.type = type;
    this.batchIndex = batchIndex;
    this.input = input;
    this.#hangUp = hangUp;
  }

  get signal(): AbortSignal {
    return this.#hangUp();
  }
}

interface Given {
  input: unknown;
  batchIndex: number;
  hangUp: () => AbortSignal;
}

const told = (outcome: Outcome): Outcome => (outcome.ok ? outcome : failed(outcome.error));

/** Runs one call, or says why it is not run. */
export function runCall({ target }: RoutedCall, given: Given, context: Context): MaybePromise<Outcome> {
  if (target instanceof TRPCError) return { ok: false, error: target };
  const running = new RunningCall(target, given.input, given.batchIndex, given.hangUp);
  return chain(target.run(running, context), told);
}
