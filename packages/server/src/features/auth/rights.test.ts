import { describe, expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { PASSWORD } from '../../testing/testing.ts';

describe('an access token', () => {
  test('works for an hour and then reports that it expired', async () => {
    const shop = await freshShop();
    const { session } = await shop.customer();
    shop.advance(3_600_000);
    await (await shop.withToken(session.token)).auth.me();
    shop.advance(5_000);
    await refused((await shop.withToken(session.token)).auth.me(), 'TOKEN_EXPIRED');
  });

  test.each([['nonsense'], ['a.b.c'], ['']])('of the form %j is invalid', async (token) => {
    const shop = await freshShop();
    await refused((await shop.withToken(token)).auth.me(), 'TOKEN_INVALID');
  });

  test('of another shop is invalid', async () => {
    const [shop, other] = [await freshShop(), await freshShop({ secrets: ['another signing key for another shop'] })];
    const { session } = await other.customer();
    await refused((await shop.withToken(session.token)).auth.me(), 'TOKEN_INVALID');
  });

  test('never makes a public procedure fail', async () => {
    const shop = await freshShop();
    const { session, call } = await shop.customer();
    await call.auth.logout();
    for (const token of ['nonsense', session.token]) {
      const caller = await shop.withToken(token);
      expect(await caller.mechanics.list()).toEqual({ items: [], nextCursor: null });
      await caller.auth.login({ email: session.account.email, password: PASSWORD });
    }
  });
});

describe('permissions follow the current rows', () => {
  test('a deactivated mechanic has none', async () => {
    const shop = await freshShop();
    const [admin, { id, session }] = [await shop.admin(), await shop.mechanic()];
    await admin.call.mechanics.update({ id, active: false });
    await refused((await shop.withToken(session.token)).customers.list(), 'SESSION_ENDED');
    await admin.call.mechanics.update({ id, active: true });
    await refused((await shop.withToken(session.token)).customers.list(), 'SESSION_ENDED');
    await shop.login(session.account.email);
  });

  test('a promoted mechanic logs in again and is an admin', async () => {
    const shop = await freshShop();
    const [admin, { id, email, session }] = [await shop.admin(), await shop.mechanic()];
    await admin.call.mechanics.update({ id, role: 'admin' });
    await refused((await shop.withToken(session.token)).mechanics.records(), 'SESSION_ENDED');
    await (await shop.login(email)).call.mechanics.records();
  });

  test('a demoted admin loses what the token claims', async () => {
    const shop = await freshShop();
    const [admin, second] = [await shop.admin(), await shop.admin()];
    await admin.call.mechanics.update({ id: second.id, role: 'mechanic' });
    await refused((await shop.withToken(second.session.token)).mechanics.records(), 'SESSION_ENDED');
    const { call } = await shop.login(second.email);
    await refused(call.mechanics.records(), 'ROLE_REQUIRED', { role: 'admin' });
  });

  test('a deleted account has none', async () => {
    const shop = await freshShop();
    const [admin, { id, session }] = [await shop.admin(), await shop.customer()];
    await admin.call.customers.delete({ id });
    await refused((await shop.withToken(session.token)).auth.me(), 'SESSION_ENDED');
    const { refreshToken } = session;
    await refused(shop.anonymous.auth.refresh({ refreshToken }), 'REFRESH_TOKEN_INVALID');
  });

  test('an id is never reused', async () => {
    const shop = await freshShop();
    const [admin, gone] = [await shop.admin(), await shop.customer()];
    await admin.call.customers.delete({ id: gone.id });
    expect((await shop.customer()).id).toBeGreaterThan(gone.id);
  });
});
