import { expect, test } from 'vitest';
import { routes } from '../routes.ts';
import { bodyOf } from '../testing/body.ts';
import { serveDemo } from '../testing/demo.ts';
import { operationsOf } from '../testing/operations.ts';
import { tour } from '../testing/tour.ts';

const operations = new Map(operationsOf().map((operation) => [operation.operationId, operation]));

test('the tour calls every operation', () => {
  expect(new Set(tour.map(({ operationId }) => operationId))).toEqual(new Set(operations.keys()));
});

function memberAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], value);
}

/** The field names; of a list those of its first item, and null for an empty list. */
function shapeOf(value: unknown): string[] | null {
  const [first] = (value as { items?: object[] }).items ?? [value as object];
  return first === undefined ? null : Object.keys(first).toSorted();
}

// Codes and refresh tokens are unique and work once: only their shape can be shown.
const SECRETS = new Set(['refreshToken', 'code']);

test('every example works against a fresh demo shop as shown in the document', async () => {
  const url = await serveDemo();
  const kept = new Map<string, unknown>();
  const fill = (text: string): unknown => kept.get(text.slice(2, -2));
  for (const { operationId, as, use = {}, keep = {} } of tour) {
    const operation = operations.get(operationId)!;
    const route = routes.find((route) => route.operationId === operationId)!;
    const query = new URLSearchParams();
    let path = operation.path;
    for (const { in: place, name, example } of operation.parameters) {
      if (place === 'path') path = path.replace(`{${name}}`, String(example));
      if (place === 'query' && example !== undefined) query.set(name, String(example));
    }
    const secrets = Object.entries(use).filter(([member]) => SECRETS.has(member));
    const body = operation.body && {
      ...operation.body.example,
      ...Object.fromEntries(secrets.map(([member, text]) => [member, fill(text)])),
    };
    const response = await fetch(`${url}/api${path}?${query}`, {
      method: operation.method,
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${String(kept.get(`${as}Token`))}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await bodyOf(response);
    expect(response.status, `${operationId}: ${JSON.stringify(answer)}`).toBe(operation.success.status);
    expect(route.output.safeParse(answer).error, operationId).toBeUndefined();
    const shape = shapeOf(answer);
    if (shape && route.file === undefined) expect(shapeOf(operation.success.example), operationId).toEqual(shape);
    for (const [name, at] of Object.entries(keep)) kept.set(name, memberAt(answer, at));
  }
});
