import type { Reason } from '@mechanic-shop/shared';
import { describe, expect, it } from 'vitest';
import { type Call, type Reply, fakeShop, sessionOf, sessionShop } from '../test/testing/fake-shop.ts';
import { createShopClient } from './create-shop-client.ts';
import { isShopError, isShopUnreachable } from './errors.ts';
import { memorySession } from './session-store.ts';

function caught(promise: Promise<unknown>) {
  return promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );
}
const paths = (calls: Call[]) => calls.map(({ path }) => path);

describe('the session', () => {
  it('is kept by a login, sent with later calls and cleared by a logout', async () => {
    const shop = await fakeShop(({ path, token }): Reply => {
      if (path === 'auth.login') return { data: sessionOf(1) };
      return path === 'auth.logout' ? { data: { ended: 1 } } : { data: token ?? 'no token' };
    });
    const session = memorySession();
    const client = createShopClient({ url: shop.url, session });
    await client.auth.login.mutate({ email: 'ada@example.com', password: 'long enough' });
    expect(session.load()).toMatchObject({ token: 'token-1' });
    expect(await client.auth.me.query()).toBe('token-1');
    await client.auth.logout.mutate();
    expect(session.load()).toBeNull();
    expect(await client.auth.me.query()).toBe('no token');
  });

  it.each(['auth.register', 'auth.changePassword', 'auth.resetPassword', 'auth.refresh'])(
    'follows the one that %s answers',
    async (path) => {
      const shop = await fakeShop((call): Reply => ({ data: call.path === path ? sessionOf(2) : call.token }));
      const session = memorySession(sessionOf(1));
      const client = createShopClient({ url: shop.url, session });
      await {
        'auth.register': () =>
          client.auth.register.mutate({
            accountType: 'customer',
            email: 'ada@example.com',
            password: 'long enough',
            firstName: 'Ada',
            lastName: 'Lovelace',
            address: 'London',
          }),
        'auth.changePassword': () => client.auth.changePassword.mutate({ currentPassword: 'a', newPassword: 'b' }),
        'auth.resetPassword': () => client.auth.resetPassword.mutate({ code: 'a', newPassword: 'b' }),
        'auth.refresh': () => client.auth.refresh.mutate({ refreshToken: 'refresh-1' }),
      }[path]!();
      expect(session.load()).toMatchObject({ token: 'token-2' });
      expect(await client.auth.me.query()).toBe('token-2');
    },
  );

  it('is refreshed once for fifty concurrent calls, and each of them is retried', async () => {
    const shop = await sessionShop();
    shop.expire();
    const session = memorySession(sessionOf(1));
    const client = createShopClient({ url: shop.url, session });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 ? client.tickets.get.query({ id: index + 1 }) : client.tickets.delete.mutate({ id: index + 1 }),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => ({ id: index + 1 })));
    expect(shop.state.refreshes).toBe(1);
    expect(session.load()).toMatchObject({ token: `token-${shop.state.access}` });
  });

  it('is refreshed before a token that is about to expire is used', async () => {
    const shop = await sessionShop();
    const client = createShopClient({ url: shop.url, session: memorySession(sessionOf(1, 5)) });
    await Promise.all([client.auth.me.query(), client.auth.sessions.query()]);
    expect(paths(shop.calls)).toEqual(['auth.refresh', 'auth.me', 'auth.sessions']);
    expect(shop.calls[0]).toMatchObject({ token: undefined, input: { refreshToken: 'refresh-1' } });
  });

  it('is not refreshed again and again when the clocks differ', async () => {
    const shop = await fakeShop((call): Reply => ({ data: call.path === 'auth.refresh' ? sessionOf(2, -60) : null }));
    const client = createShopClient({ url: shop.url, session: memorySession(sessionOf(1, -60)) });
    await client.auth.me.query();
    await client.auth.me.query();
    expect(paths(shop.calls)).toEqual(['auth.refresh', 'auth.me', 'auth.me']);
  });

  it.each(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'NOT_SIGNED_IN'] satisfies Reason[])(
    'is refreshed after %s',
    async (reason) => {
      const shop = await fakeShop(({ path, token }): Reply => {
        if (path === 'auth.refresh') return { data: sessionOf(2) };
        return token === 'token-2' ? { data: 'done' } : { reason };
      });
      const client = createShopClient({ url: shop.url, session: memorySession(sessionOf(1)) });
      expect(await client.auth.me.query()).toBe('done');
      expect(paths(shop.calls)).toEqual(['auth.me', 'auth.refresh', 'auth.me']);
    },
  );

  it.each(['INVALID_CREDENTIALS', 'SESSION_ENDED', 'ROLE_REQUIRED'] satisfies Reason[])(
    'is not refreshed after %s',
    async (reason) => {
      const shop = await fakeShop(() => ({ reason }));
      const session = memorySession(sessionOf(1));
      const client = createShopClient({ url: shop.url, session });
      const error = await caught(client.auth.changeEmail.mutate({ currentPassword: 'x', email: 'a@example.com' }));
      expect(isShopError(error, reason)).toBe(true);
      expect(paths(shop.calls)).toEqual(['auth.changeEmail']);
      expect(session.load()).toMatchObject({ token: 'token-1' });
    },
  );

  it('is refreshed once a call, even when the server refuses the new token too', async () => {
    const shop = await fakeShop(({ path }): Reply =>
      path === 'auth.refresh' ? { data: sessionOf(2) } : { reason: 'TOKEN_EXPIRED' },
    );
    const client = createShopClient({ url: shop.url, session: memorySession(sessionOf(1)) });
    expect(isShopError(await caught(client.auth.me.query()), 'TOKEN_EXPIRED')).toBe(true);
    expect(paths(shop.calls)).toEqual(['auth.me', 'auth.refresh', 'auth.me']);
  });

  it('is cleared when the server refuses the refresh', async () => {
    const shop = await fakeShop(({ path }): Reply => ({
      reason: path === 'auth.refresh' ? 'REFRESH_TOKEN_INVALID' : 'TOKEN_EXPIRED',
    }));
    const session = memorySession(sessionOf(1));
    const client = createShopClient({ url: shop.url, session });
    expect(isShopError(await caught(client.auth.me.query()), 'TOKEN_EXPIRED')).toBe(true);
    expect(session.load()).toBeNull();
    await caught(client.auth.me.query());
    expect(shop.calls.map(({ path, token }) => `${path} ${token}`)).toEqual([
      'auth.me token-1',
      'auth.refresh undefined',
      'auth.me undefined',
    ]);
  });

  it('outlives a refresh that got no answer', async () => {
    const shop = await fakeShop(({ path }): Reply => (path === 'auth.refresh' ? 'drop' : { reason: 'TOKEN_EXPIRED' }));
    const session = memorySession(sessionOf(1));
    const client = createShopClient({ url: shop.url, session, retries: 0 });
    expect(isShopUnreachable(await caught(client.auth.me.query()))).toBe(true);
    expect(session.load()).toMatchObject({ token: 'token-1' });
  });

  it('is still used when the early refresh fails', async () => {
    const shop = await fakeShop(({ path, token }): Reply => (path === 'auth.refresh' ? 'drop' : { data: token }));
    const client = createShopClient({ url: shop.url, session: memorySession(sessionOf(1, 5)), retries: 0 });
    expect(await client.auth.me.query()).toBe('token-1');
  });

  it('is deleted when the server no longer knows it at logout', async () => {
    const shop = await fakeShop(() => ({ reason: 'SESSION_ENDED' }));
    const session = memorySession(sessionOf(1));
    const client = createShopClient({ url: shop.url, session });
    expect(isShopError(await caught(client.auth.logoutEverywhere.mutate()), 'SESSION_ENDED')).toBe(true);
    expect(session.load()).toBeNull();
  });

  it('survives a logout that did not reach the server', async () => {
    const shop = await fakeShop(() => 'drop');
    const session = memorySession(sessionOf(1));
    await caught(createShopClient({ url: shop.url, session }).auth.logout.mutate());
    expect(session.load()).toMatchObject({ token: 'token-1' });
  });
});

