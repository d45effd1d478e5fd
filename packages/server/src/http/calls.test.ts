import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { sessionCache } from '../features/accounts/caches.ts';
import { partListCache } from '../features/inventory/caches.ts';
import { StorageUnavailable } from '../platform/db/database.ts';
import { defaultRates } from '../platform/limits/limits.ts';
import { somePart } from '../testing/testing.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';

let server: ServedTestShop;
afterEach(() => server.close());

const rates = { ...defaultRates, default: { points: 3, seconds: 60 }, 'login-address': { points: 2, seconds: 60 } };

test('every call reports its limits, one policy per request', async () => {
  server = await serveTestShop({ shop: { rates } });
  const get = (path: string) => fetch(`${server.url}/trpc/${path}`);
  const first = await get('inventory.list');
  expect(first.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60');
  expect(first.headers.get('ratelimit')).toMatch(/^"default";r=2;t=\d+$/);

  const batch = await get('inventory.list,mechanics.list,inventory.list?batch=1');
  expect(batch.status).toBe(207);
  expect(batch.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/);
  expect(Number(batch.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  const answers = (await batch.json()) as { error?: { data: unknown } }[];
  expect(answers.map(({ error }) => error?.data)).toEqual([
    undefined,
    undefined,
    expect.objectContaining({ reason: 'RATE_LIMITED', httpStatus: 429 }),
  ]);

  const refused = await get('inventory.list');
  expect(refused.status).toBe(429);
  const { error } = (await refused.json()) as { error: { data: { details: { retryAfterSeconds: number } } } };
  expect(refused.headers.get('retry-after')).toBe(String(error.data.details.retryAfterSeconds));
});

test('without limits there are no such headers, and what is not a call is not counted', async () => {
  server = await serveTestShop();
  const response = await fetch(`${server.url}/trpc/inventory.list`);
  expect([response.headers.get('ratelimit'), response.headers.get('ratelimit-policy')]).toEqual([null, null]);
});

test('an unexpected error is masked, and logged once with its request id', async () => {
  server = await serveTestShop();
  const secret = 'canary: select * from accounts';
  vi.spyOn(server.shop.shop.caches.of(partListCache), 'get').mockImplementation(() => {
    throw new Error(secret);
  });
  const response = await fetch(`${server.url}/trpc/inventory.list`, { headers: { 'x-request-id': 'find-me' } });
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toMatch(/canary|select/);
  expect(JSON.parse(text).error.data).toMatchObject({ reason: 'INTERNAL', requestId: 'find-me' });
  const logged = server.lines().filter(({ level }) => level === 'error');
  expect(logged).toEqual([
    expect.objectContaining({
      msg: 'unexpected error',
      requestId: 'find-me',
      procedure: 'inventory.list',
      error: expect.objectContaining({ name: 'Error', message: 'canary: [statement]' }),
    }),
  ]);
});

test('a database that fails during authentication is reported as unavailable, for each call', async () => {
  server = await serveTestShop();
  const { session } = await server.shop.customer();
  vi.spyOn(server.shop.shop.caches.of(sessionCache), 'get').mockRejectedValue(new StorageUnavailable('canary'));
  const response = await fetch(`${server.url}/trpc/inventory.list,auth.me?batch=1`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  const answers = (await response.json()) as { error: { message: string; data: unknown } }[];
  expect(answers.map(({ error }) => error.data)).toEqual(
    ['inventory.list', 'auth.me'].map((path) =>
      expect.objectContaining({ reason: 'STORAGE_UNAVAILABLE', httpStatus: 503, path }),
    ),
  );
  expect(JSON.stringify(answers)).not.toContain('canary');
});

test('each call has a log line with caller, procedure and outcome, and no input', async () => {
  server = await serveTestShop();
  const { session, id } = await server.shop.customer();
  await fetch(`${server.url}/trpc/auth.me,inventory.get,canary?batch=1&input={"1":{"id":"canary"}}`, {
    headers: { authorization: `Bearer ${session.token}`, 'user-agent': 'canary' },
  });
  const calls = server.lines().filter(({ msg }) => msg === 'call');
  expect(calls).toEqual([
    expect.objectContaining({ procedure: 'auth.me', account: id, status: 200, outcome: 'ok' }),
    expect.objectContaining({ procedure: 'inventory.get', account: id, status: 400, outcome: 'INVALID_INPUT' }),
    expect.objectContaining({ account: id, status: 404, outcome: 'NOT_FOUND' }),
  ]);
  expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(1);
  expect(JSON.stringify(server.lines())).not.toMatch(new RegExp(`canary|${session.token}`));
});

test('equal calls of a request share one log line with their number', async () => {
  server = await serveTestShop();
  const part = await somePart(await server.shop.mechanic());
  const paths = ['inventory.get', 'inventory.get', 'inventory.get', 'inventory.list', 'inventory.get', 'inventory.get'];
  const ids = Object.fromEntries([part.id, part.id, part.id, undefined, 9_999, part.id].map((id, at) => [at, { id }]));
  await fetch(
    `${server.url}/trpc/${paths.join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify({ ...ids, 3: {} }))}`,
  );
  const calls = server.lines().filter(({ msg }) => msg === 'call');
  expect(calls.map((line) => [line['procedure'], line['outcome'], line['calls']])).toEqual([
    ['inventory.get', 'ok', 4],
    ['inventory.list', 'ok', undefined],
    ['inventory.get', 'NOT_FOUND', undefined],
  ]);
});

/** Starts a login and disconnects once the server checks its password; then the check ends by `ending`. */
async function hangUp(ending: (signal: AbortSignal | undefined) => Promise<Error>): Promise<void> {
  const verify = vi.spyOn(server.shop.shop.passwords, 'verify');
  const body = '{"email":"a@example.com","password":"some password"}';
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const ended = new Promise<void>((resolve) => {
    verify.mockImplementation(async (_password, _hash, signal) => {
      socket.destroy();
      const error = await ending(signal);
      resolve();
      throw error;
    });
  });
  socket.write(
    `POST /trpc/auth.login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await ended;
  await expect.poll(() => server.lines().at(-1)).toMatchObject({ msg: 'call', outcome: 'GONE' });
}

function aborted(signal: AbortSignal | undefined): Promise<Error> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(signal.reason as Error)));
}

test('a disconnected client ends the wait of its call', async () => {
  server = await serveTestShop();
  await hangUp(aborted);
  expect(server.lines().filter(({ level }) => level === 'error')).toEqual([]);
});

test('a bug is logged although its client has disconnected', async () => {
  server = await serveTestShop();
  await hangUp(async (signal) => {
    await aborted(signal);
    return new TypeError('a bug');
  });
  expect(server.lines().filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ msg: 'unexpected error', procedure: 'auth.login' }),
  ]);
});
