import { afterEach, expect, test, vi } from 'vitest';
import { type ServedTestShop, serveTestShop } from '../testing.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Pipeline } from '../wire/pipeline.ts';
import { createTrpcHandler } from './handler.ts';

let server: ServedTestShop | undefined;
afterEach(() => server?.close());

async function get(path: string, token: string): Promise<unknown> {
  const response = await fetch(`${server?.url}/trpc/${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.json();
}

test('a cached line runs again for each caller, with the same input', async () => {
  server = await serveTestShop();
  const [one, two] = [await server.shop.customer(), await server.shop.customer()];
  for (const { id, session } of [one, two, one]) {
    expect(await get('auth.me', session.token)).toMatchObject({ result: { data: { id } } });
    const answer = await get(`customers.get?input={"id":${one.id}}`, session.token);
    if (id === one.id) expect(answer).toMatchObject({ result: { data: { id } } });
    else expect(answer).toMatchObject({ error: { data: { reason: 'NOT_FOUND' } } });
    const batch = `auth.me,customers.get?batch=1&input={"1":{"id":${id}}}`;
    expect(await get(batch, session.token)).toMatchObject([{ result: { data: { id } } }, { result: { data: { id } } }]);
  }
});

test('a rejected request is rejected each time, under its own request id', async () => {
  server = await serveTestShop();
  const { session } = await server.shop.customer();
  const ids = new Set<unknown>();
  for (const path of [
    'customers.get?input={',
    'no.such',
    'auth.me,no.such?batch=1&input={}',
    'customers.get?input=1',
  ]) {
    for (let n = 0; n < 2; n++) {
      const answer = JSON.stringify(await get(path, session.token));
      ids.add(/"requestId":"([^"]+)"/.exec(answer)?.[1]);
    }
  }
  expect(ids.size).toBe(8);
});

test.each([
  ['customers.get?input={"id":1}', true],
  ['estimates.view?input={"code":"A"}', false],
  ['auth.me,estimates.view?batch=1&input={"1":{"code":"A"}}', false],
])('the line of %s is kept in memory: %j', (line, kept) => {
  const run = vi.fn<Pipeline['run']>();
  // The two members that a request for a procedure needs.
  const pipeline = { refusesNow: () => false, run } as unknown as Pipeline;
  const req = { method: 'GET', url: `/trpc/${encodeURI(line)}`, headers: {} };
  void createTrpcHandler(pipeline, { maxBatch: 10 })({ req } as Exchange);
  expect(run).toHaveBeenCalledOnce();
  expect(typeof run.mock.calls[0]?.[2]).toBe(kept ? 'function' : 'undefined');
});
