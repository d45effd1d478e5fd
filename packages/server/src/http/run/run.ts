import { TRPCError, getTRPCErrorFromUnknown } from '@trpc/server';
import type { Context } from '../../api/context.ts';
import { asTrpcError } from '../../api/trpc-errors.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';
import type { Outcome, Running } from './runner.ts';
import type { Served } from './served.ts';

export type { Outcome };

/** A failed call, under the code of its reason. */
export const failed = (error: unknown): Outcome => ({ ok: false, error: asTrpcError(getTRPCErrorFromUnknown(error)) });

/** The inputs of a call; its methods are called only by procedures that need them. */
export interface Given {
  batchIndex: number;
  /** The raw input; may throw what is wrong with it, which counts after the limit, the token and the role. */
  inputOf(batchIndex: number): unknown;
  hangUp(): AbortSignal;
}

/** A running call; its signal is created on demand. */
class RunningCall implements Running {
  readonly path: string;
  readonly type: Running['type'];
  readonly batchIndex: number;
  readonly #given: Given;

  constructor({ path, type }: Served, given: Given) {
    this.path = path;
    this.type = type;
    this.batchIndex = given.batchIndex;
    this.#given = given;
  }

  get input(): unknown {
    return this.#given.inputOf(this.batchIndex);
  }

  get signal(): AbortSignal {
    return this.#given.hangUp();
  }
}

const withCode = (outcome: Outcome): Outcome => (outcome.ok ? outcome : failed(outcome.error));

/** Runs one call, or returns why it is not run. */
export function runCall(target: Served | TRPCError, given: Given, context: Context): MaybePromise<Outcome> {
  if (target instanceof TRPCError) return { ok: false, error: target };
  return chain(target.run(new RunningCall(target, given), context), withCode);
}
