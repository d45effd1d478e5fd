import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { contextOf } from '../../api/context.ts';
import { cleanUp } from '../../process/housekeeping.ts';
import { createCaller } from '../../router.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { sessionCache } from '../accounts/caches.ts';
import { MAX_SESSIONS } from '../accounts/sessions.ts';
import { refreshTokens, sessions } from '../accounts/table.ts';

const DAY = 24 * 3_600_000;
const shop = await shopOfFile();

async function me({ session }: { session: { token: string } }, at = shop) {
  return (await at.withToken(session.token)).auth.me();
}

describe('sessions', () => {
  test('lists where the caller is logged in, newest first', async () => {
    const first = await shop.customer();
    const second = await shop.login(first.email);
    const { items } = await first.call.auth.sessions();
    expect(items.map(({ current }) => current)).toEqual([false, true]);
    expect((await second.call.auth.sessions()).items.map(({ current }) => current)).toEqual([true, false]);
    expect(items[1]).toEqual({
      id: items[1]?.id,
      createdAt: '2026-11-20T09:30:00.000Z',
      lastUsedAt: '2026-11-20T09:30:00.000Z',
      userAgent: null,
      current: true,
    });
  });

  test('shows the last use of each, to the minute', async () => {
    const later = await freshShop();
    const { session } = await later.customer();
    later.advance(3 * 60_000 + 59_999);
    const { token } = await later.anonymous.auth.refresh({ refreshToken: session.refreshToken });
    const [item] = (await (await later.withToken(token)).auth.sessions()).items;
    expect(item).toMatchObject({ lastUsedAt: '2026-11-20T09:33:00.000Z', createdAt: '2026-11-20T09:30:00.000Z' });
  });

  test('shows the user agent, truncated and without control characters', async () => {
    const { email } = await shop.customer();
    const userAgent = `Shop\u0007App/1.0 ${'x'.repeat(300)}`;
    const browser = createCaller(contextOf(shop.shop, { caller: null, requestId: 'test', userAgent }));
    await browser.auth.login({ email, password: 'a good password for tests' });
    const [item] = (await (await shop.login(email)).call.auth.sessions()).items.slice(1);
    expect(item?.userAgent).toMatch(/^ShopApp\/1\.0 x+$/);
    expect(item?.userAgent).toHaveLength(200);
  });

  test('lists at most the newest 200', async () => {
    const { id, call } = await shop.customer();
    const { database, now } = shop.shop;
    const one = { accountId: id, createdAt: now(), lastUsedAt: now(), expiresAt: new Date(now().getTime() + DAY) };
    await database.write((tx) => tx.insert(sessions).values(Array.from({ length: 205 }, () => one)));
    const { items } = await call.auth.sessions();
    expect(items).toHaveLength(200);
    expect(await call.auth.logoutEverywhere()).toEqual({ ended: 206 });
  });

  test('omits ended and expired ones', async () => {
    const later = await freshShop({ refreshTtlSeconds: DAY / 1000 });
    const { email } = await later.customer();
    const ended = await later.login(email);
    await ended.call.auth.logout();
    later.advance(DAY);
    const { call } = await later.login(email);
    expect((await call.auth.sessions()).items).toHaveLength(1);
  });
});

describe('an account keeps 500 sessions', () => {
  /** A customer with one session of their own, and others that were used a minute later each. */
  async function customerWith(count: number, ended: (n: number) => boolean) {
    const later = await freshShop();
    const actor = await later.customer();
    const { database, now } = later.shop;
    const start = now().getTime();
    const rows = Array.from({ length: count }, (_, n) => {
      const at = new Date(start + (n + 1) * 60_000);
      return { accountId: actor.id, createdAt: at, lastUsedAt: at, expiresAt: new Date(start + 30 * DAY) };
    });
    const ids = await database.write((tx) =>
      tx
        .insert(sessions)
        .values(rows.map((row, n) => ({ ...row, endedAt: ended(n) ? row.createdAt : null })))
        .returning({ id: sessions.id }),
    );
    const kept = async (): Promise<Set<number>> => {
      const mine = database.read.select({ id: sessions.id }).from(sessions).where(eq(sessions.accountId, actor.id));
      return new Set((await mine).map(({ id }) => id));
    };
    return { later, actor, kept, ids: ids.map(({ id }) => id) };
  }

  test('a login beyond that deletes an ended one, however lately it was used', async () => {
    const { later, actor, ids, kept } = await customerWith(MAX_SESSIONS - 1, (n) => n === 300);
    await later.login(actor.email);
    expect((await kept()).size).toBe(MAX_SESSIONS);
    expect((await kept()).has(ids[300] ?? 0)).toBe(false);
    await me(actor, later);
  });

  test('without an ended one, the least recently used one ends', async () => {
    const { later, actor, kept } = await customerWith(MAX_SESSIONS - 1, () => false);
    const stranger = await later.customer();
    await me(actor, later);
    const newest = await later.login(actor.email);
    expect((await kept()).size).toBe(MAX_SESSIONS);
    await refused(me(actor, later), 'SESSION_ENDED');
    const { refreshToken } = actor.session;
    await refused(later.anonymous.auth.refresh({ refreshToken }), 'REFRESH_TOKEN_INVALID');
    await me(newest, later);
    await me(stranger, later);
  });

  test('up to that many, none is deleted', async () => {
    const { later, actor, kept } = await customerWith(MAX_SESSIONS - 2, (n) => n % 2 === 0);
    await later.login(actor.email);
    expect((await kept()).size).toBe(MAX_SESSIONS);
    await me(actor, later);
  });

  test('deleting the account deletes them, and leaves their tokens, which lead nowhere, to housekeeping', async () => {
    const { later, actor, kept } = await customerWith(MAX_SESSIONS - 1, () => false);
    const admin = await later.admin();
    const { database } = later.shop;
    const before = await database.read.$count(refreshTokens);
    await admin.call.customers.delete({ id: actor.id });
    expect((await kept()).size).toBe(0);
    expect(await database.read.$count(refreshTokens)).toBe(before);
    const { refreshToken } = actor.session;
    await refused(later.anonymous.auth.refresh({ refreshToken }), 'REFRESH_TOKEN_INVALID');
    later.advance(31 * DAY);
    await cleanUp(later.shop);
    expect(await database.read.$count(refreshTokens)).toBe(0);
  });
});

