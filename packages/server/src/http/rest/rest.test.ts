import { describe, expect, test } from 'vitest';
import { defaultRates } from '../../platform/limits/limits.ts';
import { PASSWORD, somePart, someTicket } from '../../testing/testing.ts';
import { type Answer, servedShop } from './testing/served.ts';

const { ask, shop, lines } = await servedShop({ shop: { rates: { ...defaultRates } } });
const mechanic = await shop.mechanic();
const admin = await shop.admin();
const customer = await shop.customer();
const { token } = mechanic.session;

const reasonOf = ({ status, body }: Answer): unknown[] => [status, body.error?.data.reason];
const issuesOf = ({ body }: Answer): unknown => body.error.data.details.issues;

describe('REST responses', () => {
  test('are those of the procedure, 201 for creations', async () => {
    const created = await ask('POST /api/inventory', { token, body: { name: 'Fuse', priceCents: 60 } });
    expect(created.status).toBe(201);
    expect(created.body).toEqual(await shop.anonymous.inventory.get({ id: created.body.id }));
    const read = await ask(`GET /api/inventory/${created.body.id}`);
    expect(read).toMatchObject({ status: 200, body: created.body });
    const changed = await ask(`PUT /api/inventory/${created.body.id}`, { token, body: { sku: 'F-1' } });
    expect(changed).toMatchObject({ status: 200, body: { sku: 'F-1', version: 2 } });
    const deleted = await ask(`DELETE /api/inventory/${created.body.id}`, { token });
    expect(deleted).toMatchObject({ status: 200, body: { id: created.body.id } });
    expect(reasonOf(await ask(`GET /api/inventory/${created.body.id}`))).toEqual([404, 'NOT_FOUND']);
  });

  test('carry the headers of the contract', async () => {
    const { headers } = await ask('GET /api/mechanics', { headers: { 'x-request-id': 'mine-1' } });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-request-id': 'mine-1',
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'ratelimit-policy': '"default";q=600;w=60',
      ratelimit: expect.stringMatching(/^"default";r=\d+;t=\d+$/),
    });
    const line = lines().find((line) => line['requestId'] === 'mine-1');
    expect(line).toMatchObject({ msg: 'call', procedure: 'mechanics.list', status: 200, outcome: 'ok' });
  });

  test('to a repeated change under a key are replayed, and the change happens once', async () => {
    const part = await somePart(mechanic, { quantity: 5 });
    const send = () =>
      ask(`POST /api/inventory/${part.id}/adjust`, { token, body: { delta: 2 }, headers: { 'idempotency-key': 'k1' } });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect([first.headers.get('idempotent-replay'), second.headers.get('idempotent-replay')]).toEqual([null, 'true']);
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ quantity: 7 });
  });
});

describe('queries', () => {
  test('build a list from a repeated field', async () => {
    const open = await someTicket(customer);
    const started = await someTicket(customer);
    await mechanic.call.tickets.setStatus({ id: started.id, status: 'in_progress' });
    const list = (query: string) => ask(`GET /api/service-tickets?customerId=${customer.id}&${query}`, { token });
    const idsOf = ({ body }: Answer) => body.items.map(({ id }: { id: number }) => id);
    expect(idsOf(await list('status=open&status=in_progress'))).toEqual([started.id, open.id]);
    expect(idsOf(await list('status=open'))).toEqual([open.id]);
    expect(issuesOf(await list('status=open&status=done'))).toEqual([
      { path: ['status'], message: expect.any(String) },
    ]);
    expect(issuesOf(await list('search=a&search=b'))).toEqual([{ path: ['search'], message: 'Send this once.' }]);
  });
});

describe('paths', () => {
  test('that are unknown are 404, with the standard error shape', async () => {
    for (const path of [
      '/api/',
      '/api/nothing',
      '/api/inventory/',
      '/api/inventory/1/2/3',
      '/api/inventory/%zz',
      '/api',
    ]) {
      const answer = await ask(`GET ${path}`);
      expect(reasonOf(answer), path).toEqual([404, 'NOT_FOUND']);
      expect(answer.body.error.data.path).toBeUndefined();
    }
  });

  test('reject unknown methods, and list the allowed ones', async () => {
    for (const [request, allow] of [
      ['PATCH /api/customers/7', 'GET, PUT, DELETE'],
      ['HEAD /api/inventory', 'GET, POST'],
      ['OPTIONS /api/inventory', 'GET, POST'],
      ['PUT /api/mechanics/ranking', 'GET'],
      ['DELETE /api/login', 'POST'],
    ] as const) {
      const answer = await ask(request, request.startsWith('HEAD') ? {} : { token });
      expect([answer.status, answer.headers.get('allow')], request).toEqual([405, allow]);
    }
  });

  test('with aliases lead to the same procedure, with the fields fixed by the alias', async () => {
    const credentials = { email: customer.email, password: PASSWORD };
    expect((await ask('POST /api/customers/login', { body: credentials })).body.account.id).toBe(customer.id);
    expect(reasonOf(await ask('POST /api/mechanics/login', { body: credentials }))).toEqual([
      401,
      'INVALID_CREDENTIALS',
    ]);
    const twice = await ask('POST /api/customers/login', { body: { ...credentials, accountType: 'customer' } });
    expect(issuesOf(twice)).toEqual([{ path: ['accountType'], message: expect.any(String) }]);
    for (const path of ['/api/profile', '/api/customers/profile', '/api/mechanics/profile']) {
      expect((await ask(`GET ${path}`, { token })).body.id, path).toBe(mechanic.id);
    }
  });

  test('may name a field differently than the procedure', async () => {
    const part = await somePart(mechanic);
    const { body } = await ask(`GET /api/inventory/${part.id}/movements?limit=1`, { token });
    expect(body.items).toMatchObject([{ partId: part.id, kind: 'receive' }]);
  });
});

