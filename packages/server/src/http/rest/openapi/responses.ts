import type { Reason } from '@mechanic-shop/shared';
import type { Route } from '../routes.ts';
import { membersOf, shownBy } from './docs.ts';
import { disposition, type headers } from './fixed.ts';
import { type Schemas } from './json-schema.ts';
import { jsonSchemaOf } from './models.ts';
import { reasonsOf, sampleRefusal, statusOf } from './reasons.ts';
import { dataSchemaOf, errorSchemaOf, nameOf } from './refusals.ts';

/** Definitions that operations reference instead of repeating them. */
export interface Shared {
  schemas: Schemas;
  /** Errors: one per set of reasons under one status. */
  responses: Record<string, object>;
  examples: Record<string, object>;
}

type HeaderName = keyof typeof headers;

function headersOf(...names: HeaderName[]): object {
  return Object.fromEntries(
    ['x-request-id', 'ratelimit-policy', 'ratelimit', ...names].map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );
}

const statusTexts: Record<number, string> = {
  400: 'The input is invalid.',
  401: 'The caller is not logged in, or the session has ended.',
  403: 'The caller lacks permission.',
  404: 'The row does not exist, or the caller has no access to it.',
  409: 'The request conflicts with the current state.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  429: 'Too many calls.',
  500: 'Something went wrong in the server.',
  503: 'The server is temporarily unavailable.',
};

const headerNames: Record<number, HeaderName[]> = {
  401: ['www-authenticate'],
  429: ['retry-after'],
  503: ['retry-after'],
};

/** An error response for one of these reasons; its definitions are added to `shared`. */
function refusal(status: number, reasons: readonly Reason[], route: Route, shared: Shared): object {
  return {
    description: `${statusTexts[status]} Reasons: ${reasons.map((reason) => `\`${reason}\``).join(', ')}.`,
    headers: headersOf(...(headerNames[status] ?? [])),
    content: {
      'application/json': {
        schema: errorSchemaOf(
          reasons.map((reason) => dataSchemaOf(reason, route, shared.schemas)),
          shared.schemas,
        ),
        examples: Object.fromEntries(
          reasons.map((reason) => {
            const name = nameOf(reason, route);
            const current = route.docs.versioned?.example ?? shownBy(route).answer;
            const { body } = sampleRefusal(reason, { path: route.procedurePath, current });
            shared.examples[name] ??= { summary: reason, value: body };
            return [reason, { $ref: `#/components/examples/${name}` }];
          }),
        ),
      },
    },
  };
}

/** How files begin. */
const contents = {
  'application/pdf': { schema: { type: 'string', format: 'binary' }, example: '%PDF-1.3' },
  'text/calendar': { schema: { type: 'string' }, example: 'BEGIN:VCALENDAR' },
};

function success(route: Route, shared: Shared): object {
  if (route.file !== undefined) {
    return {
      description: 'The file.',
      headers: { ...headersOf(), 'content-disposition': disposition },
      content: { [route.file]: contents[route.file] },
    };
  }
  const schema = jsonSchemaOf(route.output, 'output', shared.schemas, membersOf(route));
  return {
    description: route.status === 201 ? 'Created.' : 'Done.',
    headers: headersOf(
      ...(route.takesKeys ? (['idempotent-replay'] as const) : []),
      ...(route.hasDryRun ? (['dry-run'] as const) : []),
    ),
    content: { 'application/json': { schema, example: shownBy(route).answer } },
  };
}

/** The responses of a route: its success, and its errors, whose definitions are added to `shared`. */
export function responsesOf(route: Route, shared: Shared): Record<string, object> {
  const byStatus = Map.groupBy(reasonsOf(route), (reason) => statusOf(reason));
  const refusals = [...byStatus].map(([status, reasons]): [string, object] => {
    const name = reasons.map((reason) => nameOf(reason, route)).join('.');
    shared.responses[name] ??= refusal(status, reasons, route, shared);
    return [String(status), { $ref: `#/components/responses/${name}` }];
  });
  return {
    [route.status]: success(route, shared),
    ...Object.fromEntries<object>(refusals),
  };
}
