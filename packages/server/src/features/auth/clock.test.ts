import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { PASSWORD, type TestShop } from '../../testing/testing.ts';
import { sessionCache } from '../accounts/caches.ts';
import { refreshTokens, resetCodes, sessions } from '../accounts/table.ts';
import { invites } from '../invites/table.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const refresh = (shop: TestShop, refreshToken: string) => shop.anonymous.auth.refresh({ refreshToken });
const me = async (shop: TestShop, token: string) => (await shop.withToken(token)).auth.me();

/** Simulates rows written by another machine, whose uptime is unknown here. */
function fromElsewhere(shop: TestShop) {
  return shop.shop.database.write(async (tx) => {
    await tx.update(refreshTokens).set({ tick: null, usedTick: null });
    await tx.update(resetCodes).set({ tick: null });
    await tx.update(invites).set({ tick: null });
    await tx.update(idempotencyKeys).set({ tick: null });
  });
}

describe('a used refresh token', () => {
  test.each([-HOUR, -5 * SECOND, -DAY, -400 * DAY])(
    'has no successor after 12 seconds, although the clock was set by %i ms',
    async (by) => {
      const shop = await freshShop();
      const { session } = await shop.customer();
      const next = await refresh(shop, session.refreshToken);
      shop.setClock(by);
      shop.advance(12 * SECOND);
      await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
      await refused(refresh(shop, next.refreshToken), 'REFRESH_TOKEN_INVALID');
    },
  );

  test('has none at the same time of day an hour later, which the clock shows twice', async () => {
    const shop = await freshShop();
    const { session } = await shop.customer();
    await refresh(shop, session.refreshToken);
    shop.setClock(-HOUR);
    shop.advance(HOUR + SECOND);
    await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
  });

  test('still has it within 10 seconds when the clock was set back', async () => {
    const shop = await freshShop();
    const { session } = await shop.customer();
    const next = await refresh(shop, session.refreshToken);
    shop.setClock(-HOUR);
    shop.advance(9 * SECOND);
    expect((await refresh(shop, session.refreshToken)).refreshToken).toBe(next.refreshToken);
  });

  test('has none after the clock was set ahead', async () => {
    const shop = await freshShop();
    const { session } = await shop.customer();
    await refresh(shop, session.refreshToken);
    shop.setClock(HOUR);
    await refused(refresh(shop, session.refreshToken), 'REFRESH_TOKEN_INVALID');
  });

  test('exchanged on another machine has it where the clocks differ by seconds, but not by an hour', async () => {
    for (const [by, gives] of [
      [-5 * SECOND, true],
      [-HOUR, false],
    ] as const) {
      const shop = await freshShop();
      const { session } = await shop.customer();
      const next = await refresh(shop, session.refreshToken);
      await fromElsewhere(shop);
      shop.setClock(by);
      const again = refresh(shop, session.refreshToken);
      if (gives) expect((await again).refreshToken).toBe(next.refreshToken);
      else await refused(again, 'REFRESH_TOKEN_INVALID');
    }
  });
});

describe('an access token', () => {
  test.each([true, false])(
    'issued 400 days ahead is invalid after the clock is corrected; cached: %s',
    async (seen) => {
      const shop = await freshShop();
      const { email, session } = await shop.customer();
      shop.setClock(400 * DAY);
      const ahead = await shop.anonymous.auth.login({ email, password: PASSWORD });
      if (seen) await me(shop, ahead.token);
      shop.setClock(-400 * DAY);
      await refused(me(shop, ahead.token), 'TOKEN_INVALID');
      expect((await me(shop, session.token)).email).toBe(email);
    },
  );

  test.each([true, false])('expires on time although the clock was set back; cached: %s', async (seen) => {
    const shop = await freshShop();
    const { session } = await shop.customer();
    if (seen) await me(shop, session.token);
    shop.advance(59 * MINUTE);
    shop.setClock(-59 * MINUTE);
    await me(shop, session.token);
    shop.advance(MINUTE + 6 * SECOND);
    await refused(me(shop, session.token), 'TOKEN_EXPIRED');
  });

  test.each([true, false])('expires when the clock is set ahead; cached: %s', async (seen) => {
    const shop = await freshShop();
    const { session } = await shop.customer();
    if (seen) await me(shop, session.token);
    shop.setClock(2 * HOUR);
    await refused(me(shop, session.token), 'TOKEN_EXPIRED');
  });

  test('older than its session belongs to another session', async () => {
    const shop = await freshShop();
    const { session, id } = await shop.customer();
    await shop.shop.database.write((tx) =>
      tx
        .update(sessions)
        .set({ createdAt: new Date(shop.shop.now().getTime() + SECOND) })
        .where(eq(sessions.accountId, id)),
    );
    shop.shop.caches.of(sessionCache).forgetGroup(id);
    await refused(me(shop, session.token), 'SESSION_ENDED');
  });

  test('of a session that began before the clock was set back is valid', async () => {
    const shop = await freshShop();
    const { email, session } = await shop.customer();
    await me(shop, session.token);
    shop.setClock(-HOUR);
    const next = await refresh(shop, session.refreshToken);
    expect((await me(shop, next.token)).email).toBe(email);
    expect((await me(shop, (await shop.login(email)).session.token)).email).toBe(email);
  });
});

