import type { Reason } from '@mechanic-shop/shared';
import type { Route } from '../routes.ts';
import type { headers } from './fixed.ts';
import { type Schemas, jsonSchemaOf } from './models.ts';
import { ignoresKeys, reasonsOf, sampleRefusal } from './reasons.ts';

/** Refusals that the document names: one for each set of reasons under one status. */
export type Responses = Record<string, object>;

type HeaderName = keyof typeof headers;

const headersOf = (...names: HeaderName[]): object =>
  Object.fromEntries(
    ['x-request-id', 'ratelimit-policy', 'ratelimit', ...names].map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );

const statusTexts: Record<number, string> = {
  400: 'The input is refused.',
  401: 'Who calls is not known, or no longer.',
  403: 'The caller lacks the right.',
  404: "There is no such row, or it is not the caller's to see.",
  409: 'It does not go together with how things stand.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  429: 'Too many calls.',
  500: 'Something went wrong in the server.',
  503: 'Not now.',
};

const headerNames: Record<number, HeaderName[]> = {
  401: ['www-authenticate'],
  429: ['retry-after'],
  503: ['retry-after'],
};

const refusal = (status: number, reasons: readonly Reason[]): object => ({
  description: `${statusTexts[status]} Reasons: ${reasons.map((reason) => `\`${reason}\``).join(', ')}.`,
  headers: headersOf(...(headerNames[status] ?? [])),
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/Error' },
      examples: Object.fromEntries(reasons.map((reason) => [reason, { $ref: `#/components/examples/${reason}` }])),
    },
  },
});

/** What a route answers, and by what reasons it may refuse; shared refusals are left to `into`. */
export const responsesOf = (route: Route, schemas: Schemas, into: Responses): Record<string, object> => {
  const replays = route.type === 'mutation' && !ignoresKeys(route);
  const byStatus = Map.groupBy(reasonsOf(route), (reason) => sampleRefusal(reason).status);
  const refusals = [...byStatus].map(([status, reasons]): [string, object] => {
    const name = reasons.join('.');
    into[name] ??= refusal(status, reasons);
    return [String(status), { $ref: `#/components/responses/${name}` }];
  });
  return {
    [route.status]: {
      description: route.status === 201 ? 'It is created.' : 'It is done.',
      headers: headersOf(...(replays ? (['idempotent-replay'] as const) : [])),
      content: { 'application/json': { schema: jsonSchemaOf(route.output, 'output', schemas) } },
    },
    ...Object.fromEntries<object>(refusals),
  };
};
