import type { CalendarFile, DocumentFile } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import { KnownJson } from '../../core/answers.ts';
import { AppError, noRoute } from '../../core/errors.ts';
import { served } from '../run/served.ts';
import type { Form, Success } from '../wire/answer-calls.ts';
import { type FileBody, hasBody } from '../wire/answer.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Pipeline, RoutedCall } from '../wire/pipeline.ts';
import { asError } from '../wire/refusal.ts';
import { BASIC, asBearer } from './basic.ts';
import { inputOf, parseBody } from './input.ts';
import { PREFIX, matchRoute } from './match.ts';
import type { Route } from './routes.ts';

const write = ({ data }: Success): string => (data instanceof KnownJson ? data.json : JSON.stringify(data));

function fileOf({ data }: Success): FileBody {
  const { fileName, contentType, base64 } = data as DocumentFile;
  return { bytes: Buffer.from(base64, 'base64'), contentType, fileName };
}

function calendarOf({ data }: Success): FileBody {
  const { ics } = data as CalendarFile;
  return { bytes: Buffer.from(ics), contentType: 'text/calendar; charset=utf-8', fileName: 'appointments.ics' };
}

/** Returns the procedure's output unchanged, or its file. */
function formOf({ status, file }: Route): Form {
  const form: Form = { status, write, join: ([text = '']) => text };
  if (file === undefined) return form;
  if (file === 'text/calendar') return { ...form, write: () => '', file: calendarOf, challenge: BASIC };
  return { ...form, write: () => '', file: fileOf };
}

function callOf({ procedurePath: path, type }: Route): RoutedCall {
  const target = served.get(path);
  if (!target) throw new Error(`${path} has a route but is not a procedure.`);
  return { path, type, target };
}

const NO_BODY = Buffer.alloc(0);

/**
 * Serves the procedures by plain HTTP under `/api`: with the same context, limits, access, inputs, responses and errors
 * as the tRPC handler, and the same order of errors.
 */
export function createRest(pipeline: Pipeline) {
  return async (exchange: Exchange): Promise<void> => {
    const { req } = exchange;
    if (pipeline.refusesNow(exchange)) return undefined;
    const [path = '', ...query] = (req.url ?? '').slice(PREFIX.length).split('?');
    const match = matchRoute(req.method ?? '', path);
    if (!match) return pipeline.refuse(exchange, asError(noRoute()));
    if ('allow' in match) {
      return pipeline.refuse(exchange, asError(new AppError('METHOD_NOT_ALLOWED', { allow: match.allow })));
    }
    const { route, texts } = match;
    const takesBody = route.method !== 'GET' && hasBody(req);
    const bytes = takesBody ? await pipeline.jsonBody(exchange) : NO_BODY;
    if (bytes === undefined) return undefined;
    const body = parseBody(bytes);
    if (body instanceof TRPCError) return pipeline.refuse(exchange, body);
    const said = { texts, query: query.join('?'), body: body.value };
    return pipeline.run(exchange, {
      calls: [callOf(route)],
      form: formOf(route),
      authorization: route.file === 'text/calendar' ? asBearer(req.headers.authorization) : undefined,
      inputOf: () => inputOf(route, said),
    });
  };
}