describe('texts', () => {
  test('become numbers and booleans by the schema', async () => {
    const empty = await somePart(mechanic, { name: 'Zzz empty', quantity: 0 });
    const ids = async (query: string) =>
      (await ask(`GET /api/inventory?search=zzz&${query}`)).body.items.map(({ id }: { id: number }) => id);
    expect(await ids('limit=1&inStock=false')).toEqual([empty.id]);
    expect(await ids('limit=1&inStock=true')).toEqual([]);
  });

  test.each([
    'limit=1.0',
    'limit=%201',
    'limit=+1',
    'limit=%2B1',
    'limit=01',
    'limit=1e1',
    'limit=0x5',
    'limit=-0',
    'limit=abc',
    'limit=',
    'limit',
    'limit=101',
    'limit=99999999999999999999',
    'limit=1&limit=1',
    'inStock=TRUE',
    'inStock=1',
    'inStock=',
    'orderBy=price',
    'search=',
    'colour=red',
    '__proto__=1',
    'limit[]=1',
    'search=%ff',
    'search=%zz',
  ])('are never coerced: %s', async (query) => {
    expect(reasonOf(await ask(`GET /api/inventory?${query}`))).toEqual([400, 'INVALID_INPUT']);
  });

  test('in the path are as strict', async () => {
    for (const id of ['abc', '1.0', '01', '-1', '0', '%201', '%31', '9007199254740993', '1%2F2', 'constructor']) {
      expect(reasonOf(await ask(`GET /api/inventory/${id}`)), id).toEqual([400, 'INVALID_INPUT']);
    }
    expect(reasonOf(await ask('GET /api/inventory/9007199254740991'))).toEqual([404, 'NOT_FOUND']);
  });

  test('do not make tRPC less strict', async () => {
    expect((await ask('GET /api/inventory?limit=1&inStock=true')).status).toBe(200);
    const input = encodeURIComponent(JSON.stringify({ limit: '1', inStock: 'true' }));
    expect(reasonOf(await ask(`GET /trpc/inventory.list?input=${input}`))).toEqual([400, 'INVALID_INPUT']);
  });
});

