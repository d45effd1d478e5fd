import type { AnyTRPCProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { RestAlias, RestMeta, RestMethod } from '../../api/rest-meta.ts';
import type { Access } from '../../api/trpc.ts';
import { appRouter } from '../../router.ts';

/** One way to call a procedure by plain HTTP. */
export interface Route {
  /** The procedure's name; under an alias with the alias's suffix. */
  readonly operationId: string;
  readonly procedurePath: string;
  readonly procedure: AnyTRPCProcedure;
  readonly type: 'query' | 'mutation';
  readonly access: Access;
  readonly method: RestMethod;
  /** Below `/api`, with its parameters in braces. */
  readonly path: string;
  readonly status: 200 | 201;
  /** The member of the input behind each parameter of the path. */
  readonly params: ReadonlyMap<string, string>;
  readonly fixed: Readonly<Record<string, string>>;
  /** Where the input comes from, apart from the path. */
  placeOf(member: string): 'query' | 'body';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

// What tRPC keeps of a procedure at run time, apart from what it declares.
interface Definition {
  type: 'query' | 'mutation';
  meta?: { access?: Access; rest?: RestMeta };
  inputs: readonly z.ZodType[];
  output?: z.ZodType;
}

const parameters = /\{(\w+)\}/g;

function routesOf([procedurePath, procedure]: [string, AnyTRPCProcedure]): Route[] {
  const { type, meta, inputs, output } = procedure._def as unknown as Definition;
  const [input] = inputs;
  if (!meta?.rest || !meta.access || !input || !output) {
    throw new Error(`${procedurePath} lacks its rest path, access, input or output: say them in its router.`);
  }
  const { rest, access } = meta;
  const placeOf = (member: string): 'query' | 'body' => {
    if (rest.method === 'GET') return 'query';
    return rest.method === 'DELETE' && !rest.body?.includes(member) ? 'query' : 'body';
  };
  const route = ({ path, suffix, fixed = {} }: Omit<RestAlias, 'suffix'> & { suffix?: string }): Route => ({
    operationId: suffix === undefined ? procedurePath : `${procedurePath}-${suffix}`,
    procedurePath,
    procedure,
    type,
    access,
    method: rest.method,
    path,
    status: rest.status ?? 200,
    params: new Map([...path.matchAll(parameters)].map(([, name = '']) => [name, rest.params?.[name] ?? name])),
    fixed,
    placeOf,
    input,
    output,
  });
  return [route(rest), ...(rest.aliases ?? []).map(route)];
}

// At run time tRPC keeps all procedures in one flat record, by path.
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);

/** Every route there is, in the order of the router. */
export const routes: readonly Route[] = procedures.flatMap(routesOf);
