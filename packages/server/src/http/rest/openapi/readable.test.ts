import { expect, test } from 'vitest';
import { type Route, routes } from '../routes.ts';
import { operationsOf, resolve } from '../testing/operations.ts';
import { createDocument } from './document.ts';

const document = JSON.parse(JSON.stringify(createDocument())) as ReturnType<typeof createDocument>;
const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));

type Schema = Record<string, unknown>;

/** Every object of the document with its location; examples are not schemas. */
function objects(value: unknown, at = ''): [at: string, object: Schema][] {
  if (typeof value !== 'object' || value === null || /\/(?:example|value)$/.test(at)) return [];
  const inner = Object.entries(value).flatMap(([key, item]) => objects(item, `${at}/${key}`));
  return Array.isArray(value) ? inner : [[at, value as Schema], ...inner];
}
const all = objects(document);

test('has no JavaScript-only pattern', () => {
  const patterns = all.flatMap(([, { pattern }]) => (typeof pattern === 'string' ? [pattern] : []));
  expect(patterns.length).toBeGreaterThan(0);
  // Class escapes, lookarounds, named groups and backreferences.
  expect(patterns.filter((pattern) => /\\[pPkuc\d]|\(\?(?!:)/.test(pattern))).toEqual([]);
});

test('has only formats of JSON Schema or OpenAPI', () => {
  const formats = new Set(all.flatMap(([, { format }]) => (typeof format === 'string' ? [format] : [])));
  expect([...formats].toSorted()).toEqual(['binary', 'date', 'date-time', 'email', 'password']);
});

test('bounds every number', () => {
  const numbers = all.filter(([, { type }]) => [type].flat().some((one) => one === 'integer' || one === 'number'));
  expect(numbers.length).toBeGreaterThan(100);
  const unbounded = numbers.filter(
    ([, { minimum, maximum, const: only }]) => only === undefined && (minimum === undefined || maximum === undefined),
  );
  expect(unbounded.map(([at]) => at)).toEqual([]);
});

test('distinguishes the variants of every union', () => {
  const unions = all.filter(([, { oneOf }]) => Array.isArray(oneOf));
  expect(unions.length).toBeGreaterThan(10);
  for (const [at, { type, oneOf, discriminator }] of unions) {
    expect(type, at).toBe('object');
    const { propertyName, mapping } = discriminator as { propertyName: string; mapping: Record<string, string> };
    const named = (oneOf as { $ref: string }[]).map(({ $ref }) => $ref);
    expect(new Set(Object.values(mapping)), at).toEqual(new Set(named));
    for (const [value, $ref] of Object.entries(mapping)) {
      const { properties } = resolve<{ properties: Record<string, Schema> }>(document, { $ref });
      const { const: only, enum: some = [only] } = properties[propertyName] ?? {};
      expect(some, `${at} ${value}`).toContain(value);
    }
  }
});

test('describes every operation, parameter and field', () => {
  const silent = [...operations.values()]
    .flatMap(({ operationId, parameters }) => parameters.map((parameter) => ({ operationId, ...parameter })))
    .filter((parameter) => !('description' in parameter));
  expect(silent.map(({ operationId, name }) => `${operationId} ${name}`)).toEqual([]);
  const members = all.flatMap(([at, { type, properties }]) =>
    type === 'object' && typeof properties === 'object'
      ? Object.entries(properties as Record<string, Schema>).map(([name, member]) => [`${at}/${name}`, member] as const)
      : [],
  );
  expect(members.length).toBeGreaterThan(300);
  expect(members.filter(([, { description }]) => !description).map(([at]) => at)).toEqual([]);
});

const reading = routes.map((route) => [route.operationId, route] as const);

test.each(reading)('%s has its own example response', (operationId, { output, file, docs }) => {
  // The document shows no bytes.
  const example = file === undefined ? operations.get(operationId)?.success.example : docs.answer;
  expect(output.safeParse(example).error).toBeUndefined();
});

test('the example of a stale version contains the complete row', () => {
  let shown = 0;
  for (const { operationId, output, docs } of routes) {
    const row = docs.versioned?.schema ?? output;
    const responses = objects(document.paths).find(([, object]) => object['operationId'] === operationId)?.[1][
      'responses'
    ] as Record<string, { $ref: string }>;
    for (const response of Object.values(responses)) {
      const { content } = resolve<{ content: Record<string, { examples?: Record<string, { $ref: string }> }> }>(
        document,
        response,
      );
      const example = content['application/json']?.examples?.['VERSION_MISMATCH'];
      if (!example) continue;
      shown += 1;
      const { value } = resolve<{ value: { error: { data: { details: { current: unknown } } } } }>(document, example);
      expect(row.safeParse(value.error.data.details.current).error, operationId).toBeUndefined();
    }
  }
  expect(shown).toBe(48);
});

test('the example of an error names a procedure, unless it rejects the whole request', () => {
  const { examples } = document.components as {
    examples: Record<string, { value: { error: { data: { path?: string } } } }>;
  };
  const procedures = new Set(routes.map(({ procedurePath }) => procedurePath));
  const withoutPath = Object.entries(examples).flatMap(([name, { value }]) => {
    const { path } = value.error.data;
    if (path !== undefined) expect(procedures, name).toContain(path);
    return path === undefined ? name : [];
  });
  expect(withoutPath.toSorted()).toEqual(['BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE']);
  expect(examples['VERSION_MISMATCH.Vehicle']?.value.error.data.path).toMatch(/^vehicles\./);
});

/** Whether a schema of the document accepts a text; formats are checked only as far as they are described. */
function lets(schema: Schema, text: string): boolean {
  const { anyOf, minLength = 0, maxLength = Infinity, pattern = '' } = schema as { anyOf?: Schema[] } & Schema;
  if (anyOf) return anyOf.some((variant) => variant['type'] !== 'null' && lets(variant, text));
  return (
    text.length >= Number(minLength) && text.length <= Number(maxLength) && new RegExp(String(pattern), 'u').test(text)
  );
}

function schemaOf(route: Route, member: string, example: Schema): Schema | undefined {
  const operation = operations.get(route.operationId);
  const body = resolve(document, (operation?.body?.schema ?? {}) as Schema);
  const { mapping = {}, propertyName = '' } = (body['discriminator'] ?? {}) as {
    mapping?: Record<string, string>;
    propertyName?: string;
  };
  const ref = mapping[String(example[propertyName])];
  const { properties } = ref === undefined ? body : resolve<Schema>(document, { $ref: ref });
  return (
    (properties as Record<string, Schema> | undefined)?.[member] ??
    (operation?.parameters.find(({ name }) => name === member)?.schema as Schema | undefined)
  );
}

test('accepts every text that the server only normalizes', () => {
  let padded = 0;
  for (const route of routes) {
    const { parameters, body } = operations.get(route.operationId)!;
    const inPlaces = parameters.filter(({ in: place }) => place !== 'header');
    const members = Object.fromEntries(inPlaces.map(({ name, example }) => [route.params.get(name) ?? name, example]));
    const example: Schema = { ...members, ...body?.example, ...route.fixed };
    for (const [member, value] of Object.entries(example)) {
      const text = `\t ${String(value)}${' '.repeat(5000)}`;
      if (typeof value !== 'string' || !route.input.safeParse({ ...example, [member]: text }).success) continue;
      expect(lets(schemaOf(route, member, example)!, text), `${route.operationId} ${member}`).toBe(true);
      padded += 1;
    }
  }
  expect(padded).toBeGreaterThan(30);
});
