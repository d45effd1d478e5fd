import manifest from '../../../package.json' with { type: 'json' };
import { type Route, routes } from '../routes.ts';
import { errorExamplesOf, errorSchema, headers, idempotencyKey, tags } from './fixed.ts';
import { inputOf } from './inputs.ts';
import type { Schemas } from './models.ts';
import { operationOf, reasonsOf } from './reasons.ts';
import { type Responses, responsesOf } from './responses.ts';

/** What operations refer to instead of repeating it. */
interface Shared {
  schemas: Schemas;
  responses: Responses;
}

const operationObject = (route: Route, { schemas, responses }: Shared) => {
  const { summary, description } = operationOf(route);
  const own = Object.entries(route.fixed).map(([member, value]) => `\`${member}\` is \`${value}\` here.`);
  const text = [description, ...own].filter((part) => part !== undefined).join(' ');
  return {
    operationId: route.operationId,
    tags: [route.procedurePath.split('.', 1)[0]],
    summary: route.operationId === route.procedurePath ? summary : `${summary} (${route.path.split('/')[1]})`,
    ...(text === '' ? {} : { description: text }),
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    ...inputOf(route, schemas),
    responses: responsesOf(route, schemas, responses),
  };
};

/** Describes every route in OpenAPI 3.1, out of the schemas that the procedures check with. */
export const createDocument = () => {
  const shared: Shared = { schemas: {}, responses: {} };
  const paths = Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, group]) => [
      path,
      Object.fromEntries(group.map((route) => [route.method.toLowerCase(), operationObject(route, shared)])),
    ]),
  );
  const sorted = Object.entries(shared.schemas).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Mechanic shop',
      version: manifest.version,
      summary: 'The procedures of the shop by plain HTTP.',
      description:
        'The same procedures, rights, limits and errors as over tRPC. Inputs are strict: what is unknown, of another ' +
        'type or out of range is refused. Money is in integer cents, instants are ISO 8601 in UTC. Lists are pages: ' +
        'send `nextCursor` as `cursor` for the next one. The examples work against a fresh demo shop.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api', description: 'This server.' }],
    tags,
    paths,
    components: {
      schemas: { Error: errorSchema, ...Object.fromEntries(sorted) },
      responses: shared.responses,
      examples: errorExamplesOf(new Set(routes.flatMap((route) => [...reasonsOf(route)]))),
      headers,
      parameters: { 'idempotency-key': idempotencyKey },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `token` of a session.' },
      },
    },
  };
};
