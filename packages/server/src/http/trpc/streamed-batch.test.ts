import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedTestShop, serveTestShop } from '../testing.ts';
import { serveByStockAdapter } from './testing/stock-adapter.ts';

let server: ServedTestShop;
let stock: Awaited<ReturnType<typeof serveByStockAdapter>>;
let tokens: string[];
beforeAll(async () => {
  [server, stock] = await Promise.all([serveTestShop(), serveByStockAdapter()]);
  tokens = await Promise.all([server, stock].map(async ({ shop }) => (await shop.admin()).session.token));
});
afterAll(() => Promise.all([server, stock].map((each) => each.close())));

const STREAMED = { 'trpc-accept': 'application/jsonl', 'x-request-id': 'one-and-the-same' };

test.each([
  ['inventory.list,mechanics.list?batch=1', undefined],
  ['inventory.list?batch=1&input={}', undefined],
  ['inventory.get,auth.sessions?batch=1&input={"0":{"id":0}}', undefined],
  ['no.such,inventory.list?batch=1', undefined],
  ['no.such?batch=1', undefined],
  ['inventory.create,auth.refresh?batch=1', '{"0":{"name":"A","priceCents":1},"1":{"refreshToken":"x"}}'],
])('%s streams what the adapter of tRPC streams', async (target, body) => {
  const [ours, theirs] = await Promise.all(
    [server, stock].map(async ({ url }, at) => {
      const response = await fetch(`${url}/trpc/${target}`, {
        headers: {
          ...STREAMED,
          authorization: `Bearer ${tokens[at]}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
      const lines = (await response.text()).split('\n');
      return { status: response.status, type: response.headers.get('content-type'), lines: lines.toSorted() };
    }),
  );
  expect(ours).toEqual(theirs);
  expect(ours?.status).toBe(200);
});

test('a result arrives before slower ones of its batch', async () => {
  const response = await fetch(`${server.url}/trpc/auth.login,inventory.create?batch=1`, {
    method: 'POST',
    headers: { ...STREAMED, 'content-type': 'application/json', authorization: `Bearer ${tokens[0]}` },
    body: JSON.stringify({ 0: { email: 'no@example.com', password: 'wrong wrong' }, 1: { name: 'B', priceCents: 1 } }),
  });
  const lines = (await response.text()).trim().split('\n');
  // A login waits for a hash in another thread.
  expect(lines.findIndex((line) => line.includes('"priceCents":1'))).toBeLessThan(
    lines.findIndex((line) => line.includes('INVALID_CREDENTIALS')),
  );
  expect(server.lines().filter(({ msg, procedure }) => msg === 'call' && procedure === 'auth.login')).toHaveLength(1);
});