describe('a store shared with another client', () => {
  it.each(['TOKEN_EXPIRED', 'SESSION_ENDED'] satisfies Reason[])('gives its newer session after %s', async (reason) => {
    const shop = await fakeShop(({ path, token }): Reply =>
      path === 'auth.me' && token === 'token-1' ? { reason } : { data: 'done' },
    );
    const session = memorySession(sessionOf(1));
    const client = createShopClient({ url: shop.url, session });
    await client.mechanics.list.query();
    await session.save(sessionOf(2, 3700));
    expect(await client.auth.me.query()).toBe('done');
    expect(paths(shop.calls)).not.toContain('auth.refresh');
  });

  it('gives the session of a login to a client that had none', async () => {
    const shop = await sessionShop();
    const session = memorySession();
    const client = createShopClient({ url: shop.url, session });
    expect(isShopError(await caught(client.auth.me.query()), 'NOT_SIGNED_IN')).toBe(true);
    await session.save(sessionOf(1));
    expect(await client.auth.me.query()).toBeNull();
    expect(shop.state.refreshes).toBe(0);
  });

  it('never retries a call as another account', async () => {
    const shop = await fakeShop(({ path, token }): Reply =>
      path !== 'mechanics.list' && token === 'token-1' ? { reason: 'SESSION_ENDED' } : { data: token },
    );
    const session = memorySession(sessionOf(1));
    const client = createShopClient({ url: shop.url, session });
    await client.mechanics.list.query();
    await session.save(sessionOf(2, 3700, 99));
    expect(isShopError(await caught(client.tickets.delete.mutate({ id: 1 })), 'SESSION_ENDED')).toBe(true);
    expect(shop.calls.filter(({ path }) => path === 'tickets.delete')).toHaveLength(1);
    expect(await client.auth.me.query()).toBe('token-2');
  });

  it('is refreshed by one of two clients', async () => {
    const shop = await sessionShop();
    shop.expire();
    const session = memorySession(sessionOf(1));
    const clients = [createShopClient({ url: shop.url, session }), createShopClient({ url: shop.url, session })];
    await Promise.all(clients.map((client) => client.auth.me.query()));
    expect(shop.state.refreshes).toBe(1);
  });

  it('that always answers the same still lets the client use its own', async () => {
    const shop = await sessionShop();
    const first = sessionOf(1);
    const client = createShopClient({ url: shop.url, session: { load: () => first, save: () => undefined } });
    for (let round = 1; round <= 3; round += 1) {
      shop.expire();
      await client.auth.me.query();
      expect(shop.state.refreshes).toBe(round);
    }
  });

  it('fails the call with its own error when it cannot be read, and is asked again', async () => {
    const shop = await sessionShop();
    let broken = true;
    const load = () => {
      if (broken) throw new Error('The disk is gone.');
      return sessionOf(1);
    };
    const client = createShopClient({ url: shop.url, session: { load, save: () => undefined } });
    await expect(client.auth.me.query()).rejects.toThrow('The disk is gone.');
    broken = false;
    expect(await client.auth.me.query()).toBeNull();
  });
});

