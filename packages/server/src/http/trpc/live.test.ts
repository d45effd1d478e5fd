import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { StreamOptions } from '../../features/events/streams.ts';
import { announce } from '../../features/events/testing/announce.ts';
import { type ServedTestShop, serveTestShop } from '../testing.ts';
import { serveByStockAdapter } from './testing/stock-adapter.ts';

const served: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
});

async function serve(streams: StreamOptions = {}): Promise<ServedTestShop> {
  const shop = await serveTestShop({ shop: { streams: { gatherMs: 0, pollMs: 5, ...streams } } });
  served.push(shop);
  return shop;
}

interface Asked {
  token?: string | undefined;
  input?: object;
  headers?: Record<string, string>;
}

function ask(url: string, { token, input, headers }: Asked = {}): Promise<Response> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${url}/trpc/events.live${query}`, { headers: { ...authorization, ...headers } });
}

/** Reads frames until this many have arrived; without a number, all until the stream ends. */
async function frames({ body }: Response, count = Number.POSITIVE_INFINITY): Promise<string[]> {
  const decoder = new TextDecoder();
  const reader = body!.getReader();
  let text = '';
  const complete = (): string[] => text.split('\n\n\n').slice(0, -1);
  while (complete().length < count) {
    const { value, done } = await reader.read();
    if (done) return complete();
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return complete().slice(0, count);
}

const CONNECTED = /^event: connected\ndata: \{"reconnectAfterInactivityMs":45000\}\nid: \d+$/;

const idIn = (frame: string | undefined): string => /^id: (\d+)$/m.exec(frame ?? '')?.[1] ?? '';

test('a stream is in the format of tRPC, and no proxy stores or collects it', async () => {
  const { url, shop } = await serve();
  const { token } = (await shop.admin()).session;
  const response = await ask(url, { token });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'x-request-id': expect.any(String),
  });
  await announce(shop.shop, { entityId: 7, changes: '{"name":{"before":"a","after":"b–c"}}' });
  const [connected, event = ''] = await frames(response, 2);
  expect(connected).toMatch(CONNECTED);
  const [data = '', id] = event.split('\n');
  const { id: number, ...rest } = JSON.parse(data.replace('data: ', '')) as { id: number };
  expect(id).toBe(`id: ${number}`);
  expect(rest).toMatchObject({ kind: 'part.updated', entityId: 7, changes: { name: { before: 'a', after: 'b–c' } } });
});

test('events have the same bytes as by the adapter of tRPC', async () => {
  const stock = await serveByStockAdapter();
  served.push(stock);
  const ours = await serve();
  const written = [];
  for (const { url, shop } of [ours, stock]) {
    const { token } = (await shop.admin()).session;
    await announce(shop.shop, { entityId: 1 }, { entityId: 2, changes: null });
    const [, ...events] = await frames(await ask(url, { token, input: { after: 0, kinds: ['part.*'] } }), 3);
    written.push(events);
  }
  expect(written[0]).toHaveLength(2);
  expect(written[0]).toEqual(written[1]);
});

test('the header wins over the input, and lastEventId over after', async () => {
  const { url, shop } = await serve();
  const { token } = (await shop.admin()).session;
  await announce(shop.shop, ...[1, 2, 3, 4].map((entityId) => ({ entityId })));
  const kinds = ['part.*'];
  const [, first, second, third] = await frames(await ask(url, { token, input: { after: 0, kinds } }), 4);
  const ids = [first, second, third].map(idIn);
  const input = { after: 0, lastEventId: ids[0], kinds };
  const [, byInput] = await frames(await ask(url, { token, input }), 2);
  expect(idIn(byInput)).toBe(ids[1]);
  const [, byHeader] = await frames(await ask(url, { token, input, headers: { 'last-event-id': ids[1]! } }), 2);
  expect(idIn(byHeader)).toBe(ids[2]);
  const [, alone] = await frames(await ask(url, { token, headers: { 'last-event-id': ids[1]! } }), 2);
  expect(idIn(alone)).toBe(ids[2]);
});

test('what is refused is refused with its status, before the stream begins', async () => {
  const { url, shop } = await serve({ perAccount: 1 });
  const { session } = await shop.admin();
  const { token } = session;
  const refusals: [Asked, number, string][] = [
    [{}, 401, 'NOT_SIGNED_IN'],
    [{ token: 'x' }, 401, 'TOKEN_INVALID'],
    [{ token, input: { after: -1 } }, 400, 'INVALID_INPUT'],
    [{ token, input: { token } }, 400, 'INVALID_INPUT'],
    [{ token, headers: { 'last-event-id': 'x' } }, 400, 'INVALID_INPUT'],
    [{ token, input: { ticketId: 987 } }, 404, 'NOT_FOUND'],
  ];
  for (const [asked, status, reason] of refusals) {
    const response = await ask(url, asked);
    expect(response.status, reason).toBe(status);
    expect(await response.json()).toMatchObject({ error: { data: { reason, path: 'events.live' } } });
  }
  const open = await ask(url, { token });
  const tooMany = await ask(url, { token });
  expect(tooMany.status).toBe(429);
  expect(tooMany.headers.get('retry-after')).toBe('10');
  await open.body?.cancel();
  const batch = await fetch(`${url}/trpc/events.live?batch=1`, { headers: { authorization: `Bearer ${token}` } });
  expect(batch.status).toBe(400);
  expect(await batch.json()).toMatchObject([{ error: { data: { reason: 'INVALID_INPUT' } } }]);
  const posted = await fetch(`${url}/trpc/events.live`, { method: 'POST' });
  expect(posted.status).toBe(405);
  expect(posted.headers.get('allow')).toBe('GET');
});

test('a reader that leaves frees its place at once', async () => {
  const { url, shop } = await serve({ perAccount: 1 });
  const { token } = (await shop.admin()).session;
  for (const _ of [1, 2, 3]) {
    const response = await ask(url, { token });
    expect(response.status).toBe(200);
    await frames(response, 1);
    await expect.poll(() => shop.shop.streams.load.open, { interval: 1 }).toBe(0);
  }
});

test('pings keep a quiet stream open', async () => {
  const { url, shop } = await serve({ pingMs: 5 });
  const { token } = (await shop.admin()).session;
  const [, ...pings] = await frames(await ask(url, { token }), 3);
  expect(pings).toEqual(['event: ping\ndata: ', 'event: ping\ndata: ']);
});

test('a stream ends after its time on the same connection, without the event that would end the subscription', async () => {
  const { url, shop } = await serve({ lifeMs: 5 });
  const { token } = (await shop.admin()).session;
  expect(await frames(await ask(url, { token }))).toEqual([expect.stringMatching(CONNECTED)]);
});

test('a stream of an API key ends when the key is revoked', async () => {
  const { url, shop } = await serve({ recheckMs: 5 });
  const { call } = await shop.admin();
  const { id, key } = await call.apiKeys.create({ name: 'Board', scopes: ['*:read'] });
  const response = await ask(url, { token: key });
  const all = frames(response);
  await expect.poll(() => shop.shop.streams.load.following, { interval: 1 }).toBe(1);
  await call.apiKeys.revoke({ id });
  const [first, ...more] = await all;
  expect(first).toMatch(CONNECTED);
  // The revocation itself may come before the next check of the key.
  expect(more.filter((frame) => !frame.includes('"kind":"api_key.revoked"'))).toEqual([]);
  expect((await ask(url, { token: key })).status).toBe(401);
  expect(shop.shop.streams.load.open).toBe(0);
});

test('a stop ends streams at once, and the log says so', async () => {
  const ours = await serve();
  const { token } = (await ours.shop.admin()).session;
  const response = await ask(ours.url, { token });
  const all = frames(response);
  await ours.close();
  served.length = 0;
  expect(await all).toEqual([expect.stringMatching(CONNECTED)]);
  expect(ours.lines()).toContainEqual(
    expect.objectContaining({ msg: 'stream ended', procedure: 'events.live', ended: 'stopped', sent: 0 }),
  );
});

test('a reader that does not read is cut', async () => {
  const { url, shop, lines } = await serve({ mostBehind: 100_000 });
  const { token } = (await shop.admin()).session;
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const begun = new Promise((resolve) => socket.once('data', resolve));
  socket.write(`GET /trpc/events.live HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
  await begun;
  socket.pause();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  const changes = JSON.stringify({ a: 'x'.repeat(500_000) });
  // The system buffers some megabytes of its own.
  while (shop.shop.streams.load.open > 0) await announce(shop.shop, { changes });
  socket.resume();
  await closed;
  await expect
    .poll(lines, { interval: 1 })
    .toContainEqual(expect.objectContaining({ msg: 'stream ended', ended: 'slow' }));
});
