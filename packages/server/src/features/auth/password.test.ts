import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { type Actor, PASSWORD, type TestShop } from '../../testing/testing.ts';

const NEW = 'quite another password';
const shop = await shopOfFile();
const admin = await shop.admin();
const mechanic = await shop.mechanic();

const me = async (at: TestShop, { session }: Pick<Actor, 'session'>) => (await at.withToken(session.token)).auth.me();

describe('changePassword', () => {
  const change = ({ call }: Actor, newPassword = NEW, currentPassword = PASSWORD) =>
    call.auth.changePassword({ currentPassword, newPassword });

  test('replaces the old password', async () => {
    const customer = await shop.customer();
    await change(customer);
    expect((await shop.login(customer.email, NEW)).id).toBe(customer.id);
    await refused(shop.login(customer.email), 'INVALID_CREDENTIALS');
  });

  test('returns a session and ends all others', async () => {
    const customer = await shop.customer();
    const elsewhere = await shop.login(customer.email);
    const session = await change(customer);
    expect(await me(shop, { session })).toMatchObject({ id: customer.id, version: 1 });
    for (const old of [customer, elsewhere]) {
      await refused(me(shop, old), 'SESSION_ENDED');
      const { refreshToken } = old.session;
      await refused(shop.anonymous.auth.refresh({ refreshToken }), 'REFRESH_TOKEN_INVALID');
    }
  });

  test('revokes reset codes', async () => {
    const customer = await shop.customer();
    const { code } = await admin.call.auth.createResetCode({ accountId: customer.id });
    await change(customer);
    await refused(shop.anonymous.auth.resetPassword({ code, newPassword: 'a third password' }), 'INVALID_RESET_CODE');
    await shop.login(customer.email, NEW);
  });

  test('requires the current password', async () => {
    const customer = await shop.customer();
    await refused(change(customer, NEW, 'not the password'), 'INVALID_CREDENTIALS');
    await me(shop, customer);
    await shop.login(customer.email);
  });

  test.each([['short'], ['password123'], ['x'.repeat(73)]])('refuses %j', async (password) => {
    await refusedAt(change(mechanic, password), 'newPassword');
  });

  test('refuses the e-mail', async () => {
    await refusedAt(change(mechanic, mechanic.email), 'newPassword');
  });

  test('takes effect once of two at the same time', async () => {
    const customer = await shop.customer();
    const passwords = ['the first password', 'the second password'];
    const asked = await Promise.allSettled(passwords.map((password) => change(customer, password)));
    const winner = asked.findIndex(({ status }) => status === 'fulfilled');
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await shop.login(customer.email, passwords[winner]);
  });
});

describe('createResetCode', () => {
  test('is shown with its expiry, a day from now', async () => {
    const { id } = await shop.customer();
    const { code, expiresAt } = await mechanic.call.auth.createResetCode({ accountId: id });
    expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    expect(expiresAt).toBe('2026-11-21T09:30:00.000Z');
  });

  test('is created by mechanics for customers, by admins for everyone', async () => {
    const accountId = (await shop.mechanic()).id;
    await refused(mechanic.call.auth.createResetCode({ accountId }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(mechanic.call.auth.createResetCode({ accountId: admin.id }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(mechanic.call.auth.createResetCode({ accountId: mechanic.id }), 'ROLE_REQUIRED', { role: 'admin' });
    await admin.call.auth.createResetCode({ accountId });
  });

  test('is not created by customers, not even for themselves', async () => {
    const { id, call } = await shop.customer();
    await refused(call.auth.createResetCode({ accountId: id }), 'ROLE_REQUIRED', { role: 'mechanic' });
  });

  test('requires an existing account', async () => {
    await refused(admin.call.auth.createResetCode({ accountId: 999_999 }), 'NOT_FOUND', { resource: 'customer' });
  });

  test('requires an account with a login', async () => {
    const { id } = await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    await refusedAt(admin.call.auth.createResetCode({ accountId: id }), 'accountId');
  });
});

describe('resetPassword', () => {
  const codeFor = async (id: number, at = admin) => (await at.call.auth.createResetCode({ accountId: id })).code;
  const reset = (code: string, newPassword = NEW, at = shop) => at.anonymous.auth.resetPassword({ code, newPassword });

  test('replaces the old password and ends all sessions', async () => {
    const customer = await shop.customer();
    const session = await reset(await codeFor(customer.id));
    expect(await me(shop, { session })).toMatchObject({ id: customer.id, version: 1 });
    await refused(me(shop, customer), 'SESSION_ENDED');
    await refused(shop.login(customer.email), 'INVALID_CREDENTIALS');
    await shop.login(customer.email, NEW);
  });

  test('accepts the code in any spelling', async () => {
    const { id } = await shop.customer();
    const typed = (await codeFor(id)).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await reset(typed)).account.id).toBe(id);
  });

  test('works once, and revokes the other codes of the account', async () => {
    const { id } = await shop.customer();
    const [first, second] = [await codeFor(id), await codeFor(id)];
    await reset(first);
    await refused(reset(first, 'yet another password'), 'INVALID_RESET_CODE');
    await refused(reset(second, 'yet another password'), 'INVALID_RESET_CODE');
  });

  test('works once for concurrent calls', async () => {
    const code = await codeFor((await shop.customer()).id);
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => reset(code)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is replayed for a day', async () => {
    const later = await freshShop();
    const [boss, { id }] = [await later.admin(), await later.customer()];
    const [first, second] = [await codeFor(id, boss), await codeFor((await later.customer()).id, boss)];
    later.advance(24 * 3_600_000 - 1);
    await reset(first, NEW, later);
    later.advance(1);
    await refused(reset(second, NEW, later), 'INVALID_RESET_CODE');
  });

  test('rejects unknown codes and those of deactivated and deleted accounts alike', async () => {
    const [gone, deleted] = [await shop.mechanic(), await shop.customer()];
    const codes = [await codeFor(gone.id), await codeFor(deleted.id)];
    await admin.call.mechanics.update({ id: gone.id, active: false });
    await admin.call.customers.delete({ id: deleted.id });
    for (const code of ['nothing like a code', ...codes]) await refused(reset(code), 'INVALID_RESET_CODE');
  });

  test('rejects an invite code', async () => {
    const { code } = await admin.call.invites.create({ role: 'mechanic' });
    await refused(reset(code), 'INVALID_RESET_CODE');
  });

  test('keeps the code valid when the password is rejected', async () => {
    const { id, email } = await shop.customer();
    const code = await codeFor(id);
    await refusedAt(reset(code, 'password123'), 'newPassword');
    await refusedAt(reset(code, email), 'newPassword');
    await reset(code);
  });
});
