import { z } from 'zod';
import { hasDryRun, takesKeys } from '../../api/idempotency.ts';
import { type Procedure, proceduresOf } from '../../api/procedures.ts';
import type { RestAlias, RestMeta, RestMethod } from '../../api/rest-meta.ts';
import type { Access } from '../../api/trpc.ts';
import type { ProcedureDocs } from '../../core/docs.ts';
import { appRouter } from '../../router.ts';

/** A REST route of a procedure. */
export interface Route {
  /** The procedure's name; for an alias with the alias's suffix. */
  readonly operationId: string;
  readonly procedurePath: string;
  readonly type: 'query' | 'mutation';
  readonly access: Access;
  readonly method: RestMethod;
  /** Below `/api`, with its parameters in braces. */
  readonly path: string;
  readonly status: 200 | 201;
  /** The media type of a response that is not JSON. */
  readonly file: RestMeta['file'];
  /** The input field of each path parameter. */
  readonly params: ReadonlyMap<string, string>;
  readonly fixed: Readonly<Record<string, string>>;
  /** The source of an input field that is not in the path. */
  placeOf(member: string): 'query' | 'body';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Whether an idempotency key makes it take effect once. */
  readonly takesKeys: boolean;
  readonly hasDryRun: boolean;
  /** The documentation of the procedure. */
  readonly docs: ProcedureDocs;
}

const parameters = /\{(\w+)\}/g;

function routesOf({ path: procedurePath, type, access, meta, inputs, output, resolver }: Procedure): Route[] {
  const [input] = inputs;
  // A base procedure gives the access alone.
  const rest = meta && 'rest' in meta ? meta.rest : undefined;
  if (rest === null) return [];
  if (!meta || !rest || type === 'subscription' || !(input instanceof z.ZodType) || !(output instanceof z.ZodType)) {
    throw new Error(`${procedurePath} has no meta, input or output: add them in its router.`);
  }
  const placeOf = (member: string): 'query' | 'body' => {
    if (rest.method === 'GET') return 'query';
    return rest.method === 'DELETE' && !rest.body?.includes(member) ? 'query' : 'body';
  };
  const route = ({ path, suffix, fixed = {} }: Omit<RestAlias, 'suffix'> & { suffix?: string }): Route => ({
    operationId: suffix === undefined ? procedurePath : `${procedurePath}-${suffix}`,
    procedurePath,
    type,
    access,
    method: rest.method,
    path,
    status: rest.status ?? 200,
    file: rest.file,
    params: new Map([...path.matchAll(parameters)].map(([, name = '']) => [name, rest.params?.[name] ?? name])),
    fixed,
    placeOf,
    input,
    output,
    takesKeys: takesKeys(resolver),
    hasDryRun: hasDryRun(resolver),
    docs: meta,
  });
  return [route(rest), ...(rest.aliases ?? []).map(route)];
}

/** Every route, in router order. */
export const routes: readonly Route[] = proceduresOf(appRouter).flatMap(routesOf);