describe('REST fields', () => {
  test('are accepted in one place, once', async () => {
    const part = await somePart(mechanic);
    const path = `/api/inventory/${part.id}`;
    const refusals = [
      ['id', await ask(`PUT ${path}`, { token, body: { id: part.id, sku: 'X' } })],
      ['sku', await ask(`PUT ${path}?sku=X`, { token, body: { sku: 'X' } })],
      ['id', await ask(`GET ${path}?id=${part.id}`)],
      ['colour', await ask(`PUT ${path}`, { token, body: { sku: 'X', colour: 'red' } })],
    ] as const;
    for (const [member, answer] of refusals) {
      expect(reasonOf(answer), member).toEqual([400, 'INVALID_INPUT']);
      expect(issuesOf(answer), member).toEqual([{ path: [member], message: expect.any(String) }]);
    }
    expect(await shop.anonymous.inventory.get({ id: part.id })).toEqual(part);
  });

  test('that are unknown come with suggestions', async () => {
    const messages = async (request: string, body?: unknown) => {
      const answer = await ask(request, { token, ...(body === undefined ? {} : { body }) });
      return (issuesOf(answer) as { message: string }[]).map(({ message }) => message);
    };
    expect(await messages('GET /api/inventory?in_stock=true')).toEqual(['Unknown member: use inStock.']);
    expect(await messages('GET /api/inventory?page=2')).toEqual(['Unknown member: leave it out.']);
    expect(await messages('POST /api/inventory', { name: 'Oil', price: 1, priceCents: 2 })).toEqual([
      'Unknown member: leave it out.',
    ]);
    expect(await messages('POST /api/inventory', { name: 'Oil', price: 1 })).toEqual(
      expect.arrayContaining(['Unknown member: use priceCents.']),
    );
    expect(await messages('GET /api/inventory/1?id=1')).toEqual(['Unknown member: leave it out.']);
  });

  test('may be decimals in the query, written in the shortest way', async () => {
    const part = await somePart(mechanic, { quantity: 9, decimals: 1 });
    const ticket = await someTicket(customer);
    const path = `/api/service-tickets/${ticket.id}/assign-inventory/${part.id}`;
    await ask(`POST ${path}`, { token, body: { quantity: 4.3 } });
    for (const quantity of ['1.0', '+1', '1e0', '.5', '1.']) {
      expect(reasonOf(await ask(`DELETE ${path}?quantity=${quantity}`, { token }))).toEqual([400, 'INVALID_INPUT']);
    }
    expect((await ask(`DELETE ${path}?quantity=0.2`, { token })).body.parts).toMatchObject([{ quantity: 4.1 }]);
  });

  test('of a DELETE are in the query, secrets in the body', async () => {
    const part = await somePart(mechanic, { quantity: 9 });
    const ticket = await someTicket(customer);
    const path = `/api/service-tickets/${ticket.id}/assign-inventory/${part.id}`;
    expect((await ask(`POST ${path}`, { token, body: { quantity: 4 } })).body.parts).toMatchObject([{ quantity: 4 }]);
    expect((await ask(`POST ${path}`, { token })).body.parts).toMatchObject([{ quantity: 5 }]);
    expect(reasonOf(await ask(`DELETE ${path}`, { token, body: { quantity: 1 } }))).toEqual([400, 'INVALID_INPUT']);
    expect((await ask(`DELETE ${path}?quantity=2`, { token })).body.parts).toMatchObject([{ quantity: 3 }]);
    expect((await ask(`DELETE ${path}`, { token })).body.parts).toEqual([]);

    const leaver = await shop.customer();
    const self = `/api/customers/${leaver.id}`;
    const own = { token: leaver.session.token };
    expect(reasonOf(await ask(`DELETE ${self}?password=x`, own))).toEqual([400, 'INVALID_INPUT']);
    expect((await ask(`DELETE ${self}`, { ...own, body: { password: PASSWORD } })).status).toBe(200);
    expect(reasonOf(await ask(`GET ${self}`, { token }))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('bodies', () => {
  test('may be omitted without a content type when nothing is required', async () => {
    const someone = await shop.customer();
    expect((await ask('POST /api/logout', { token: someone.session.token })).body).toEqual({ ended: 1 });
    expect(reasonOf(await ask('GET /api/profile', { token: someone.session.token }))).toEqual([401, 'SESSION_ENDED']);
  });

  test('are JSON objects of a bounded size', async () => {
    const send = (body: unknown, headers = {}) => ask('POST /api/inventory', { token, body, headers });
    expect(reasonOf(await send('{}', { 'content-type': 'text/plain' }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(reasonOf(await send('{"name":'))).toEqual([400, 'INVALID_INPUT']);
    expect(reasonOf(await send({ name: 'x'.repeat(70_000) }))).toEqual([413, 'BODY_TOO_LARGE']);
    for (const body of ['null', '[]', '1', '"text"']) {
      expect(reasonOf(await send(body)), body).toEqual([400, 'INVALID_INPUT']);
    }
    expect(reasonOf(await ask('POST /api/login'))).toEqual([400, 'INVALID_INPUT']);
  });
});

test('errors come in the order of the contract', async () => {
  const bad = { body: '{', headers: { 'content-type': 'text/plain' } };
  expect((await ask('POST /api/nothing', bad)).status).toBe(404);
  expect((await ask('PATCH /api/inventory', bad)).status).toBe(405);
  expect((await ask('POST /api/inventory', bad)).status).toBe(415);
  expect((await ask('POST /api/inventory', { body: '{' })).status).toBe(400);
  expect(reasonOf(await ask('POST /api/inventory?x=1', { body: { id: 'x' } }))).toEqual([401, 'NOT_SIGNED_IN']);
  const asCustomer = { token: customer.session.token };
  expect(reasonOf(await ask('GET /api/customers?limit=x', asCustomer))).toEqual([403, 'ROLE_REQUIRED']);
  expect(reasonOf(await ask('GET /api/customers?limit=x', { token }))).toEqual([400, 'INVALID_INPUT']);
  expect(
    (await ask('GET /api/customers', { headers: { authorization: 'Bearer x' } })).headers.get('www-authenticate'),
  ).toBe('Bearer');
});

test('calls count under the same limits as over tRPC', async () => {
  const someone = await shop.customer();
  const remaining = async (path: string): Promise<number> => {
    const { headers } = await ask(path, { token: someone.session.token });
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  };
  const before = await remaining('GET /trpc/auth.me');
  expect(await remaining('GET /api/profile')).toBe(before - 1);
  const wrong = { body: { email: 'nobody@example.com', password: 'wrong password' } };
  for (let at = 0; at < 10; at++) await ask('POST /api/login', wrong);
  const refused = await ask('POST /api/login', wrong);
  expect(reasonOf(refused)).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('an admin reads admin-only lists', async () => {
  const { body } = await ask(`GET /api/mechanics/records?active=true&limit=100`, { token: admin.session.token });
  expect(body.items.map(({ id }: { id: number }) => id)).toEqual(expect.arrayContaining([admin.id, mechanic.id]));
});
