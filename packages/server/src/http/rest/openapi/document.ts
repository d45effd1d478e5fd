import manifest from '../../../../package.json' with { type: 'json' };
import { type Route, routes } from '../routes.ts';
import { tags } from './docs.ts';
import { dryRun, headers, idempotencyKey } from './fixed.ts';
import { inputOf } from './inputs.ts';
import { type Shared, responsesOf } from './responses.ts';

function operationObject(route: Route, shared: Shared) {
  const { summary, description } = route.docs;
  const own = Object.entries(route.fixed).map(([member, value]) => `\`${member}\` is \`${value}\` here.`);
  return {
    operationId: route.operationId,
    tags: [route.procedurePath.split('.', 1)[0]],
    summary: route.operationId === route.procedurePath ? summary : `${summary} (${route.path.split('/')[1]})`,
    description: [description, ...own].join(' '),
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    ...inputOf(route, shared.schemas),
    responses: responsesOf(route, shared),
  };
}

/** Describes every route in OpenAPI 3.1, from the schemas that validate the procedures. */
export function createDocument() {
  const shared: Shared = { schemas: {}, responses: {}, examples: {} };
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
        'The same procedures, access, limits and errors as over tRPC. Inputs are strict: unknown fields, other types and ' +
        'values out of range are rejected. Money is in integer cents, instants are ISO 8601 in UTC. Lists are pages: ' +
        'send `nextCursor` as `cursor` for the next one. The examples work against a fresh demo shop.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // Relative to the document, so that it also works behind a path prefix.
    servers: [{ url: 'api', description: 'The server of this document.' }],
    tags,
    paths,
    components: {
      schemas: Object.fromEntries(sorted),
      responses: shared.responses,
      examples: shared.examples,
      headers,
      parameters: { 'idempotency-key': idempotencyKey, 'dry-run': dryRun },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The `token` of a session, a JWT; or an API key, `msk_…`, in the procedures of its scopes.',
        },
      },
    },
  };
}
