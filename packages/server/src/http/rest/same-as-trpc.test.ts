import { describe, expect, test } from 'vitest';
import { type Route, routes } from './routes.ts';
import { operationsOf } from './testing/operations.ts';
import { type Answer, servedShop } from './testing/served.ts';

const { ask, shop } = await servedShop();
const admin = await shop.admin();
const program = await admin.call.apiKeys.create({ name: 'Program', scopes: ['*:read', 'tickets.*'] });
const people = {
  nobody: undefined,
  customer: (await shop.customer()).session.token,
  mechanic: (await shop.mechanic()).session.token,
  admin: admin.session.token,
  program: program.key,
};
const documented = new Map(operationsOf().map((operation) => [operation.operationId, operation]));

type Input = Record<string, unknown>;

const NOBODYS_ID = 999_999;

/** The same call by both protocols. */
function byRest({ method, path, params, fixed, placeOf }: Route, input: Input, token?: string): Promise<Answer> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(input[params.get(name) ?? name]));
  const rest = Object.entries(input).filter(([name]) => ![...params.values(), ...Object.keys(fixed)].includes(name));
  const query = new URLSearchParams(
    rest.filter(([name]) => placeOf(name) === 'query').map(([name, value]) => [name, String(value)]),
  );
  const body = Object.fromEntries(rest.filter(([name]) => placeOf(name) === 'body'));
  return ask(`${method} /api${filled}?${query}`, { token, ...(method === 'GET' ? {} : { body }) });
}

async function byTrpc({ procedurePath, type }: Route, input: Input, token?: string): Promise<Answer> {
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await (type === 'query'
    ? ask(`GET /trpc/${procedurePath}${query}`, { token })
    : ask(`POST /trpc/${procedurePath}`, { token, body: input }));
  return { ...answer, body: answer.body.error ? answer.body : answer.body.result.data };
}

/** Removes what is unique to each request. */
function told({ status, body }: Answer): unknown {
  if (!body.error) return { status, body };
  const { requestId, ...data } = body.error.data;
  expect(requestId).toMatch(/^[\w-]{1,64}$/);
  return { status, error: { ...body.error, data } };
}

function changes({ type, input }: Route, value: Input): boolean {
  return type === 'mutation' && input.safeParse(value).success;
}

describe.each(routes.map((route) => [route.operationId, route] as const))('%s', (operationId, route) => {
  const operation = documented.get(operationId)!;
  const inPath = Object.fromEntries([...route.params.values()].map((member) => [member, NOBODYS_ID]));
  const bare: Input = { ...route.fixed, ...inPath };
  const example: Input = { ...route.docs.example, ...bare };
  // Calls with an effect are covered elsewhere: the second of the two would meet changed rows.
  const harmless = [bare, example].filter((input) => !changes(route, input) || Object.keys(inPath).length > 0);

  test.each(Object.entries(people))('rejects and answers %s alike', async (who, token) => {
    for (const input of harmless) {
      const [rest, trpc] = [await byRest(route, input, token), await byTrpc(route, input, token)];
      expect(told(rest)).toEqual(told(trpc));
      if (rest.body.error) {
        expect(operation.reasons.get(rest.status) ?? [], who).toContain(rest.body.error.data.reason);
      } else expect(rest.status).toBe(operation.success.status);
    }
    // Both reject an unknown field, though with different messages.
    const [rest, trpc] = [
      await byRest(route, { ...bare, nope: 1 }, token),
      await byTrpc(route, { ...bare, nope: 1 }, token),
    ];
    expect(rest.status).toBe(trpc.status);
    expect(rest.body.error.data.reason).toBe(trpc.body.error.data.reason);
    expect(rest.body.error.data.path).toBe(route.procedurePath);
    expect(operation.reasons.get(rest.status)).toContain(rest.body.error.data.reason);
  });

  test('documents who may call it', async () => {
    const refusalFor = async (token?: string): Promise<string> =>
      (await byRest(route, { ...bare, nope: 1 }, token)).body.error.data.reason;
    expect(operation.security).toEqual((await refusalFor()) === 'NOT_SIGNED_IN' ? [{ bearer: [] }] : []);
    expect(operation.reasons.has(401)).toBe(
      operation.security.length > 0 ||
        operation.operationId.startsWith('auth.login') ||
        route.procedurePath === 'auth.refresh',
    );
    if ((await refusalFor(people.customer)) === 'ROLE_REQUIRED')
      expect(operation.reasons.get(403)).toEqual(['SCOPE_REQUIRED', 'ROLE_REQUIRED']);
    expect(operation.success.status).toBe(route.status);
  });
});
