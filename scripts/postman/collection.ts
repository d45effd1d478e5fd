import { createDocument } from '../../packages/server/src/http/rest/openapi/document.ts';
import { routes } from '../../packages/server/src/http/rest/routes.ts';
import { type DocumentedOperation, operationsOf } from '../../packages/server/src/http/rest/testing/operations.ts';
import { type TourStep, tour } from '../../packages/server/src/http/rest/testing/tour.ts';
import { checksOf } from './checks.ts';
import { type Item, convert, keyOf } from './convert.ts';

function script(listen: 'prerequest' | 'test', exec: readonly string[]) {
  return {
    listen,
    script: { type: 'text/javascript', exec },
  };
}

// Ids are numbers: their placeholders are unquoted in the JSON.
const unquoted = (raw: string): string => raw.replace(/"(\{\{\w+Id\}\})"/g, '$1');

/** One id stands for a list of ids, or of items that name a row by it. */
function itemOf(shown: unknown, id: string): unknown {
  if (typeof shown !== 'object' || shown === null) return id;
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, name.endsWith('Id') ? id : value]));
}

/** A header; a dry run is there to be switched on. */
function headerOf(key: string, value: string) {
  if (key === 'dry-run') return { key, value: 'true', disabled: true };
  return { key, value: key === 'idempotency-key' ? '{{$guid}}' : value };
}

/** The converter's request with the values of a step, without the invented ones. */
function requestOf(
  { request }: Item,
  { parameters, body }: DocumentedOperation,
  { operationId, as, use = {} }: TourStep,
) {
  const shown = new Map(parameters.map(({ name, example }) => [name, example]));
  const inPath = routes.find((route) => route.operationId === operationId)?.params ?? new Map<string, string>();
  const shape: Record<string, unknown> = { ...body?.example };
  const example = { ...shape };
  for (const [key, value] of Object.entries(use)) {
    const shown = shape[key];
    example[key] = Array.isArray(shown) ? [itemOf(shown[0], value)] : value;
  }
  return {
    ...request,
    url: {
      ...request.url,
      query: request.url.query.map(({ key }) => {
        const value = shown.get(key);
        return value === undefined ? { key, value: '', disabled: true } : { key, value: String(value) };
      }),
      variable: request.url.variable.map(({ key }) => ({
        key,
        value: use[inPath.get(key) ?? key] ?? String(shown.get(key)),
      })),
    },
    header: request.header.map(({ key, value }) => headerOf(key, value)),
    ...(body && {
      body: {
        ...request.body,
        raw: unquoted(
          JSON.stringify(Object.fromEntries(Object.entries(example).filter(([name]) => !inPath.has(name))), null, 2),
        ),
      },
    }),
    auth:
      as === undefined
        ? { type: 'noauth' }
        : { type: 'bearer', bearer: [{ key: 'token', value: `{{${as}Token}}`, type: 'string' }] },
  };
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`The tour names ${name}, which the document lacks.`);
  return thing;
}

/** The collection: the steps of the tour in order, in folders by topic. */
export async function createCollection(): Promise<object> {
  const document = JSON.parse(JSON.stringify(createDocument())) as ReturnType<typeof createDocument>;
  const converted = await convert(document);
  const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
  const folders: { name: string; item: object[] }[] = [];
  for (const [at, step] of tour.entries()) {
    const operation = found(operations.get(step.operationId), step.operationId);
    const item = found(converted.get(keyOf(operation.method, operation.path.slice(1).split('/'))), step.operationId);
    const [name = ''] = step.operationId.split('.');
    if (folders.at(-1)?.name !== name) folders.push({ name, item: [] });
    folders.at(-1)?.item.push({
      name: item.name,
      request: requestOf(item, operation, step),
      event: [
        // Values that must be new in each run, such as e-mails, contain the time.
        ...(at === 0 ? [script('prerequest', ["pm.environment.set('run', String(Date.now()));"])] : []),
        script('test', checksOf(document, operation, step.keep)),
      ],
    });
  }
  return {
    info: {
      name: document.info.title,
      description: `${document.info.description} Run it from top to bottom.`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: folders,
  };
}

const kept = [...new Set(['run', ...tour.flatMap(({ keep = {} }) => Object.keys(keep))])];

/** The environment: the address of the server, and variables that the requests set. */
export function createEnvironment(): object {
  return {
    name: 'Mechanic shop on this machine',
    values: [
      { key: 'baseUrl', value: 'http://127.0.0.1:4000/api', type: 'default', enabled: true },
      ...kept.map((key) => ({
        key,
        value: '',
        type: /Token|Refresh|Code/.test(key) ? 'secret' : 'default',
        enabled: true,
      })),
    ],
    _postman_variable_scope: 'environment',
  };
}
