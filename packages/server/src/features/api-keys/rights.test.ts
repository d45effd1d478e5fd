import { eq } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { contextOf } from '../../api/context.ts';
import { StorageUnavailable } from '../../platform/db/database.ts';
import { buildShop } from '../../process/app.ts';
import { createCaller } from '../../router.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import type { Actor, TestShop } from '../../testing/testing.ts';
import { apiKeys } from '../accounts/api-keys-table.ts';
import { authenticate } from '../accounts/authenticate.ts';
import { accountTopic } from '../accounts/caches.ts';
import { accounts } from '../accounts/table.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const part = { name: 'Bolt', priceCents: 10 };

interface Setting {
  shop: TestShop;
  boss: Actor;
  mia: Actor;
  id: number;
  key: string;
}

async function setting(expiresInDays?: number): Promise<Setting> {
  const shop = await freshShop();
  const [boss, mia] = [await shop.admin(), await shop.mechanic()];
  const scopes = ['*:read', 'inventory.*', 'mechanics.*'];
  const { id, key } = await mia.call.apiKeys.create({ name: 'Stock', scopes, expiresInDays });
  return { shop, boss, mia, id, key };
}

describe('a key', () => {
  test('expires by the clock', async () => {
    const { shop, key } = await setting(1);
    shop.advance(DAY - 1);
    await (await shop.withToken(key)).auth.me();
    shop.advance(1);
    await refused((await shop.withToken(key)).auth.me(), 'TOKEN_EXPIRED');
  });

  test('expires although the clock is set back', async () => {
    const { shop, key } = await setting(1);
    shop.advance(DAY + MINUTE);
    shop.setClock(-DAY);
    await refused((await shop.withToken(key)).auth.me(), 'TOKEN_EXPIRED');
  });

  test('without an expiry lives on', async () => {
    const { shop, mia, key } = await setting();
    shop.advance(3650 * DAY);
    expect((await (await shop.withToken(key)).auth.me()).id).toBe(mia.id);
  });

  test('that is revoked ends at once, also in calls that have begun', async () => {
    const { shop, mia, id, key } = await setting(1);
    const begun = await shop.withToken(key);
    await begun.inventory.create(part);
    await mia.call.apiKeys.revoke({ id });
    await refused((await shop.withToken(key)).auth.me(), 'SESSION_ENDED');
    await refused(begun.inventory.create(part), 'SESSION_ENDED');
    shop.advance(DAY);
    await refused((await shop.withToken(key)).auth.me(), 'SESSION_ENDED');
  });

  test('ends with the deactivation of its account, for good', async () => {
    const { shop, boss, mia, id, key } = await setting();
    const begun = await shop.withToken(key);
    await begun.auth.me();
    await boss.call.mechanics.update({ id: mia.id, active: false });
    await refused((await shop.withToken(key)).auth.me(), 'SESSION_ENDED');
    await refused(begun.inventory.create(part), 'SESSION_ENDED');
    await boss.call.mechanics.update({ id: mia.id, active: true });
    await refused((await shop.withToken(key)).auth.me(), 'SESSION_ENDED');
    const [listed] = (await boss.call.apiKeys.list()).items;
    expect(listed).toMatchObject({ id, revokedAt: '2026-11-20T09:30:00.000Z' });
  });

  test('has the present role of its account', async () => {
    const { shop, boss, mia, key } = await setting();
    await refused((await shop.withToken(key)).mechanics.records(), 'ROLE_REQUIRED', { role: 'admin' });
    await boss.call.mechanics.update({ id: mia.id, role: 'admin' });
    const promoted = await shop.withToken(key);
    await promoted.mechanics.records();
    await boss.call.mechanics.update({ id: mia.id, role: 'mechanic' });
    await refused(promoted.mechanics.update({ id: boss.id, salaryCents: 1 }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused((await shop.withToken(key)).mechanics.records(), 'ROLE_REQUIRED', { role: 'admin' });
  });

  test('outlives logouts, a new password and a new e-mail', async () => {
    const { shop, boss, mia, key } = await setting();
    await boss.call.mechanics.update({ id: mia.id, email: 'new@shop.test' });
    const { call } = await shop.login('new@shop.test');
    await call.auth.logoutEverywhere();
    expect((await (await shop.withToken(key)).auth.me()).id).toBe(mia.id);
  });

  test.each(['msk_', 'msk_nonsense', `msk_${'A'.repeat(43)}`, `msk_${'A'.repeat(42)}B`, `MSK_${'A'.repeat(43)}`])(
    'of the form %s is invalid, and leaves public procedures open',
    async (key) => {
      const { shop } = await setting();
      const call = await shop.withToken(key);
      await refused(call.auth.me(), 'TOKEN_INVALID');
      expect(await call.inventory.list()).toEqual({ items: [], nextCursor: null });
    },
  );

  test('is rejected by another shop', async () => {
    const [{ key }, other] = [await setting(), await freshShop()];
    await refused((await other.withToken(key)).auth.me(), 'TOKEN_INVALID');
  });
});

describe('in another process on the same database, which hears of nothing', () => {
  // Its caches never age and get no messages, so only the transaction can notice.
  async function elsewhere({ shop: { shop }, key }: Setting) {
    const settings = { secrets: shop.secrets, accessTtlSeconds: 3600, refreshTtlSeconds: 3600, bcryptCost: 4 };
    const uptime = () => 5 * DAY;
    const other = buildShop({ ...shop.database, close: async () => {} }, { ...settings, now: shop.now, uptime });
    const caller = await authenticate(other, `Bearer ${key}`);
    if (typeof caller === 'string') throw new Error(caller);
    return { call: createCaller(contextOf(other, { caller, requestId: 'test' })), end: () => other.close() };
  }

  const ends: [string, (one: Setting) => Promise<unknown>][] = [
    ['a revoked key', ({ mia, id }) => mia.call.apiKeys.revoke({ id })],
    ['the key of a deactivated account', ({ boss, mia }) => boss.call.mechanics.update({ id: mia.id, active: false })],
    ['the key of a deleted account', ({ boss, mia }) => boss.call.mechanics.delete({ id: mia.id })],
    ['the key of a promoted account', ({ boss, mia }) => boss.call.mechanics.update({ id: mia.id, role: 'admin' })],
  ];
  test.each(ends)('%s changes nothing', async (_, end) => {
    const one = await setting();
    const other = await elsewhere(one);
    await other.call.inventory.create(part);
    await end(one);
    await refused(other.call.inventory.create(part), 'SESSION_ENDED');
    expect((await one.boss.call.inventory.list()).items).toHaveLength(1);
    await other.end();
  });

  test('the key of an account that became a customer is refused for its role', async () => {
    const one = await setting();
    const other = await elsewhere(one);
    const { write } = one.shop.shop.database;
    await write((tx) => tx.update(accounts).set({ role: 'customer' }).where(eq(accounts.id, one.mia.id)));
    await refused(other.call.inventory.create(part), 'ROLE_REQUIRED', { role: 'mechanic' });
    await other.end();
  });
});

describe('the last use of a key', () => {
  async function lastUse({ shop, id }: Setting): Promise<string | undefined> {
    const [row] = await shop.shop.database.read.select().from(apiKeys).where(eq(apiKeys.id, id));
    return row?.lastUsedAt?.toISOString();
  }
  /** Uses the key in a process that has cached nothing. */
  async function use({ shop, mia, key }: Setting): Promise<void> {
    shop.shop.bus.publish(accountTopic.name, mia.id);
    await (await shop.withToken(key)).auth.me();
  }

  test('is recorded at most once a minute', async () => {
    const one = await setting();
    expect(await lastUse(one)).toBeUndefined();
    await use(one);
    await expect.poll(() => lastUse(one)).toBe('2026-11-20T09:30:00.000Z');
    one.shop.advance(MINUTE - 1);
    const write = vi.spyOn(one.shop.shop.database, 'write');
    await use(one);
    expect(write).not.toHaveBeenCalled();
    one.shop.advance(1);
    await use(one);
    await expect.poll(() => lastUse(one)).toBe('2026-11-20T09:31:00.000Z');
    expect(write).toHaveBeenCalledOnce();
    const [listed] = (await one.mia.call.apiKeys.list()).items;
    expect(listed?.lastUsedAt).toBe('2026-11-20T09:31:00.000Z');
  });

  test('is not waited for, and its failure fails no call', async () => {
    const one = await setting();
    const write = vi.spyOn(one.shop.shop.database, 'write').mockImplementation(async () => {
      throw new StorageUnavailable();
    });
    expect((await (await one.shop.withToken(one.key)).auth.me()).id).toBe(one.mia.id);
    expect(write).toHaveBeenCalledOnce();
    write.mockRestore();
    expect(await lastUse(one)).toBeUndefined();
  });

  test('is not recorded for an expired or revoked key', async () => {
    const [expired, revoked] = [await setting(1), await setting()];
    expired.shop.advance(DAY);
    await revoked.mia.call.apiKeys.revoke({ id: revoked.id });
    for (const { shop, key } of [expired, revoked]) {
      const write = vi.spyOn(shop.shop.database, 'write');
      await shop.withToken(key);
      expect(write).not.toHaveBeenCalled();
    }
  });
});
