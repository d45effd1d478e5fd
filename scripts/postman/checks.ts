import { type DocumentedOperation, resolve } from '../../packages/server/src/http/rest/testing/operations.ts';

// Postman's validator does not know all formats, and divides by `multipleOf` in binary: 1.1 is no multiple of 0.001.
const notChecked = new Map([
  ['format', 'string'],
  ['description', 'string'],
  ['multipleOf', 'number'],
]);

/** A self-contained schema: references are inlined, and what is not checked removed. */
function inlined(document: object, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((inner) => inlined(document, inner));
  if (typeof schema !== 'object' || schema === null) return schema;
  const followed: object = resolve<object>(document, schema);
  return Object.fromEntries(
    Object.entries(followed)
      .filter(([key, value]) => notChecked.get(key) !== typeof value)
      .map(([key, inner]) => [key, inlined(document, inner)]),
  );
}

function memberAt(path: string): string {
  return path
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('');
}

/** The script that checks a response (status, request id and shape) and stores what later requests need. */
export function checksOf(
  document: object,
  { success }: DocumentedOperation,
  keep: Readonly<Record<string, string>> = {},
): string[] {
  return [
    `pm.test('answers ${success.status}', () => pm.response.to.have.status(${success.status}));`,
    "pm.test('names the request', () => {",
    "  pm.expect(pm.response.headers.get('x-request-id')).to.match(/^[A-Za-z0-9_-]{1,64}$/);",
    '});',
    "pm.test('has its shape', () => {",
    success.type === 'application/json'
      ? `  pm.response.to.have.jsonSchema(${JSON.stringify(inlined(document, success.schema))});`
      : `  pm.expect(pm.response.headers.get('content-type').split(';')[0]).to.equal('${success.type}');`,
    '});',
    ...Object.entries(keep).map(
      ([name, path]) => `pm.environment.set('${name}', pm.response.json()${memberAt(path)});`,
    ),
  ];
}
