import { type AnyTRPCProcedure, TRPCError, getTRPCErrorFromUnknown } from '@trpc/server';
import type { Context } from '../../context.ts';

/** One call about to run. */
export interface Running {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly batchIndex: number;
  readonly input: unknown;
  /** Made when read: few procedures wait for anything that a caller who hangs up should end. */
  readonly signal: AbortSignal;
}

/** How a call ended. */
export type Outcome = { ok: true; data: unknown } | { ok: false; error: TRPCError };

type RawInput = () => Promise<unknown>;

interface Next {
  ctx?: object;
  input?: unknown;
  getRawInput?: RawInput;
}

type Ending = Promise<Outcome | undefined>;
type Middleware = (options: Options) => Ending;

/** The part of a procedure that tRPC keeps to itself: its middlewares, the last of which calls the resolver. */
interface Internals {
  middlewares: readonly Middleware[];
  meta: unknown;
}

/** The same list that tRPC would run; a test notices when there is none any more. */
export const internalsOf = (procedure: AnyTRPCProcedure): Internals => procedure._def as unknown as Internals;

const failure = (error: unknown): Outcome => ({ ok: false, error: getTRPCErrorFromUnknown(error) });

const runStep = (options: Options): Ending => {
  const middleware = options.internals.middlewares[options.at];
  try {
    if (!middleware) throw new TypeError('A middleware called next() after the resolver.');
    return middleware(options).then(undefined, failure);
  } catch (error) {
    return Promise.resolve(failure(error));
  }
};

/** What a middleware is told; one object a step instead of tRPC's copies of copies. */
class Options {
  readonly path: string;
  readonly type: Running['type'];
  readonly batchIndex: number;
  readonly meta: unknown;
  readonly next: (given?: Next) => Ending;

  readonly internals: Internals;
  readonly at: number;
  readonly call: Running;
  readonly ctx: object;
  readonly input: unknown;
  readonly getRawInput: RawInput;

  constructor(internals: Internals, at: number, call: Running, ctx: object, input: unknown, getRawInput: RawInput) {
    this.internals = internals;
    this.at = at;
    this.call = call;
    this.ctx = ctx;
    this.input = input;
    this.getRawInput = getRawInput;
    this.path = call.path;
    this.type = call.type;
    this.batchIndex = call.batchIndex;
    this.meta = internals.meta;
    this.next = (given) =>
      runStep(
        given === undefined
          ? new Options(internals, at + 1, call, ctx, input, getRawInput)
          : new Options(
              internals,
              at + 1,
              call,
              given.ctx ? { ...ctx, ...given.ctx } : ctx,
              'input' in given ? given.input : input,
              given.getRawInput ?? getRawInput,
            ),
      );
  }

  get signal(): AbortSignal {
    return this.call.signal;
  }
}

/**
 * Runs a procedure's middlewares as tRPC does, without copying the options and making an abort signal at every step:
 * that took more time than most procedures. This is the one file that knows tRPC's insides.
 */
export const runnerOf = (procedure: AnyTRPCProcedure): ((call: Running, ctx: Context) => Promise<Outcome>) => {
  const internals = internalsOf(procedure);
  return async (call, ctx) => {
    const outcome = await runStep(new Options(internals, 0, call, ctx, undefined, async () => call.input));
    return (
      outcome ?? failure(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'A middleware gave no result.' }))
    );
  };
};
