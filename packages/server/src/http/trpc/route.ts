import { TRPCError } from '@trpc/server';
import { AppError, invalidInput } from '../../core/errors.ts';
import { lru } from '../../platform/cache/lru.ts';
import { type Served, served } from '../run/served.ts';
import type { RoutedCall } from '../wire/pipeline.ts';
import { asError } from '../wire/refusal.ts';

/** The calls of a request. */
interface Calls {
  readonly calls: readonly RoutedCall[];
  /** Why some of them are not run. */
  readonly faults: readonly TRPCError[];
  /** Whether it mixes queries and mutations. */
  readonly mixed: boolean;
}

/** The parsed request line. */
export interface Route extends Calls {
  readonly batch: boolean;
  /** The JSON text of a query's input. */
  readonly input: string | null;
}

export const PREFIX = '/trpc/';

const methodOf = ({ type }: Served): 'GET' | 'POST' => (type === 'mutation' ? 'POST' : 'GET');

function noProcedure(path: string): TRPCError {
  return new TRPCError({ code: 'NOT_FOUND', message: `No procedure found on path "${path}"` });
}

const STREAM_IN_BATCH = 'Call a subscription alone, not in a batch.';

function routeCall(path: string, method: string | undefined, batch: boolean): RoutedCall {
  const found = served.get(path);
  if (!found) return { path, type: 'unknown', target: noProcedure(path) };
  const { type } = found;
  if (batch && type === 'subscription') return { path, type, target: asError(invalidInput([], STREAM_IN_BATCH)) };
  const demanded = methodOf(found);
  if (demanded === method) return { path, type, target: found };
  return { path, type, target: asError(new AppError('METHOD_NOT_ALLOWED', { allow: [demanded] })) };
}

// The form that tRPC's clients write. Anything else, or invalid encoding, goes to the general query parser.
const USUAL = /^(batch=1(?:&|$))?(?:input=([^&+]*))?$/;

function queryOf(text: string): Pick<Route, 'batch' | 'input'> {
  const usual = USUAL.exec(text);
  if (usual) {
    const [, batch, given] = usual;
    const input = given === undefined ? null : decode(given);
    if (given === undefined || input !== null) return { batch: batch !== undefined, input };
  }
  const query = new URLSearchParams(text);
  return { batch: query.get('batch') === '1', input: query.get('input') };
}

function decode(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function callsOf(path: string, batch: boolean, method: string | undefined, maxBatch: number): Calls {
  const names = batch ? path.split(',', maxBatch + 1) : [path];
  const calls = names.map((name) => routeCall(name, method, batch));
  const types = new Set(calls.flatMap(({ type }) => (type === 'unknown' ? [] : type)));
  return { calls, faults: calls.flatMap(({ target }) => ('run' in target ? [] : target)), mixed: types.size > 1 };
}

const MAX_KNOWN = 500;

/**
 * Parses request lines under the prefix. Names are not decoded: a percent-encoded name would be an alternative spelling
 * that a proxy's rules miss. Of a batch it reads one call more than allowed, since a URL has room for thousands.
 */
export function routeReader(maxBatch: number): (url: string, method: string | undefined) => Route {
  // An application uses few paths, with ever new inputs.
  const known = lru<string, Calls>(MAX_KNOWN);
  return (url, method) => {
    const mark = url.indexOf('?');
    const path = url.slice(PREFIX.length, mark < 0 ? undefined : mark);
    const { batch, input } = queryOf(mark < 0 ? '' : url.slice(mark + 1));
    const key = `${method} ${batch} ${path}`;
    let asked = known.get(key);
    if (asked === undefined) {
      asked = callsOf(path, batch, method, maxBatch);
      if (asked.faults.length === 0) known.set(key, asked);
    }
    return { batch, input, ...asked };
  };
}
