import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { procedures } from '../../../testing/procedures.ts';
import { routes } from '../routes.ts';
import { operationsOf, resolve } from '../testing/operations.ts';
import { createDocument } from './document.ts';

const document = JSON.parse(JSON.stringify(createDocument())) as ReturnType<typeof createDocument>;
const operations = operationsOf(document);
const root = join(import.meta.dirname, '../../../../../..');

test('a linter reports nothing about the document', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    // `/mechanics/ranking` next to `/mechanics/{id}`: OpenAPI matches the literal path first, and so do we.
    rules: { 'no-ambiguous-paths': 'off' },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
});

test('the linter detects a broken document', async () => {
  const broken = { ...document, paths: { '/x': { get: { operationId: 'x', responses: {} } } } };
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(broken), absoluteRef: '/openapi.json', config });
  expect(problems).not.toEqual([]);
});

test('every procedure has an operation of its name, aliases theirs, and names are unique', () => {
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  const answered = procedures.filter(({ type }) => type !== 'subscription').map(({ path }) => path);
  expect(names.filter((name) => !name.includes('-')).toSorted()).toEqual(answered.toSorted());
});

test('the document has every reason that the contract declares for a procedure', () => {
  const folder = join(root, 'packages/shared/src');
  let found = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(join(folder, file), 'utf8');
    const [, name = ''] = /export interface (\w+)Api (?:extends [\w, ]+ )?\{/.exec(source) ?? [];
    // A long feature has its procedures in several interfaces.
    const whole = /^Ticket[A-Z]/.test(name) ? 'Tickets' : name === 'PersonalData' ? 'Customers' : name;
    const feature = whole.charAt(0).toLowerCase() + whole.slice(1);
    for (const [, comment = '', name = ''] of source.matchAll(
      /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+): (?:Query|Mutation)</g,
    )) {
      const said = [...(comment.split('Errors:')[1] ?? '').matchAll(/`([A-Z_]{4,})`/g)].map(([, reason]) => reason);
      const listed = [...operations.find(({ operationId }) => operationId === `${feature}.${name}`)!.reasons.values()];
      expect(listed.flat(), `${feature}.${name}`).toEqual(expect.arrayContaining(said));
      found += said.length;
    }
  }
  expect(found).toBeGreaterThan(80);
});

/** The places of numbers under a value of the document that are neither integers nor say how fine they are. */
function vagueNumbers(value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, multipleOf } = value as { type?: unknown; multipleOf?: unknown };
  const isVague = [type].flat().includes('number') && typeof multipleOf !== 'number';
  return [
    ...(isVague ? [place] : []),
    ...Object.entries(value).flatMap(([name, member]) => vagueNumbers(member, `${place}/${name}`)),
  ];
}

test('the document says of each number how many decimals it has', () => {
  expect(vagueNumbers(document)).toEqual([]);
  const parameters = JSON.stringify(document.paths['/service-tickets/{id}/assign-inventory/{partId}']);
  expect(parameters).toContain('"multipleOf":0.001');
});

describe('types', () => {
  const ignored = new Set(['$schema', 'description', 'format', 'default', 'example', 'discriminator']);
  // Bounds of texts that the server normalizes first; described in words.
  for (const bound of ['pattern', 'minLength', 'maxLength']) ignored.add(bound);
  /** What a schema accepts, with references inlined and annotations removed. */
  const plain = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(plain);
    if (typeof schema !== 'object' || schema === null) return schema;
    const followed = resolve<Record<string, unknown>>(document, schema as Record<string, unknown>);
    const { type, oneOf, anyOf = oneOf, ...rest } = followed;
    return Object.fromEntries(
      Object.entries(anyOf === undefined ? { type, ...rest } : { anyOf, ...rest })
        .filter(
          ([key, value]) =>
            value !== undefined && !ignored.has(key) && Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER,
        )
        .filter(([key, value]) => !(key === 'additionalProperties' && value === false))
        .map(([key, value]) => [key, plain(value)]),
    );
  };

  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s',
    (operationId, operation) => {
      const { input, output, params, fixed, file } = routes.find((route) => route.operationId === operationId)!;
      const returned = file === undefined ? z.toJSONSchema(output, { io: 'output' }) : { type: 'string' };
      expect(plain(operation.success.schema)).toEqual(plain(returned));

      const expected = z.toJSONSchema(input, { io: 'input' });
      const memberOf = (name: string): string => params.get(name) ?? name;
      const body = (operation.body?.schema ?? {}) as z.core.JSONSchema.JSONSchema;
      if (expected.oneOf) {
        expect(plain(body)).toEqual(plain(expected));
        return;
      }
      const parameters = operation.parameters.filter(({ in: place }) => place !== 'header');
      const members: Record<string, unknown> = {
        ...Object.fromEntries(parameters.map(({ name, schema }) => [memberOf(name), schema])),
        ...body.properties,
      };
      const wanted = Object.entries(expected.properties ?? {}).filter(([name]) => !(name in fixed));
      expect(plain(members)).toEqual(plain(Object.fromEntries(wanted)));
      const required = [
        ...parameters.filter((parameter) => parameter.required).map(({ name }) => memberOf(name)),
        ...(body.required ?? []),
      ];
      expect(required.toSorted()).toEqual((expected.required ?? []).filter((name) => !(name in fixed)).toSorted());
    },
  );
});

test('the route page of the docs names every route', () => {
  const page = readFileSync(join(root, 'docs/rest.md'), 'utf8');
  const missing = operations.filter(({ method, path, operationId }) => {
    const [procedure = ''] = operationId.split('-');
    return !page
      .split('\n')
      .some((line) => line.includes(`\`${method} ${path}\``) && line.includes(`\`${procedure}\``));
  });
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
