import type { Reason } from '@mechanic-shop/shared';
import { describe, expect, it } from 'vitest';
import { type Reply, fakeShop, sessionOf } from '../test/testing/fake-shop.ts';
import { connect } from './create-shop-client.ts';
import { isShopError, isShopUnreachable } from './errors.ts';
import { memorySession } from './session-store.ts';
import type { ShopClientOptions } from './shop-links.ts';

/** A client that does not wait between attempts, and the waits it would have made. */
function hurried(options: ShopClientOptions) {
  const waits: number[] = [];
  const client = connect(options, async (ms) => {
    waits.push(ms);
  });
  return { client, waits };
}

/** A fake shop that answers `replies` one after the other, the last for ever. */
async function scripted(...replies: Reply[]) {
  let next = 0;
  return await fakeShop(() => {
    const reply = replies[Math.min(next, replies.length - 1)]!;
    next += 1;
    return reply;
  });
}

const busy: Reply = { reason: 'OVERLOADED', details: { retryAfterSeconds: 2 } };
function gateway(status: number): Reply {
  return {
    raw: '<h1>Sorry</h1>',
    status,
    headers: { 'content-type': 'text/html' },
  };
}
const done: Reply = { data: 'done' };
const login = { email: 'ada@example.com', password: 'long enough' };
function caught(promise: Promise<unknown>) {
  return promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );
}

describe('idempotency keys', () => {
  it('are the same for all attempts of a mutation and differ between mutations', async () => {
    const shop = await scripted('drop', busy, done);
    const { client } = hurried({ url: shop.url });
    await client.tickets.delete.mutate({ id: 1 });
    await client.tickets.delete.mutate({ id: 1 });
    const keys = shop.calls.map(({ key }) => key);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys).toEqual([keys[0], keys[0], keys[0], expect.not.stringMatching(keys[0]!)]);
  });

  it('are the same after a refresh, and not sent with queries', async () => {
    const shop = await fakeShop(({ path, token }): Reply => {
      if (path === 'auth.refresh') return { data: sessionOf(2) };
      return token === 'token-2' ? done : { reason: 'TOKEN_EXPIRED' };
    });
    const { client } = hurried({ url: shop.url, session: memorySession(sessionOf(1)) });
    await client.tickets.delete.mutate({ id: 1 });
    await client.auth.me.query();
    const [first, refresh, second, query] = shop.calls;
    expect(second).toMatchObject({ path: 'tickets.delete', key: first?.key });
    expect(refresh?.key).not.toBe(first?.key);
    expect(query).toMatchObject({ path: 'auth.me', key: undefined });
  });

  it('may be given with the call', async () => {
    const shop = await scripted(done);
    const { client } = hurried({ url: shop.url });
    await client.tickets.delete.mutate({ id: 1 }, { context: { idempotencyKey: 'order-7' } });
    expect(shop.calls).toMatchObject([{ key: 'order-7' }]);
  });
});

