import { request } from 'node:http';
import type { ApiErrorShape } from '@mechanic-shop/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { serveTestShop } from './testing.ts';
import { answersIn, talk } from './testing/raw.ts';
import { JSON_TYPE, expectRefused, requestsTo } from './testing/refused-answer.ts';

const server = await serveTestShop({ front: { maxBodyBytes: 2048, maxBatch: 3 } });
afterAll(() => server.close());
const { ask, post } = requestsTo(server.url);

const NOT_FOUND = { reason: 'NOT_FOUND', code: 'NOT_FOUND', details: { resource: 'procedure' } };

describe('paths', () => {
  test.each([
    '/trpc',
    '/trpc/',
    '/trpcx/inventory.list',
    '/TRPC/inventory.list',
    '/trpc//inventory.list',
    '/trpc/inventory.list/',
    '/x/trpc/inventory.list',
    '/%74rpc/inventory.list',
    '/trpc/inventory.LIST',
    '/trpc/%E0%A4%A',
    '/trpc/inventory%2Elist',
    '/trpc/%69nventory.list',
    '/%E0%A4%A',
    '/healthz/',
    '/index.html',
    '//',
  ])('%s is not served', async (path) => {
    expectRefused(await ask(path), 404, NOT_FOUND);
    expectRefused(await post(path, '{}'), 404, NOT_FOUND);
  });
});

