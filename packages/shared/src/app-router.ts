import type {
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
  inferRouterInputs,
  inferRouterOutputs,
} from '@trpc/server';
import type { Mutation, Query, Subscription, Tracked } from './contract.ts';
import type { ApiErrorShape } from './error-shape.ts';
import type { Features } from './features.ts';

interface Def<I, O> {
  input: I;
  output: O;
  meta: object;
  errorShape: ApiErrorShape;
}

// oxlint-disable-next-line typescript/no-explicit-any -- contravariant: nothing else accepts every type of a server's
type OfServer = any;

interface Root {
  ctx: OfServer;
  meta: OfServer;
  errorShape: ApiErrorShape;
  transformer: false;
}

/** The tRPC procedure for a `Query`, `Mutation` or `Subscription` marker of the contract. */
type ProcedureOf<M> =
  M extends Query<infer I, infer O>
    ? TRPCQueryProcedure<Def<I, O>>
    : M extends Mutation<infer I, infer O>
      ? TRPCMutationProcedure<Def<I, O>>
      : M extends Subscription<infer I, infer O>
        ? TRPCSubscriptionProcedure<Def<I, AsyncIterable<Tracked<O>, void, unknown>>>
        : never;

/** The tRPC router type for a record of features, each an interface of procedures. */
type ApiRouter<T> = TRPCBuiltRouter<Root, { [F in keyof T]: { [P in keyof T[F]]: ProcedureOf<T[F][P]> } }>;

/** The whole API as a tRPC router type. */
export type AppRouter = ApiRouter<{ [F in keyof Features]: Features[F]['api'] }>;

/** The input type of each procedure: `RouterInputs['tickets']['addPart']`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** The output type of each procedure: `RouterOutputs['tickets']['get']`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
