import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { type Customer, asCustomer, newEmail } from './testing/registrations.ts';

const shop = await shopOfFile();
const { anonymous } = shop;

describe('a new password', () => {
  const withPassword = (password: string, values: Partial<Customer> = {}) =>
    anonymous.auth.register(asCustomer({ password, ...values }));

  test.each([
    ['is too short', 'seven77'],
    ['is too short in code points', '😀😀😀😀'],
    ['is longer than 72 bytes', 'x'.repeat(73)],
    ['is longer than 72 bytes in UTF-8', 'ä'.repeat(37)],
    ['is common', 'password123'],
    ['is common in capitals', 'PASSWORD123'],
    ['has a NUL', 'eight\0chars'],
    ['has half a surrogate pair', 'eight\ud800chars'],
  ])('is rejected when it %s', async (_, password) => {
    await refusedAt(withPassword(password), 'password');
  });

  test('is rejected when it equals the e-mail', async () => {
    const email = newEmail();
    await refusedAt(withPassword(email.toUpperCase(), { email }), 'password');
  });

  test.each([
    ['8 code points', '😀😀😀😀😀😀😀😀'],
    ['72 bytes', 'x7'.repeat(36)],
    ['spaces at its ends', '  a b c d  '],
  ])('may consist of %s, and is used unchanged', async (_, password) => {
    const { account } = await withPassword(password);
    await anonymous.auth.login({ email: account.email, password });
    await refused(
      anonymous.auth.login({ email: account.email, password: password.slice(0, -2) }),
      'INVALID_CREDENTIALS',
    );
  });

  test('is the same however the keyboard writes its accents', async () => {
    const { account } = await withPassword('gar\u00e7on caf\u00e9');
    const typed = 'garc\u0327on cafe\u0301';
    expect((await anonymous.auth.login({ email: account.email, password: typed })).account).toEqual(account);
  });
});
