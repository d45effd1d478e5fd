import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { defaultRates } from '../../platform/limits/limits.ts';
import { digest } from '../../platform/security/codes.ts';
import { refused } from '../../testing/refused.ts';
import { PASSWORD, type TestShop, createTestShop } from '../../testing/testing.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop({ rates: defaultRates });
});
afterEach(() => shop.close());

const MINUTE = 60_000;
const wrong = 'not the password';

describe('auth.login', () => {
  test('allows ten attempts a minute for one e-mail, whatever its case and address', async () => {
    const { email } = await shop.customer();
    for (let n = 0; n < 10; n++) {
      const call = shop.from(`198.51.100.${n}`);
      const spelled = n % 2 === 0 ? email.toUpperCase() : ` ${email}`;
      await refused(call.auth.login({ email: spelled, password: wrong }), 'INVALID_CREDENTIALS');
    }
    const other = shop.from('198.51.100.99');
    await refused(other.auth.login({ email, password: PASSWORD }), 'RATE_LIMITED', { retryAfterSeconds: 60 });
    shop.advance(MINUTE);
    expect((await other.auth.login({ email, password: PASSWORD })).account.email).toBe(email);
  });

  test('answers alike for a locked unknown and a locked known e-mail', async () => {
    const { email } = await shop.customer();
    const answers = [];
    for (const who of [email, 'nobody@example.com']) {
      const call = shop.from('198.51.100.1');
      for (let n = 0; n < 10; n++)
        await refused(call.auth.login({ email: who, password: wrong }), 'INVALID_CREDENTIALS');
      answers.push(await refused(call.auth.login({ email: who, password: wrong }), 'RATE_LIMITED'));
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test('lets the right password open a locked account from an address with an earlier login', async () => {
    const home = shop.from('203.0.113.5');
    const { account } = await home.auth.register({
      accountType: 'customer',
      email: 'owner@example.com',
      password: PASSWORD,
      firstName: 'Olga',
      lastName: 'Owner',
      address: '1 Main Street',
    });
    const { email } = account;
    for (let n = 0; n < 12; n++) {
      const attempt = shop.from(`198.51.100.${n}`).auth.login({ email, password: wrong });
      await refused(attempt, n < 10 ? 'INVALID_CREDENTIALS' : 'RATE_LIMITED');
    }
    await refused(home.auth.login({ email, password: wrong }), 'RATE_LIMITED');
    expect((await home.auth.login({ email, password: PASSWORD })).account.id).toBe(account.id);
    await refused(shop.from('198.51.100.50').auth.login({ email, password: PASSWORD }), 'RATE_LIMITED');
  });

  test('gives a locked e-mail no new attempts during a flood of other e-mails with aborted calls', async () => {
    const { email } = await shop.customer();
    for (let n = 0; n < 10; n++)
      await refused(shop.from(`198.51.100.${n}`).auth.login({ email, password: wrong }), 'INVALID_CREDENTIALS');
    // All that remains of an aborted login: it was counted. Ten of them from each of 5,600 networks.
    for (let n = 0; n < 56_000; n++) {
      await shop.shop.limits.take('login-address', `2001:db8:${Math.floor(n / 2_560)}:${Math.floor(n / 10) % 256}`);
      await shop.shop.limits.take('login-email', digest(`other${n}@example.com`));
    }
    await refused(shop.from('203.0.113.77').auth.login({ email, password: PASSWORD }), 'RATE_LIMITED');
    shop.advance(MINUTE);
    expect((await shop.from('203.0.113.77').auth.login({ email, password: PASSWORD })).account.email).toBe(email);
  });

  test('allows thirty attempts a minute from one address, whatever the e-mails, even for the owner', async () => {
    const call = shop.from('198.51.100.7');
    for (let n = 0; n < 30; n++) {
      await refused(call.auth.login({ email: `x${n}@example.com`, password: wrong }), 'INVALID_CREDENTIALS');
    }
    await refused(call.auth.login({ email: 'x@example.com', password: wrong }), 'RATE_LIMITED');
    await refused(
      shop.from('198.51.100.8').auth.login({ email: 'x@example.com', password: wrong }),
      'INVALID_CREDENTIALS',
    );
  });
});

test('the own password may be tried ten times a minute, wherever it is required', async () => {
  const { id, email, call } = await shop.customer();
  for (let n = 0; n < 5; n++) {
    const newPassword = 'quite another password';
    await refused(call.auth.changePassword({ currentPassword: wrong, newPassword }), 'INVALID_CREDENTIALS');
    await refused(call.auth.changeEmail({ currentPassword: wrong, email: 'new@x.test' }), 'INVALID_CREDENTIALS');
  }
  await refused(call.customers.delete({ id, password: PASSWORD }), 'RATE_LIMITED', { retryAfterSeconds: 60 });
  await shop.login(email);
  shop.advance(MINUTE);
  await call.customers.delete({ id, password: PASSWORD });
});

test('an address may register ten accounts an hour', async () => {
  const call = shop.from('198.51.100.7');
  const join = (n: number) =>
    call.auth.register({
      accountType: 'customer',
      email: `new${n}@example.com`,
      password: PASSWORD,
      firstName: 'Nina',
      lastName: 'New',
      address: '1 Main Street',
    });
  for (let n = 0; n < 10; n++) await join(n);
  await refused(join(10), 'RATE_LIMITED', { retryAfterSeconds: 3600 });
});

test('an address may refresh sixty times a minute', async () => {
  const call = shop.from('198.51.100.7');
  for (let n = 0; n < 60; n++) await refused(call.auth.refresh({ refreshToken: 'x' }), 'REFRESH_TOKEN_INVALID');
  await refused(call.auth.refresh({ refreshToken: 'x' }), 'RATE_LIMITED');
});

test('an account, or an anonymous address, may make six hundred calls a minute', async () => {
  const cara = await shop.customer();
  const dora = await shop.customer();
  const used = Array.from({ length: 600 }, () => cara.call.inventory.list());
  await Promise.all(used);
  await refused(cara.call.inventory.list(), 'RATE_LIMITED');
  await refused(cara.call.tickets.mine(), 'RATE_LIMITED');
  expect((await dora.call.tickets.mine()).items).toEqual([]);
  expect((await shop.from('198.51.100.7').inventory.list()).items).toEqual([]);
});

test('a call refused by the default limit does not count under its own limit', async () => {
  const tight = { ...defaultRates, default: { points: 1, seconds: 60 }, register: { points: 1, seconds: 3600 } };
  const other = await createTestShop({ rates: tight });
  try {
    const call = other.from('198.51.100.7');
    const join = () =>
      call.auth.register({
        accountType: 'customer',
        email: 'new@example.com',
        password: PASSWORD,
        firstName: 'Nina',
        lastName: 'New',
        address: '1 Main Street',
      });
    await call.inventory.list();
    await refused(join(), 'RATE_LIMITED', { retryAfterSeconds: 60 });
    other.advance(MINUTE);
    expect((await join()).account.email).toBe('new@example.com');
  } finally {
    await other.close();
  }
});

test('dry runs of an account count apart from its other calls, and queries with the header do not', async () => {
  const few = { ...defaultRates, default: { points: 3, seconds: 60 } };
  const tight = await createTestShop({ rates: few });
  onTestFinished(() => tight.close());
  const { session } = await tight.admin();
  const dry = await tight.withToken(session.token, undefined, true);
  const real = await tight.withToken(session.token);
  const part = { name: 'Bolt', priceCents: 120 };
  for (let n = 0; n < 3; n++) await dry.inventory.create(part);
  await refused(dry.inventory.create(part), 'RATE_LIMITED', { retryAfterSeconds: 60 });
  for (let n = 0; n < 2; n++) await real.inventory.create(part);
  expect((await dry.inventory.list()).items).toHaveLength(2);
  await refused(real.inventory.list(), 'RATE_LIMITED');
  await refused(dry.inventory.list(), 'RATE_LIMITED');
});