describe('retries', () => {
  const passing: [string, Reply][] = [
    ['a lost connection', 'drop'],
    ['503', busy],
    ['a proxy without a server', gateway(502)],
    ['a key still at work', { reason: 'IDEMPOTENCY_IN_PROGRESS' }],
  ];
  it.each(passing)('retry queries and mutations after %s', async (_name, reply) => {
    const shop = await scripted(reply, reply, done, reply, reply, done);
    const { client } = hurried({ url: shop.url });
    expect(await client.tickets.get.query({ id: 1 })).toBe('done');
    expect(await client.tickets.delete.mutate({ id: 1 })).toBe('done');
    expect(shop.calls).toHaveLength(6);
  });

  it('follow a lost response of a dry run, whatever it calls', async () => {
    const shop = await scripted('drop', { data: null });
    const { client } = hurried({ url: shop.url });
    expect(await client.webhooks.test.mutate({ id: 1 }, { context: { dryRun: true } })).toBeNull();
    expect(shop.calls).toHaveLength(2);
  });

  const lasting: Reason[] = ['INSUFFICIENT_STOCK', 'RATE_LIMITED', 'NOT_FOUND', 'INVALID_INPUT', 'INTERNAL'];
  it.each(lasting)('never follow %s', async (reason) => {
    const shop = await scripted({ reason });
    const { client } = hurried({ url: shop.url });
    expect(isShopError(await caught(client.tickets.delete.mutate({ id: 1 })), reason)).toBe(true);
    expect(shop.calls).toHaveLength(1);
  });

  it('stop after the configured number', async () => {
    const shop = await scripted(busy);
    const [none, three] = [hurried({ url: shop.url, retries: 0 }), hurried({ url: shop.url, retries: 3 })];
    expect(isShopError(await caught(none.client.auth.me.query()), 'OVERLOADED')).toBe(true);
    expect(shop.calls).toHaveLength(1);
    expect(isShopError(await caught(three.client.auth.me.query()), 'OVERLOADED')).toBe(true);
    expect(shop.calls).toHaveLength(5);
  });

  it('wait longer each time, and never less than the server asks for', async () => {
    const dropped = hurried({ url: (await scripted('drop')).url, retries: 4 });
    await caught(dropped.client.auth.me.query());
    const least = [300, 2400, 5000, 5000];
    expect(dropped.waits).toHaveLength(least.length);
    for (const [attempt, wait] of dropped.waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(least[attempt]!);
      expect(wait).toBeLessThanOrEqual(least[attempt]! * 1.5);
    }
    const overloaded = hurried({ url: (await scripted(busy)).url, retries: 1 });
    await caught(overloaded.client.auth.me.query());
    const proxied = await scripted({ raw: 'busy', status: 503, headers: { 'retry-after': '2' } });
    const behind = hurried({ url: proxied.url, retries: 1 });
    await caught(behind.client.auth.me.query());
    for (const wait of [...overloaded.waits, ...behind.waits]) {
      expect(wait).toBeGreaterThanOrEqual(2000);
      expect(wait).toBeLessThanOrEqual(3000);
    }
    expect([overloaded.waits, behind.waits]).toMatchObject([{ length: 1 }, { length: 1 }]);
  });

  it('are skipped when the server asks for a long wait', async () => {
    const shop = await scripted({ reason: 'OVERLOADED', details: { retryAfterSeconds: 600 } });
    const { client, waits } = hurried({ url: shop.url });
    expect(isShopError(await caught(client.auth.me.query()), 'OVERLOADED')).toBe(true);
    expect(waits).toEqual([]);
  });

  it('keep the calls of a batch together', async () => {
    let failing = true;
    const shop = await fakeShop(() => (failing ? busy : done));
    const client = connect({ url: shop.url }, async () => {
      failing = false;
    });
    await Promise.all(Array.from({ length: 10 }, (_, id) => client.tickets.get.query({ id: id + 1 })));
    expect(shop.calls.map(({ batch }) => batch)).toEqual(Array.from({ length: 20 }, () => 10));
  });
});

describe('calls that ignore keys', () => {
  it('are not retried when they may have run', async () => {
    const shop = await scripted('drop');
    const { client } = hurried({ url: shop.url });
    const error = await caught(client.auth.login.mutate(login));
    expect(isShopUnreachable(error) && error.mayHaveRun).toBe(true);
    await caught(client.invites.create.mutate({ role: 'admin' }));
    await caught(client.estimates.send.mutate({ ticketId: 1 }));
    await caught(client.apiKeys.create.mutate({ name: 'x', scopes: ['*:read'] }));
    await caught(hurried({ url: shop.url, timeoutMs: 1000 }).client.auth.logout.mutate());
    expect(shop.calls.map(({ path }) => path)).toEqual([
      'auth.login',
      'invites.create',
      'estimates.send',
      'apiKeys.create',
      'auth.logout',
    ]);
    const proxied = await scripted(gateway(502));
    await caught(hurried({ url: proxied.url }).client.auth.login.mutate(login));
    expect(proxied.calls).toHaveLength(1);
  });

  it('are retried after 503 and a refused connection', async () => {
    const shop = await scripted(busy, gateway(503), { data: sessionOf(1) });
    const { client } = hurried({ url: shop.url });
    expect(await client.auth.login.mutate(login)).toMatchObject({ token: 'token-1' });
    expect(shop.calls).toHaveLength(3);
    const closed = await scripted(done);
    await closed.close();
    const refused = hurried({ url: closed.url });
    const error = await caught(refused.client.auth.login.mutate(login));
    expect(isShopUnreachable(error) && error.mayHaveRun).toBe(false);
    expect(refused.waits).toHaveLength(2);
  });

  it('are retried when they only refresh or read', async () => {
    const shop = await scripted('drop', { data: sessionOf(2) }, 'drop', done);
    const { client } = hurried({ url: shop.url, session: memorySession(sessionOf(1, 5)) });
    expect(await client.auth.me.query()).toBe('done');
    expect(shop.calls.map(({ path }) => path)).toEqual(['auth.refresh', 'auth.refresh', 'auth.me', 'auth.me']);
  });
});
