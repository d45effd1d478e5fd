import { expect, test } from 'vitest';
import { contextOf } from '../../api/context.ts';
import { createCaller } from '../../router.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import type { TestShop } from '../../testing/testing.ts';

const refresh = (shop: TestShop, refreshToken: string) => shop.anonymous.auth.refresh({ refreshToken });
/** What the tokens of a session can be used for now. */
const me = async (shop: TestShop, token: string) => (await shop.withToken(token)).auth.me();

test('rotates the token and extends the session', async () => {
  const shop = await freshShop();
  const { id, session } = await shop.customer();
  shop.advance(60_000);
  const next = await refresh(shop, session.refreshToken);
  expect(next.refreshToken).not.toBe(session.refreshToken);
  expect(next.account).toEqual(session.account);
  expect(next.expiresAt).toBe('2026-11-20T10:31:00.000Z');
  expect(next.refreshExpiresAt).toBe('2026-12-20T09:31:00.000Z');
  expect((await me(shop, next.token)).id).toBe(id);
});

test('keeps the session', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  shop.advance(90_000);
  const { token } = await refresh(shop, session.refreshToken);
  const { items } = await (await shop.withToken(token)).auth.sessions();
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    current: true,
    createdAt: '2026-11-20T09:30:00.000Z',
    lastUsedAt: '2026-11-20T09:31:00.000Z',
  });
});

test('returns the same successor to a repeat within 10 seconds', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  const first = await refresh(shop, session.refreshToken);
  shop.advance(10_000);
  const second = await refresh(shop, session.refreshToken);
  expect(second.refreshToken).toBe(first.refreshToken);
  expect(second.refreshExpiresAt).toBe(first.refreshExpiresAt);
  await me(shop, second.token);
});

test('returns the same successor to a repeat after a change of the signing secret', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  const first = await refresh(shop, session.refreshToken);
  const secrets = ['9d2b7f60-the-new-signing-key-of-tests-3c', ...shop.shop.secrets];
  const rotated = createCaller(contextOf({ ...shop.shop, secrets }, { caller: null, requestId: 'test' }));
  const second = await rotated.auth.refresh({ refreshToken: session.refreshToken });
  expect(second.refreshToken).toBe(first.refreshToken);
  const third = await rotated.auth.refresh({ refreshToken: second.refreshToken });
  await me(shop, third.token);
});

test('returns the same successor to concurrent calls', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(shop, session.refreshToken)));
  const tokens = new Set(answers.map(({ refreshToken }) => refreshToken));
  expect(tokens.size).toBe(1);
  await refresh(shop, [...tokens].join());
});

test('ends the family when a token is reused after 10 seconds', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  const next = await refresh(shop, session.refreshToken);
  shop.advance(10_001);
  await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
  await refused(refresh(shop, next.refreshToken), 'REFRESH_TOKEN_INVALID');
  await refused(me(shop, next.token), 'SESSION_ENDED');
  await refused(me(shop, session.token), 'SESSION_ENDED');
});

test('ends the family when a token is reused after its successor was used', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  const second = await refresh(shop, session.refreshToken);
  const third = await refresh(shop, second.refreshToken);
  await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
  await refused(me(shop, third.token), 'SESSION_ENDED');
  await refused(refresh(shop, third.refreshToken), 'REFRESH_TOKEN_INVALID');
});

test('leaves other sessions of the account alone when a family ends', async () => {
  const shop = await freshShop();
  const { email, session } = await shop.customer();
  const other = await shop.login(email);
  await refresh(shop, session.refreshToken);
  shop.advance(11_000);
  await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
  await me(shop, other.session.token);
  await refresh(shop, other.session.refreshToken);
});

test('works until the token expires, and not afterwards', async () => {
  const shop = await freshShop({ refreshTtlSeconds: 7200 });
  const { session } = await shop.customer();
  shop.advance(7_199_999);
  const next = await refresh(shop, session.refreshToken);
  shop.advance(7_200_000);
  await refused(refresh(shop, next.refreshToken), 'REFRESH_TOKEN_INVALID');
});

test.each([['nothing like a token'], ['\0'], ['\ud800']])('refuses %j', async (token) => {
  const shop = await freshShop();
  await refused(refresh(shop, token), 'REFRESH_TOKEN_INVALID');
});

test('rejects an access token, and a refresh token is no access token', async () => {
  const shop = await freshShop();
  const { session } = await shop.customer();
  await refused(refresh(shop, session.token), 'REFRESH_TOKEN_INVALID');
  await refused(me(shop, session.refreshToken), 'TOKEN_INVALID');
});

test('is rejected after logout', async () => {
  const shop = await freshShop();
  const { session, call } = await shop.customer();
  await call.auth.logout();
  await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
});

test('is rejected for a deactivated account', async () => {
  const shop = await freshShop();
  const [admin, mechanic] = [await shop.admin(), await shop.mechanic()];
  await admin.call.mechanics.update({ id: mechanic.id, active: false });
  await refused(refresh(shop, mechanic.session.refreshToken), 'REFRESH_TOKEN_INVALID');
});

test('returns the current account', async () => {
  const shop = await freshShop();
  const { session, call } = await shop.customer();
  await call.auth.updateMe({ firstName: 'Renamed' });
  expect((await refresh(shop, session.refreshToken)).account.firstName).toBe('Renamed');
});
