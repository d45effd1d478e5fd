import { type AnyTRPCProcedure, TRPCError } from '@trpc/server';
import { appRouter } from '../../router.ts';
import { runnerOf } from './middlewares.ts';

export interface Served {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly method: 'GET' | 'POST';
  readonly run: ReturnType<typeof runnerOf>;
}

// At run time tRPC keeps all procedures in one flat record, by path.
export const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);

/** Every procedure by its path. A map: names such as "constructor" are nobody's. */
export const served: ReadonlyMap<string, Served> = new Map(
  procedures.map(([path, procedure]) => {
    const { type } = procedure._def;
    if (type === 'subscription') throw new Error(`The tRPC handler serves no subscriptions, and ${path} is one.`);
    return [path, { path, type, method: type === 'query' ? 'GET' : 'POST', run: runnerOf(procedure) }];
  }),
);

export function noProcedure(path: string): TRPCError {
  return new TRPCError({ code: 'NOT_FOUND', message: `No procedure found on path "${path}"` });
}
