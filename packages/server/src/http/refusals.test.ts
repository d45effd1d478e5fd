import { request } from 'node:http';
import type { ApiErrorShape } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedTestShop, serveTestShop } from './testing.ts';
import { answersIn, talk } from './testing/raw.ts';

let server: ServedTestShop;
beforeAll(async () => {
  server = await serveTestShop({ front: { maxBodyBytes: 2048, maxBatch: 3 } });
});
afterAll(() => server.close());

interface Given {
  method?: string;
  headers?: Record<string, string>;
  body?: string | ReadableStream;
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function ask(path: string, { method = 'GET', headers = {}, body }: Given = {}) {
  const init = body === undefined ? {} : { body, duplex: 'half' };
  const response = await fetch(`${server.url}${path}`, { method, headers, ...init });
  const json = (await response.json()) as { error: ApiErrorShape } | { error: ApiErrorShape }[];
  return { status: response.status, headers: response.headers, json };
}

function post(path: string, body?: string | ReadableStream, headers: Record<string, string> = JSON_TYPE) {
  return ask(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
}

type Answer = Awaited<ReturnType<typeof ask>>;

/** The single error of a response. */
function errorOf({ status, headers, json }: Answer): ApiErrorShape {
  if (Array.isArray(json)) return expect.fail('expected one error object, not a list');
  expect(Object.keys(json)).toEqual(['error']);
  expect(json.error).toEqual({
    message: expect.stringMatching(/../),
    code: expect.any(Number),
    data: expect.objectContaining({ httpStatus: status, requestId: headers.get('x-request-id') }),
  });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  return json.error;
}

function expectRefused(answer: Answer, status: number, data: Record<string, unknown>): ApiErrorShape {
  const error = errorOf(answer);
  expect({ status: answer.status, data: error.data }).toMatchObject({ status, data });
  return error;
}

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

describe('content type', () => {
  test.each([{}, { 'content-type': 'text/plain' }, { 'content-type': 'application/jsonx' }, { 'content-type': '' }])(
    '%o is rejected',
    async (headers) => {
      const body = new Blob(['{}']).stream();
      expectRefused(await post('/trpc/auth.login', body, headers), 415, { reason: 'UNSUPPORTED_MEDIA_TYPE' });
    },
  );

  test('a form, a compressed body and a missing body without a type are rejected', async () => {
    const refusal = { reason: 'UNSUPPORTED_MEDIA_TYPE' };
    const form = { 'content-type': 'multipart/form-data; boundary=x' };
    expectRefused(await post('/trpc/auth.login', '--x--', form), 415, refusal);
    expectRefused(await post('/trpc/auth.login', '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415, refusal);
    expectRefused(await post('/trpc/auth.login', undefined, {}), 415, refusal);
  });

  test('parameters and case are ignored', async () => {
    const answer = await post('/trpc/auth.login', '{}', { 'content-type': 'Application/JSON; charset=utf-8' });
    expectRefused(answer, 400, { reason: 'INVALID_INPUT', path: 'auth.login' });
  });
});

describe('size', () => {
  const big = JSON.stringify({ email: 'x'.repeat(4000) });
  const refusal = { reason: 'BODY_TOO_LARGE', code: 'PAYLOAD_TOO_LARGE', details: { limit: 2048 } };

  test('a body that declares too large a size is rejected, and the connection closed', async () => {
    const answer = await post('/trpc/auth.login', big);
    expectRefused(answer, 413, refusal);
    expect(answer.headers.get('connection')).toBe('close');
  });

  test('a body that turns out too large is rejected, too', async () => {
    const answer = await post('/trpc/auth.login', new Blob([big]).stream());
    expectRefused(answer, 413, refusal);
    expect(answer.headers.get('connection')).toBe('close');
  });

  test('a body of exactly the limit is accepted', async () => {
    const body = `"${'x'.repeat(2046)}"`;
    expectRefused(await post('/trpc/auth.login', body), 400, { reason: 'INVALID_INPUT', path: 'auth.login' });
  });

  test('the size is checked before the content', async () => {
    expectRefused(await post('/trpc/auth.login', '{'.repeat(4000)), 413, refusal);
  });
});

describe('JSON', () => {
  test.each(['{', ' ', '{"a":}', '{}{}', '\uFEFF{}', 'undefined'])('%j is malformed', async (body) => {
    const error = expectRefused(await post('/trpc/auth.login', body), 400, {
      reason: 'INVALID_INPUT',
      code: 'PARSE_ERROR',
    });
    expect(error.code).toBe(-32700);
    expect(error.data.path).toBeUndefined();
  });

  test('invalid UTF-8 is malformed, too', async () => {
    const body = new Blob([Uint8Array.of(0x22, 0xff, 0x22)]).stream();
    expectRefused(await post('/trpc/auth.login', body), 400, { code: 'PARSE_ERROR' });
  });

  test('malformed JSON in a query is reported once for a whole batch', async () => {
    for (const path of ['inventory.list?input={', 'inventory.list,auth.me?batch=1&input=x']) {
      const error = expectRefused(await ask(`/trpc/${path}`), 400, { code: 'PARSE_ERROR' });
      expect(error.data.path).toBeUndefined();
    }
  });

  test('malformed JSON is reported before the token', async () => {
    const headers = { ...JSON_TYPE, authorization: 'Bearer wrong' };
    expectRefused(await post('/trpc/auth.logout', '{', headers), 400, { code: 'PARSE_ERROR' });
    expectRefused(await post('/trpc/auth.logout', '{"x":1}', headers), 401, { reason: 'TOKEN_INVALID' });
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
