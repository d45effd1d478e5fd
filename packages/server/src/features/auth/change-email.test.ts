import { expect, test } from 'vitest';
import { defaultRates } from '../../platform/limits/limits.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { type Actor, PASSWORD } from '../../testing/testing.ts';

const often = { points: 1000, seconds: 60 };
const rates = { ...defaultRates, 'login-email': often, 'login-address': often, register: often };
function change({ call }: Actor, email: string, currentPassword = PASSWORD) {
  return call.auth.changeEmail({ currentPassword, email });
}

test('reveals ten times an hour that an e-mail is taken, and then answers alike for taken and free ones', async () => {
  const shop = await freshShop({ rates });
  const [customer, other, witness] = [await shop.customer(), await shop.customer(), await shop.customer()];
  for (let n = 0; n < 10; n++) await refused(change(customer, other.email), 'EMAIL_TAKEN');
  const taken = await refused(change(customer, other.email), 'RATE_LIMITED');
  expect(await refused(change(customer, 'free@example.com'), 'RATE_LIMITED')).toEqual(taken);
  expect(await customer.call.auth.me()).toMatchObject({ email: customer.email, version: 1 });
  // Other accounts are not affected.
  expect((await change(witness, 'witness@example.com')).email).toBe('witness@example.com');
  shop.advance(3_600_000);
  const later = await shop.login(customer.email);
  expect((await change(later, 'free@example.com')).email).toBe('free@example.com');
});

test('reveals no more when the calls arrive together', async () => {
  const shop = await freshShop({ rates });
  const [customer, other] = [await shop.customer(), await shop.customer()];
  const emails = Array.from({ length: 24 }, (_, i) => (i % 2 ? other.email : `free${i}@example.com`));
  const results = await Promise.allSettled(emails.map((email) => change(customer, email)));
  const told = results.filter((result) => result.status === 'fulfilled' || !/Too many/.test(String(result.reason)));
  expect(told).toHaveLength(10);
});

test("counts neither a wrong password nor the caller's own e-mail", async () => {
  const shop = await freshShop({ rates });
  const [customer, other] = [await shop.customer(), await shop.customer()];
  for (let n = 0; n < 11; n++) {
    await refused(change(customer, other.email, 'not the password'), 'INVALID_CREDENTIALS');
    expect((await change(customer, customer.email)).email).toBe(customer.email);
  }
  await refused(change(customer, other.email), 'EMAIL_TAKEN');
});
