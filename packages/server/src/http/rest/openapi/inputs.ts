import type { Route } from '../routes.ts';
import { membersOf, shownBy } from './docs.ts';
import { type Json, type Schemas } from './json-schema.ts';
import { jsonSchemaOf } from './models.ts';

const isObject = (json: Json | boolean | undefined): json is Json => typeof json === 'object';

/** Removes fields that are not in the body; a named union contains only the remaining ones. */
function withoutMembers(json: Json, taken: ReadonlySet<string>): Json {
  const { default: _, required: __, ...rest } = json;
  const required = (json.required ?? []).filter((name) => !taken.has(name));
  return {
    ...rest,
    ...(json.properties && {
      properties: Object.fromEntries(Object.entries(json.properties).filter(([name]) => !taken.has(name))),
      ...(required.length > 0 && { required }),
    }),
  };
}

/** Parameters and body: the place of each input field. */
export function inputOf(route: Route, schemas: Schemas) {
  const json = jsonSchemaOf(route.input, 'input', schemas, membersOf(route));
  const { example } = shownBy(route);
  const required = new Set(json.required);
  const schemaOf = (member: string): Json => {
    const schema = json.properties?.[member];
    return isObject(schema) ? schema : {};
  };
  const members = Object.keys(json.properties ?? {});
  const inPath = [...route.params];
  const taken = new Set([...Object.keys(route.fixed), ...route.params.values()]);
  const free = members.filter((member) => !taken.has(member));
  const inQuery = free.filter((member) => route.placeOf(member) === 'query');
  const parameterOf = (name: string, member: string, place: 'path' | 'query') => {
    const { description, ...schema } = schemaOf(member);
    return {
      name,
      in: place,
      required: place === 'path' || required.has(member),
      ...(description === undefined ? {} : { description }),
      schema,
      ...(member in example ? { example: example[member] } : {}),
    };
  };
  const body = withoutMembers(json, new Set([...taken, ...inQuery]));
  const hasBody = route.method !== 'GET' && (body.$ref !== undefined || Object.keys(body.properties ?? {}).length > 0);
  const bodyExample = Object.fromEntries(
    Object.entries(example).filter(([member]) => !taken.has(member) && !inQuery.includes(member)),
  );
  return {
    parameters: [
      ...inPath.map(([name, member]) => parameterOf(name, member, 'path')),
      ...inQuery.map((member) => parameterOf(member, member, 'query')),
      ...(route.takesKeys ? [{ $ref: '#/components/parameters/idempotency-key' }] : []),
      ...(route.hasDryRun ? [{ $ref: '#/components/parameters/dry-run' }] : []),
    ],
    ...(hasBody && {
      requestBody: {
        // An update requires no specific field, but at least one.
        required: route.method === 'PUT' || body.$ref !== undefined || (body.required ?? []).length > 0,
        content: { 'application/json': { schema: body, example: bodyExample } },
      },
    }),
  };
}