describe('logout', () => {
  test('ends only this session', async () => {
    const first = await shop.customer();
    const second = await shop.login(first.email);
    expect(await first.call.auth.logout()).toEqual({ ended: 1 });
    await refused(me(first), 'SESSION_ENDED');
    await me(second);
  });

  test('requires an active session', async () => {
    const { call, session } = await shop.customer();
    await call.auth.logout();
    await refused((await shop.withToken(session.token)).auth.logout(), 'SESSION_ENDED');
    await refused(shop.anonymous.auth.logout(), 'NOT_SIGNED_IN');
  });
});

describe('logoutEverywhere', () => {
  test('ends all sessions of the caller and no others', async () => {
    const [first, stranger] = [await shop.customer(), await shop.customer()];
    const second = await shop.login(first.email);
    expect(await first.call.auth.logoutEverywhere()).toEqual({ ended: 2 });
    await refused(me(first), 'SESSION_ENDED');
    await refused(me(second), 'SESSION_ENDED');
    await me(stranger);
  });

  test('does not count ended and expired sessions', async () => {
    const later = await freshShop({ refreshTtlSeconds: DAY / 1000 });
    const { email, call } = await later.customer();
    await call.auth.logout();
    await later.login(email);
    later.advance(DAY);
    const now = await later.login(email);
    expect(await now.call.auth.logoutEverywhere()).toEqual({ ended: 1 });
  });
});

describe('endSession', () => {
  test('ends another session of the caller', async () => {
    const [first, second] = await (async () => {
      const actor = await shop.customer();
      return [actor, await shop.login(actor.email)] as const;
    })();
    const [other] = (await first.call.auth.sessions()).items;
    expect(await first.call.auth.endSession({ id: other?.id ?? 0 })).toEqual({ ended: 1 });
    await refused(me(second), 'SESSION_ENDED');
    await me(first);
  });

  test('is NOT_FOUND for ended, expired, unknown and foreign ones', async () => {
    const later = await freshShop({ refreshTtlSeconds: DAY / 1000 });
    const first = await later.customer();
    const stranger = await later.customer();
    const [own] = (await first.call.auth.sessions()).items;
    const [foreign] = (await stranger.call.auth.sessions()).items;
    later.advance(DAY);
    const now = await later.login(first.email);
    const [current] = (await now.call.auth.sessions()).items;
    for (const id of [own?.id ?? 0, foreign?.id ?? 0, 999_999]) {
      await refused(now.call.auth.endSession({ id }), 'NOT_FOUND', { resource: 'session' });
    }
    await now.call.auth.endSession({ id: current?.id ?? 0 });
    await refused(now.call.auth.endSession({ id: current?.id ?? 0 }), 'SESSION_ENDED');
    await me(await later.login(stranger.email), later);
  });

  test('requires an id', async () => {
    const { call } = await shop.customer();
    await refusedAt(call.auth.endSession({ id: 0 }), 'id');
  });
});

test('a session shows its last use, exact to the minute', async () => {
  const shop = await freshShop();
  const cara = await shop.customer();
  shop.advance(59_000);
  await shop.withToken(cara.session.token);
  shop.shop.caches.of(sessionCache).forgetAll();
  shop.advance(61_000);
  await shop.withToken(cara.session.token);
  // The use is recorded after the response; the next write comes after it.
  await shop.shop.database.write(async () => {});
  const { items } = await cara.call.auth.sessions();
  expect(items).toMatchObject([{ createdAt: '2026-11-20T09:30:00.000Z', lastUsedAt: '2026-11-20T09:32:00.000Z' }]);
});
