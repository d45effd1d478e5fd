import { hashSync } from '@node-rs/bcrypt';
import { eq } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { defaultRates } from '../../platform/limits/limits.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { PASSWORD, type TestShop } from '../../testing/testing.ts';
import { accounts } from '../accounts/table.ts';

const wrong = 'not the password';
const UNKNOWN = 'nobody@example.com';

function login(shop: TestShop, email: string, password = wrong, address = '192.0.2.1') {
  return shop.from(address).auth.login({ email, password });
}

describe('login beyond the limit of an e-mail', () => {
  const lockedShop = async () => {
    const shop = await freshShop({ rates: { ...defaultRates, 'login-email': { points: 1, seconds: 60 } } });
    // Registered at 192.0.2.1, which is a familiar address from then on.
    const { email } = await shop.customer();
    for (const who of [email, UNKNOWN]) await refused(login(shop, who, wrong, '198.51.100.1'), 'INVALID_CREDENTIALS');
    return { shop, email, verify: vi.spyOn(shop.shop.passwords, 'verify') };
  };

  test('checks no password from an address without a login', async () => {
    const { shop, email, verify } = await lockedShop();
    for (const who of [email, UNKNOWN]) await refused(login(shop, who, PASSWORD, '198.51.100.1'), 'RATE_LIMITED');
    expect(verify).not.toHaveBeenCalled();
  });

  test('checks every password from an address with a login, whether the e-mail exists or not', async () => {
    const { shop, email, verify } = await lockedShop();
    const answers = [];
    for (const who of [email, UNKNOWN]) answers.push(await refused(login(shop, who), 'RATE_LIMITED'));
    expect(answers[0]).toEqual(answers[1]);
    expect(verify.mock.calls.map(([, hash]) => hash !== null)).toEqual([true, false]);
  });

  test('accepts the right password only where the owner has logged in', async () => {
    const { shop, email, verify } = await lockedShop();
    const { account } = await shop.from('203.0.113.9').auth.register({
      accountType: 'customer',
      email: 'neighbour@example.com',
      password: PASSWORD,
      firstName: 'Nia',
      lastName: 'Neighbour',
      address: '2 Main Street',
    });
    const right = await refused(login(shop, email, PASSWORD, '203.0.113.9'), 'RATE_LIMITED');
    expect(right).toEqual(await refused(login(shop, email, wrong, '203.0.113.9'), 'RATE_LIMITED'));
    expect(verify).toHaveBeenCalledTimes(2);
    expect((await login(shop, account.email, PASSWORD, '203.0.113.9')).account.id).toBe(account.id);
    expect((await login(shop, email, PASSWORD)).account.email).toBe(email);
  });
});

describe('login with hashes of several costs', () => {
  const setHash = (shop: TestShop, id: number, cost: number) =>
    shop.shop.database.write((tx) =>
      tx
        .update(accounts)
        .set({ passwordHash: hashSync(PASSWORD, cost) })
        .where(eq(accounts.id, id)),
    );

  test('does the work of the highest cost, until no hash has it', async () => {
    const shop = await freshShop({ bcryptCost: 5 });
    const [old, older, present] = [await shop.customer(), await shop.mechanic(), await shop.customer()];
    await setHash(shop, old.id, 7);
    await setHash(shop, older.id, 6);
    const verify = vi.spyOn(shop.shop.passwords, 'verify');
    const works = async () => {
      verify.mockClear();
      for (const { email } of [old, older, present, { email: UNKNOWN }]) {
        await refused(login(shop, email), 'INVALID_CREDENTIALS');
      }
      return verify.mock.calls.map(([, , , highest]) => highest);
    };
    expect(await works()).toEqual([7, 7, 7, 7]);
    await shop.login(old.email);
    expect(await works()).toEqual([6, 6, 6, 6]);
    await shop.login(older.email);
    expect(await works()).toEqual([5, 5, 5, 5]);
  });

  test('ignores stored values that are not hashes', async () => {
    const shop = await freshShop();
    const { id } = await shop.customer();
    const verify = vi.spyOn(shop.shop.passwords, 'verify');
    for (const passwordHash of ['', 'broken, surely', '$2b$99$x']) {
      await shop.shop.database.write((tx) => tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, id)));
      await refused(login(shop, UNKNOWN), 'INVALID_CREDENTIALS');
      expect(verify.mock.lastCall?.[3]).toBe(0);
    }
  });
});
