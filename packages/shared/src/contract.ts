import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorData,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
} from '@trpc/server';
import type { CurrentRows, Reason, ReasonDetails } from './errors.ts';

/** The `error` member of every refused call, the same over tRPC (single or batched) and REST. */
export interface ApiErrorShape extends TRPCDefaultErrorShape {
  data: ApiErrorData;
}

/** What every error tells besides its reason. */
interface ErrorFacts extends Omit<TRPCDefaultErrorData, 'stack'> {
  /** Found again in the server's log. */
  requestId: string;
}

/** By the procedure's path, so that `current` is narrowed to the row that it answers. */
interface VersionMismatch<P extends keyof CurrentRows> extends ErrorFacts {
  path: P;
  reason: 'VERSION_MISMATCH';
  details: { current: CurrentRows[P] };
}

interface Detailed<R extends Reason> extends ErrorFacts {
  reason: R;
  details: ReasonDetails[R];
}

interface Plain<R extends Reason> extends ErrorFacts {
  reason: R;
  details?: undefined;
}

type ErrorDataByReason = {
  [R in Reason]: R extends 'VERSION_MISMATCH'
    ? { [P in keyof CurrentRows]: VersionMismatch<P> }[keyof CurrentRows]
    : undefined extends ReasonDetails[R]
      ? Plain<R>
      : Detailed<R>;
};

/**
 * What an error tells a program: the tRPC code, the HTTP status and the shop's own reason, which decides the details.
 * An open list: treat an unknown reason as "other".
 */
export type ApiErrorData<R extends Reason = Reason> = ErrorDataByReason[R];

interface Def<I, O> {
  input: I;
  output: O;
  meta: object;
  errorShape: ApiErrorShape;
}

interface Root {
  // Context and meta are the server's own affair, and contravariant: only `any` stands for every one.
  // oxlint-disable-next-line typescript/no-explicit-any
  ctx: any;
  // oxlint-disable-next-line typescript/no-explicit-any
  meta: any;
  errorShape: ApiErrorShape;
  transformer: false;
}

/** A procedure that reads: `I` as the caller writes it, `O` as it answers. */
export type Query<I, O> = TRPCQueryProcedure<Def<I, O>>;
/** A procedure that changes something: `I` as the caller writes it, `O` as it answers. */
export type Mutation<I, O> = TRPCMutationProcedure<Def<I, O>>;

// `any` stands for every procedure here: a procedure's input is contravariant, so `unknown` would match none.
// oxlint-disable-next-line typescript/no-explicit-any
type Procedure = Query<any, any> | Mutation<any, any>;

/** The tRPC router type of a record of features, each an interface of procedures. */
export type ApiRouter<T> = TRPCBuiltRouter<
  Root,
  { [F in keyof T]: { [P in keyof T[F]]: T[F][P] extends Procedure ? T[F][P] : never } }
>;