describe('an unused refresh token', () => {
  test('expires on time although the clock was set back', async () => {
    const shop = await freshShop({ refreshTtlSeconds: 7200 });
    const { session } = await shop.customer();
    shop.setClock(-DAY);
    shop.advance(2 * HOUR - SECOND);
    const next = await refresh(shop, session.refreshToken);
    shop.advance(2 * HOUR + SECOND);
    await refused(refresh(shop, next.refreshToken), 'REFRESH_TOKEN_INVALID');
  });

  test('of another machine from 400 days ahead is invalid', async () => {
    const shop = await freshShop();
    const { email } = await shop.customer();
    shop.setClock(400 * DAY);
    const { refreshToken } = await shop.anonymous.auth.login({ email, password: PASSWORD });
    await fromElsewhere(shop);
    shop.setClock(-400 * DAY);
    await refused(refresh(shop, refreshToken), 'REFRESH_TOKEN_INVALID');
  });
});

describe('one-time codes', () => {
  const join = (shop: TestShop, inviteCode: string) =>
    shop.anonymous.auth.register({
      accountType: 'mechanic',
      inviteCode,
      email: 'new@shop.test',
      password: PASSWORD,
      firstName: 'Nina',
      lastName: 'New',
      specialty: 'Brakes',
    });
  const codes = async () => {
    const shop = await freshShop();
    const [admin, customer] = [await shop.admin(), await shop.customer()];
    const make = async () => ({
      invite: (await admin.call.invites.create({ role: 'mechanic', expiresInHours: 24 })).code,
      reset: (await admin.call.auth.createResetCode({ accountId: customer.id })).code,
    });
    return { shop, make };
  };
  const refusedBoth = async (shop: TestShop, { invite, reset }: { invite: string; reset: string }) => {
    await refused(join(shop, invite), 'INVALID_INVITE');
    const used = shop.anonymous.auth.resetPassword({ code: reset, newPassword: 'quite another password' });
    await refused(used, 'INVALID_RESET_CODE');
  };

  test.each([-HOUR, -400 * DAY])('expire on time although the clock was set by %i ms', async (by) => {
    const { shop, make } = await codes();
    const made = await make();
    shop.setClock(by);
    shop.advance(DAY + SECOND);
    await refusedBoth(shop, made);
  });

  test('work within their time when the clock was set back', async () => {
    const { shop, make } = await codes();
    const { invite, reset } = await make();
    shop.setClock(-400 * DAY);
    shop.advance(DAY - SECOND);
    expect((await join(shop, invite)).account.role).toBe('mechanic');
    await shop.anonymous.auth.resetPassword({ code: reset, newPassword: 'quite another password' });
  });

  test('of another machine from 400 days ahead are invalid', async () => {
    const { shop, make } = await codes();
    shop.setClock(400 * DAY);
    const made = await make();
    await fromElsewhere(shop);
    shop.setClock(-400 * DAY);
    await refusedBoth(shop, made);
  });
});

describe('a stored response', () => {
  const keyed = async () => {
    const shop = await freshShop();
    const { session } = await shop.mechanic();
    const create = async (token: string) =>
      (await shop.withToken(token, 'a key')).inventory.create({ name: 'Brake pad', priceCents: 1, quantity: 0 });
    const { id } = await create(session.token);
    const again = async () => (await create((await shop.login('staff1@shop.test')).session.token)).id === id;
    return { shop, again };
  };

  test.each([-HOUR, -400 * DAY])('is kept for a day although the clock was set by %i ms, and no longer', async (by) => {
    const { shop, again } = await keyed();
    shop.setClock(by);
    expect(await again()).toBe(true);
    shop.advance(DAY - SECOND);
    expect(await again()).toBe(true);
    shop.advance(2 * SECOND);
    expect(await again()).toBe(false);
  });

  test('is kept where the clock of the machine that wrote it is ahead', async () => {
    const { shop, again } = await keyed();
    await fromElsewhere(shop);
    shop.setClock(-HOUR);
    expect(await again()).toBe(true);
  });
});