describe('an API key', () => {
  const key = `msk_${'k'.repeat(43)}`;

  it.each(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_ENDED', 'NOT_SIGNED_IN'] as const)(
    'is sent once and never refreshed after %s',
    async (reason) => {
      const shop = await fakeShop(() => ({ reason }));
      const client = createShopClient({ url: shop.url, token: key });
      expect(isShopError(await caught(client.auth.me.query()), reason)).toBe(true);
      expect(shop.calls.map(({ path, token }) => `${path} ${token}`)).toEqual([`auth.me ${key}`]);
    },
  );

  it('stays the identity of its client when a call returns a session', async () => {
    const shop = await fakeShop(({ path, token }): Reply => ({ data: path === 'auth.login' ? sessionOf(1) : token }));
    const client = createShopClient({ url: shop.url, token: key });
    await client.auth.login.mutate({ email: 'ada@example.com', password: 'long enough' });
    expect(await client.auth.me.query()).toBe(key);
  });
});

describe('a bare token', () => {
  it('is sent as it is and never refreshed', async () => {
    const shop = await fakeShop(() => ({ reason: 'TOKEN_EXPIRED' }));
    const client = createShopClient({ url: shop.url, token: 'from-a-script' });
    expect(isShopError(await caught(client.auth.me.query()), 'TOKEN_EXPIRED')).toBe(true);
    expect(shop.calls.map(({ path, token }) => `${path} ${token}`)).toEqual(['auth.me from-a-script']);
  });

  it('gives way to the session of a login', async () => {
    const shop = await fakeShop(({ path, token }): Reply => ({ data: path === 'auth.login' ? sessionOf(1) : token }));
    const client = createShopClient({ url: shop.url, token: 'from-a-script' });
    await client.auth.login.mutate({ email: 'ada@example.com', password: 'long enough' });
    expect(await client.auth.me.query()).toBe('token-1');
  });
});
