// The one module that reads `_def`, in which tRPC keeps what a procedure or router is made of, and that imports from
// `unstable-core-do-not-import`.
// Why: tRPC's public interface only lists and calls procedures, but documents need their meta and schemas, and the
// runner (http/run/runner.ts) their middlewares and resolver, and streamed batches need
// the format of `httpBatchStreamLink`. Read once, when modules load: nothing to measure.
// Delete it when tRPC offers these by functions of its own. procedures.test.ts notices when the inside has changed.
import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { getErrorShape } from '@trpc/server/shared';
import { getParseFn, jsonlStreamProducer } from '@trpc/server/unstable-core-do-not-import';
import type { Access, ProcedureMeta } from './trpc.ts';

/** A schema of an input or output; ours are zod schemas. */
export type Parser = Parameters<typeof getParseFn>[0];

/** The body of a streamed batch: a line for each promise that resolves, nested ones included. */
export function jsonLines(results: readonly Promise<unknown>[]): ReadableStream<Uint8Array> {
  return jsonlStreamProducer({ data: [...results], maxDepth: Number.POSITIVE_INFINITY });
}

/** How tRPC parses by a schema of any kind that it takes. */
export const parseFnOf = getParseFn;

/** A step before the resolver; `_type` marks those that parse an input or output. */
export type Middleware = ((options: never) => unknown) & { readonly _type?: string };

/** What a procedure declares, and the parts that run it. Its last middleware calls the resolver. */
export interface Definition {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly meta?: ProcedureMeta;
  readonly inputs: readonly Parser[];
  readonly output?: Parser;
  readonly middlewares: readonly Middleware[];
  readonly resolver: (options: never) => unknown;
}

export interface Procedure extends Definition {
  /** Such as `tickets.get`. */
  readonly path: string;
  readonly access: Access;
}

/** The definition of a single procedure. */
export function definitionOf(procedure: AnyTRPCProcedure): Definition {
  // tRPC types only what clients infer; procedures.test.ts checks the rest.
  return procedure._def as unknown as Definition;
}

/** Every procedure of a router, in order. Throws for one without access metadata. */
export function proceduresOf(router: AnyTRPCRouter): readonly Procedure[] {
  // At runtime tRPC stores all procedures in one flat record, by path.
  const all = router._def.procedures as unknown as Record<string, AnyTRPCProcedure>;
  return Object.entries(all).map(([path, procedure]) => {
    const { type, meta, inputs, output, middlewares, resolver } = definitionOf(procedure);
    if (meta?.access === undefined) throw new Error(`${path} does not declare who may call it.`);
    return { path, access: meta.access, type, meta, inputs, middlewares, resolver, ...(output && { output }) };
  });
}

type Shaped = Omit<Parameters<typeof getErrorShape>[0], 'config'>;

/** The error formatter of a router. */
export function errorShaperOf({ _def: { _config: config } }: AnyTRPCRouter): (shaped: Shaped) => unknown {
  return (shaped) => getErrorShape({ config, ...shaped }) as unknown;
}
