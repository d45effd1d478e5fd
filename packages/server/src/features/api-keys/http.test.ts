import { afterAll, describe, expect, test } from 'vitest';
import { serveTestShop } from '../../http/testing.ts';
import { defaultRates } from '../../platform/limits/limits.ts';

const rates = { ...defaultRates, default: { points: 3, seconds: 60 } };
const server = await serveTestShop({ shop: { rates } });
afterAll(() => server.close());
const { shop } = server;
const mia = await shop.mechanic();

/** A key for one test, each of which has its own limit. */
async function newKey(...scopes: string[]): Promise<{ id: number; key: string }> {
  const { call } = await shop.login(mia.email);
  const made = await call.apiKeys.create({ name: 'Under test', scopes });
  // The limit of the account begins again.
  shop.advance(60_000);
  return made;
}

interface Sent {
  key: string;
  body?: object;
}

async function ask(line: string, { key, body }: Sent) {
  const [method = '', path = ''] = line.split(' ');
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

const dataOf = ({ body }: { body: { error: { data: object } } }) => body.error.data;

describe('a key in the header', () => {
  test('calls queries and mutations by tRPC', async () => {
    const { key } = await newKey('auth.me', 'inventory.create');
    const me = await ask('GET /trpc/auth.me', { key });
    expect(me).toMatchObject({ status: 200, body: { result: { data: { id: mia.id } } } });
    const made = await ask('POST /trpc/inventory.create', { key, body: { name: 'Bolt', priceCents: 10 } });
    expect(made).toMatchObject({ status: 200, body: { result: { data: { name: 'Bolt' } } } });
    const refused = await ask('POST /trpc/inventory.adjust', { key, body: { id: 1, delta: 1 } });
    expect(refused.status).toBe(403);
    expect(dataOf(refused)).toMatchObject({
      code: 'FORBIDDEN',
      path: 'inventory.adjust',
      reason: 'SCOPE_REQUIRED',
      details: { procedure: 'inventory.adjust' },
    });
  });

  test('calls by REST', async () => {
    const { key } = await newKey('inventory.create');
    expect(await ask('POST /api/inventory', { key, body: { name: 'Nut', priceCents: 10 } })).toMatchObject({
      status: 201,
      body: { name: 'Nut' },
    });
    const refused = await ask('GET /api/customers', { key });
    expect(refused.status).toBe(403);
    expect(dataOf(refused)).toMatchObject({
      path: 'customers.list',
      reason: 'SCOPE_REQUIRED',
      details: { procedure: 'customers.list' },
    });
  });

  test('is judged for each call of a batch', async () => {
    const { key } = await newKey('customers.list');
    const { status, body } = await ask('GET /trpc/customers.list,vehicles.list,inventory.list?batch=1', { key });
    expect(status).toBe(207);
    expect(body).toMatchObject([
      { result: { data: { nextCursor: null } } },
      { error: { data: { httpStatus: 403, path: 'vehicles.list', reason: 'SCOPE_REQUIRED' } } },
      { result: { data: { nextCursor: null } } },
    ]);
  });

  test('that was revoked or is unknown gets 401, and the caches of the server do not delay that', async () => {
    const { id, key } = await newKey('*:read');
    expect((await ask('GET /trpc/auth.me', { key })).status).toBe(200);
    await (await shop.login(mia.email)).call.apiKeys.revoke({ id });
    const ended = await ask('GET /trpc/auth.me', { key });
    expect([ended.status, ended.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(dataOf(ended)).toMatchObject({ reason: 'SESSION_ENDED' });
    const unknown = await ask('GET /api/profile', { key: `msk_${'A'.repeat(43)}` });
    expect([unknown.status, unknown.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(dataOf(unknown)).toMatchObject({ reason: 'TOKEN_INVALID' });
  });
});

test('calls count under the key, neither under its account nor under other keys', async () => {
  const [one, other] = [await newKey('*:read'), await newKey('*:read')];
  const { session } = await shop.login(mia.email);
  const call = (key: string) => ask('GET /trpc/auth.me', { key });
  for (const left of [2, 1, 0]) expect((await call(one.key)).headers.get('ratelimit')).toContain(`r=${left};`);
  const refused = await call(one.key);
  expect(refused.status).toBe(429);
  expect(dataOf(refused)).toMatchObject({ reason: 'RATE_LIMITED' });
  for (const key of [other.key, session.token]) expect((await call(key)).headers.get('ratelimit')).toContain('r=2;');
});

test('no log line shows a key', async () => {
  const { key } = await newKey('auth.me');
  await ask('GET /trpc/auth.me', { key });
  await ask('GET /trpc/auth.sessions', { key });
  await ask(`GET /trpc/auth.me`, { key: `${key.slice(0, -1)}B` });
  const log = JSON.stringify(server.lines());
  expect(log).toContain('SCOPE_REQUIRED');
  expect(log).toContain('TOKEN_INVALID');
  expect(log).not.toContain('msk_');
  expect(log).not.toContain(key.slice(4, 40));
});
