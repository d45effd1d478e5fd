import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { storedRows } from '../testing/stored-rows.ts';
import { type Actor, PASSWORD, somePart } from '../testing/testing.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';

let server: ServedTestShop;
let admin: Actor;
beforeAll(async () => {
  server = await serveTestShop();
  admin = await server.shop.admin();
});
afterAll(() => server.close());

async function post(target: string, body: unknown, headers: Record<string, string> = { 'dry-run': 'true' }) {
  const response = await fetch(`${server.url}/${target}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${admin.session.token}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, dry: response.headers.get('dry-run'), text: await response.text() };
}

const reasonOf = (text: string): string => JSON.parse(text).error.data.reason;
const quantityOf = async (id: number) => (await admin.call.inventory.get({ id })).quantity;

describe('the header dry-run', () => {
  test('returns what the call would return, and changes nothing', async () => {
    const { id, quantity } = await somePart(admin);
    const before = await storedRows(server.shop);
    const { status, dry, text } = await post('trpc/inventory.adjust', { id, delta: 5 });
    expect({ status, dry }).toEqual({ status: 200, dry: 'true' });
    expect(JSON.parse(text).result.data).toMatchObject({ id, quantity: quantity + 5, version: 2 });
    expect(await storedRows(server.shop)).toEqual(before);
  });

  test('works by REST too', async () => {
    const { id, quantity } = await somePart(admin);
    const { status, dry, text } = await post(`api/inventory/${id}/adjust`, { delta: 5 });
    expect({ status, dry, quantity: JSON.parse(text).quantity }).toEqual({
      status: 200,
      dry: 'true',
      quantity: quantity + 5,
    });
    expect(await quantityOf(id)).toBe(quantity);
  });

  test('applies to each call of a batch, and to a streamed one', async () => {
    const { id, quantity } = await somePart(admin);
    const calls = { 0: { id, delta: 1 }, 1: { id, delta: 2 } };
    const target = 'trpc/inventory.adjust,inventory.adjust?batch=1';
    const plain = await post(target, calls);
    const quantities = JSON.parse(plain.text).map(
      ({ result }: { result: { data: { quantity: number } } }) => result.data.quantity,
    );
    expect({ ...plain, quantities }).toMatchObject({ dry: 'true', quantities: [quantity + 1, quantity + 2] });
    const streamed = await post(target, calls, { 'dry-run': 'true', 'trpc-accept': 'application/jsonl' });
    expect(streamed).toMatchObject({ status: 200, dry: 'true' });
    expect(await quantityOf(id)).toBe(quantity);
  });

  test('lets a key in a batch pass, which it neither reads nor stores', async () => {
    const { id, quantity } = await somePart(admin);
    const headers = { 'dry-run': 'true', 'idempotency-key': 'dry' };
    const both = await post(
      'trpc/inventory.adjust,inventory.adjust?batch=1',
      { 0: { id, delta: 1 }, 1: { id, delta: 1 } },
      headers,
    );
    expect(both).toMatchObject({ status: 200, dry: 'true' });
    expect(await post('trpc/inventory.adjust', { id, delta: 1 }, { 'idempotency-key': 'dry' })).toMatchObject({
      status: 200,
      dry: null,
    });
    expect(await quantityOf(id)).toBe(quantity + 1);
    const other = await post('trpc/inventory.adjust', { id, delta: 2 }, headers);
    expect(JSON.parse(other.text).result.data.quantity).toBe(quantity + 3);
  });

  test('shows the rejection that the call would get', async () => {
    const { id } = await somePart(admin);
    const { status, text } = await post('trpc/inventory.adjust', { id, delta: -1_000 });
    expect({ status, reason: reasonOf(text) }).toEqual({ status: 409, reason: 'INSUFFICIENT_STOCK' });
  });

  test.each(['', 'false', 'TRUE', '1', 'true, true'])('is invalid as %j, without effect', async (value) => {
    const { id, quantity } = await somePart(admin);
    const { status, text } = await post('trpc/inventory.adjust', { id, delta: 5 }, { 'dry-run': value });
    expect({ status, reason: reasonOf(text) }).toEqual({ status: 400, reason: 'INVALID_INPUT' });
    expect(await quantityOf(id)).toBe(quantity);
  });

  test('is ignored by queries', async () => {
    const response = await fetch(`${server.url}/trpc/inventory.list`, { headers: { 'dry-run': 'maybe' } });
    expect([response.status, response.headers.get('dry-run')]).toEqual([200, null]);
  });

  test('is rejected by calls that ignore keys, and by answers of customers', async () => {
    const before = await storedRows(server.shop);
    const calls: Record<string, unknown> = {
      'auth.login': { email: admin.email, password: PASSWORD },
      'auth.updateMe': { firstName: 'Ada' },
      'invites.create': { role: 'mechanic' },
      'apiKeys.create': { name: 'Price list', scopes: ['inventory.*'] },
      'webhooks.create': { url: 'https://books.example/', kinds: ['*'] },
      'webhooks.rotateSecret': { id: 1 },
      'estimates.send': { ticketId: 1 },
      'estimates.answer': { code: 'x'.repeat(26), by: 'Ada', approve: [1], decline: [] },
    };
    for (const [path, input] of Object.entries(calls)) {
      const { status, text } = await post(`trpc/${path}`, input);
      expect([path, status, reasonOf(text)]).toEqual([path, 400, 'INVALID_INPUT']);
      expect(text).toContain('dry');
    }
    expect(await storedRows(server.shop)).toEqual(before);
  });

  test('sends no test of a webhook', async () => {
    const { id } = await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] });
    const posted = vi.spyOn(server.shop.shop.poster, 'post');
    const before = await storedRows(server.shop);
    const { status, dry, text } = await post('trpc/webhooks.test', { id });
    expect({ status, dry }).toEqual({ status: 200, dry: 'true' });
    expect(JSON.parse(text).result.data).toMatchObject({
      webhookId: id,
      kind: 'webhook.test',
      status: 'waiting',
      attempts: 0,
    });
    expect(posted).not.toHaveBeenCalled();
    posted.mockRestore();
    expect(await storedRows(server.shop)).toEqual(before);
  });
});

test('changes that commit together with a dry run are kept', async () => {
  const { id, quantity } = await somePart(admin);
  const adjust = (delta: number, headers?: Record<string, string>) =>
    post('trpc/inventory.adjust', { id, delta }, headers);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) => adjust(1, at % 2 === 0 ? { 'dry-run': 'true' } : {})),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200));
  expect(await quantityOf(id)).toBe(quantity + 20);
  expect((await admin.call.inventory.movements({ partId: id, limit: 100 })).items).toHaveLength(21);
});

test('what follows a commit does not follow a dry run', async () => {
  const { id } = await somePart(admin);
  const published = vi.spyOn(server.shop.shop.bus, 'publish');
  await post('trpc/inventory.adjust', { id, delta: 5 });
  expect(published).not.toHaveBeenCalled();
  await post('trpc/inventory.adjust', { id, delta: 5 }, {});
  expect(published).toHaveBeenCalled();
  published.mockRestore();
});
