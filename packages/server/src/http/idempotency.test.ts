import { request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StorageUnavailable } from '../platform/db/database.ts';
import { type Actor, PASSWORD, somePart } from '../testing/testing.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';

let server: ServedTestShop;
let mechanic: Actor;
beforeAll(async () => {
  server = await serveTestShop();
  mechanic = await server.shop.mechanic();
});
afterAll(() => server.close());

interface Answer {
  status: number | undefined;
  replay: unknown;
  text: string;
}

// Not by fetch, which joins headers of one name.
function send(target: string, keys: string[], body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request(
      `${server.url}/trpc/${target}`,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${mechanic.session.token}`,
          'content-type': 'application/json',
          'idempotency-key': keys,
        },
      },
      (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        res.on('end', () => resolve({ status: res.statusCode, replay: res.headers['idempotent-replay'], text }));
      },
    );
    req.on('error', reject);
    req.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

test('a repeat gets the first response and a header that says so', async () => {
  const part = await somePart(mechanic);
  const first = await send('inventory.adjust', ['key 1~'], { id: part.id, delta: 5 });
  const second = await send('inventory.adjust', ['key 1~'], { id: part.id, delta: 5 });
  expect(first).toMatchObject({ status: 200, replay: undefined });
  expect(second).toEqual({ ...first, replay: 'true' });
  expect((await mechanic.call.inventory.get({ id: part.id })).quantity).toBe(part.quantity + 5);
});

test.each([
  ['too long', ['x'.repeat(256)]],
  ['empty', ['']],
  ['not ASCII', ['caf\u00e9']],
  ['with a tab', ['a\tb']],
  ['sent twice', ['a', 'b']],
  ['sent twice alike', ['a', 'a']],
])('a key %s is rejected without effect', async (_, keys) => {
  const part = await somePart(mechanic);
  const { status, text } = await send('inventory.adjust', keys, { id: part.id, delta: 5 });
  expect({ status, reason: JSON.parse(text).error.data.reason }).toEqual({ status: 400, reason: 'INVALID_INPUT' });
  expect((await mechanic.call.inventory.get({ id: part.id })).quantity).toBe(part.quantity);
});

test('the longest key is accepted', async () => {
  const part = await somePart(mechanic);
  expect((await send('inventory.adjust', ['~'.repeat(255)], { id: part.id, delta: 1 })).status).toBe(200);
});

test('a key belongs to one call: a batch of one may carry it, a larger one not', async () => {
  const part = await somePart(mechanic);
  const change = { id: part.id, delta: 1 };
  const both = await send('inventory.adjust,inventory.adjust?batch=1', ['batch'], { 0: change, 1: change });
  expect(both.status).toBe(400);
  expect(JSON.parse(both.text).error.data).not.toHaveProperty('path');
  expect(await send('inventory.adjust?batch=1', ['batch'], { 0: change })).toMatchObject({ status: 200 });
  expect(await send('inventory.adjust?batch=1', ['batch'], { 0: change })).toMatchObject({
    status: 200,
    replay: 'true',
  });
  expect((await mechanic.call.inventory.get({ id: part.id })).quantity).toBe(part.quantity + 1);
});

test('a repeat that fails in storage is not marked as a replay', async () => {
  const part = await somePart(mechanic);
  const adjust = () => send('inventory.adjust', ['failing'], { id: part.id, delta: 1 });
  await adjust();
  const { database } = server.shop.shop;
  const write = database.write.bind(database);
  const failing = vi.spyOn(database, 'write').mockImplementation((work) =>
    write(async (tx) => {
      await work(tx);
      throw new StorageUnavailable('the disk is gone');
    }),
  );
  expect(await adjust()).toMatchObject({ status: 503, replay: undefined });
  failing.mockRestore();
  expect(await adjust()).toMatchObject({ status: 200, replay: 'true' });
});

test('queries ignore it', async () => {
  expect(await send('inventory.list,auth.me?batch=1', ['a', 'b'])).toMatchObject({ status: 200, replay: undefined });
});

test('problems with a key are reported after token and role, and only by calls that use keys', async () => {
  const keys = ['x'.repeat(256)];
  const { session } = await server.shop.customer();
  const call = (path: string, body: unknown, token?: string) =>
    fetch(`${server.url}/trpc/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': keys[0] ?? '',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  expect((await call('inventory.create', {})).status).toBe(401);
  expect((await call('inventory.create', {}, session.token)).status).toBe(403);
  expect((await call('auth.login', { email: session.account.email, password: PASSWORD })).status).toBe(200);
});
