import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorData,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
} from '@trpc/server';
import type { Reason, ReasonDetails } from './errors.ts';

/** The `error` member of every refused call, the same over tRPC (single or batched) and REST. */
export interface ApiErrorShape extends TRPCDefaultErrorShape {
  data: ApiErrorData;
}

/** What an error tells a program: the tRPC code, the HTTP status and the shop's own reason with its details. */
export interface ApiErrorData extends Omit<TRPCDefaultErrorData, 'stack'> {
  /** Found again in the server's log. */
  requestId: string;
  /** An open list: treat an unknown reason as "other". */
  reason: Reason;
  /** Present where the reason has details. */
  details?: ReasonDetails[Reason];
}

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