describe('streamed answers', () => {
  const wanted = [
    { 'trpc-accept': 'application/jsonl' },
    { accept: 'application/jsonl' },
    { accept: 'application/json, application/jsonl' },
  ];

  test.each(wanted)('of a request that is no batch are rejected before anything runs: %o', async (headers) => {
    const refused = { reason: 'INVALID_INPUT', code: 'BAD_REQUEST' };
    // Also when the same URL was answered before.
    expect((await ask('/trpc/inventory.list')).status).toBe(200);
    const { message } = expectRefused(await ask('/trpc/inventory.list', { headers }), 400, refused);
    expect(message).toContain('batch=1');
    expectRefused(await ask('/trpc/auth.none', { headers }), 400, refused);
  });

  test.each(wanted)('of a whole batch that is rejected are one object: %o', async (headers) => {
    const names = Array.from({ length: 11 }, () => 'inventory.list').join(',');
    expectRefused(await ask(`/trpc/${names}?batch=1`, { headers }), 400, { reason: 'BATCH_TOO_LARGE' });
    expectRefused(await post('/trpc/auth.login?batch=1', '{', { ...JSON_TYPE, ...headers }), 400, {
      reason: 'INVALID_INPUT',
    });
    expectRefused(await post('/trpc/auth.login?batch=1', '{}', headers), 415, { reason: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test.each([
    { accept: '*/*' },
    { accept: 'application/json' },
    { 'trpc-accept': 'application/json', accept: 'application/jsonl' },
  ])('are not requested by %o', async (headers) => {
    expect((await fetch(`${server.url}/trpc/inventory.list`, { headers })).status).toBe(200);
  });
});

describe('methods', () => {
  test.each([
    ['POST', 'inventory.list', 'GET'],
    ['PUT', 'inventory.list', 'GET'],
    ['DELETE', 'auth.login', 'POST'],
    ['GET', 'auth.login', 'POST'],
    ['OPTIONS', 'auth.login', 'POST'],
  ])('%s %s is rejected with the allowed methods', async (method, path, allow) => {
    const answer = await ask(`/trpc/${path}`, { method });
    expectRefused(answer, 405, { reason: 'METHOD_NOT_ALLOWED', path, details: { allow: [allow] } });
    expect(answer.headers.get('allow')).toBe(allow);
  });

  test('HEAD is not answered for procedures', async () => {
    const response = await fetch(`${server.url}/trpc/inventory.list`, { method: 'HEAD' });
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({ status: 405, allow: 'GET' });
    expect(await response.text()).toBe('');
  });

  test('an unknown path is reported before the method', async () => {
    expectRefused(await ask('/trpc/no.such', { method: 'DELETE' }), 404, NOT_FOUND);
  });

  test('a batch of the wrong method is reported for each call', async () => {
    const { status, headers, json } = await post('/trpc/inventory.list,no.such?batch=1', '{}');
    expect(status).toBe(207);
    expect(headers.get('allow')).toBe('GET');
    expect((json as { error: ApiErrorShape }[]).map(({ error }) => error.data.reason)).toEqual([
      'METHOD_NOT_ALLOWED',
      'NOT_FOUND',
    ]);
  });

  test('queries and mutations cannot be mixed', async () => {
    const answer = await post('/trpc/auth.login,inventory.list?batch=1', '{}');
    expect(expectRefused(answer, 400, { reason: 'INVALID_INPUT' }).data.path).toBeUndefined();
  });
});

describe('batches', () => {
  test('with more calls than allowed are rejected', async () => {
    const answer = await ask('/trpc/a,b,c,d?batch=1');
    expect(expectRefused(answer, 400, { reason: 'BATCH_TOO_LARGE', details: { limit: 3 } }).data.path).toBeUndefined();
    expect((await ask('/trpc/a,b,c?batch=1')).status).toBe(404);
  });

  test.each(['[]', 'null', '"0"', '{"2":{}}', '{"x":{}}'])('with inputs as %s are rejected', async (input) => {
    const answer = await ask(`/trpc/inventory.list,mechanics.list?batch=1&input=${input}`);
    expect(expectRefused(answer, 400, { reason: 'INVALID_INPUT' }).data.path).toBeUndefined();
  });

  test('treat a missing index, an empty object and no input alike', async () => {
    for (const query of ['', '&input=', '&input={}', '&input={"0":{}}', '&input={"0":{},"1":{}}']) {
      const response = await fetch(`${server.url}/trpc/inventory.list,mechanics.list?batch=1${query}`);
      expect(response.status).toBe(200);
    }
  });
});

describe('authentication', () => {
  test('401 names the scheme', async () => {
    const answer = await ask('/trpc/auth.me');
    expectRefused(answer, 401, { reason: 'NOT_SIGNED_IN', path: 'auth.me' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('an invalid token does not fail public procedures', async () => {
    const response = await fetch(`${server.url}/trpc/inventory.list`, { headers: { authorization: 'Bearer x.y.z' } });
    expect(response.status).toBe(200);
  });
});

test('request ids are kept when valid, else replaced', async () => {
  const idFor = async (id: string, path = '/trpc/inventory.list') =>
    (await fetch(server.url + path, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
  expect(await idFor('My_request-1')).toBe('My_request-1');
  expect(await idFor('My_request-1', '/healthz')).toBe('My_request-1');
  expect(await idFor('x'.repeat(64))).toBe('x'.repeat(64));
  for (const bad of ['x'.repeat(65), 'a b', 'ä', '']) expect(await idFor(bad)).toMatch(/^[\da-f]{16}-[\da-z]+$/);
});

test('a body on GET is ignored', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const req = request(`${server.url}/trpc/inventory.list`, { headers: { 'content-length': 24 } }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    req.on('error', reject);
    req.end('{"limit":"not a number"}');
  });
  expect(status).toBe(200);
});

test.each([
  '/*x',
  '/:(((',
  '/docs/:(((',
  '/docs/*',
  '/%68ealthz',
  '/doc%73',
  '/healthz/',
  '//healthz',
  '/docs/%73tart.js',
  '/-',
  '/:a',
  '/%',
])('GET %s is an unknown path, and the log does not repeat it', async (path) => {
  const before = server.lines().length;
  const heard = await talk(server.url, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  expect(answersIn(heard)).toMatchObject([{ status: 404 }]);
  const lines = server.lines().slice(before);
  expect(lines.map(({ level }) => level)).not.toContain('error');
  expect(JSON.stringify(lines)).not.toContain(path === '/-' ? 'never' : path);
});

test.each([
  '/api/%6cogin',
  '/api/log%69n',
  '/%61pi/login',
  '/api//login',
  '/api/login/',
  '/trpc/%61uth.login',
  '/trpc/auth%2elogin',
  '/trpc/auth.login%00',
  '/trpc/auth.login%2Cauth.login?batch=1',
])('POST %s is not an alternative spelling of a route', async (path) => {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(404);
});
