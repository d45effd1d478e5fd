import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { PASSWORD } from '../../testing/testing.ts';
import { accounts } from '../accounts/table.ts';

const shop = await shopOfFile();
const { anonymous } = shop;
const admin = await shop.admin();
const mechanic = await shop.mechanic();
const customer = await shop.customer();

function login(email: string, password: string, accountType?: 'customer' | 'mechanic') {
  return anonymous.auth.login({ email, password, ...(accountType ? { accountType } : {}) });
}

test('returns a session of the account', async () => {
  const session = await login(customer.email, PASSWORD);
  expect(session.account).toEqual(customer.session.account);
  expect(session.token).not.toBe(customer.session.token);
  expect((await (await shop.withToken(session.token)).auth.me()).id).toBe(customer.id);
});

test('accepts the e-mail in any case and with surrounding spaces', async () => {
  expect((await login(`  ${customer.email.toUpperCase()} `, PASSWORD)).account.id).toBe(customer.id);
});

describe('the account type', () => {
  test.each(['customer', 'mechanic'] as const)('%s accepts only accounts of that type', async (kind) => {
    const [right, wrong] = kind === 'customer' ? [customer, mechanic] : [mechanic, customer];
    expect((await login(right.email, PASSWORD, kind)).account.id).toBe(right.id);
    await refused(login(wrong.email, PASSWORD, kind), 'INVALID_CREDENTIALS');
  });

  test('mechanic accepts an admin', async () => {
    expect((await login(admin.email, PASSWORD, 'mechanic')).account.role).toBe('admin');
    await refused(login(admin.email, PASSWORD, 'customer'), 'INVALID_CREDENTIALS');
  });

  test('must be a known one', async () => {
    const input = { email: admin.email, password: PASSWORD, accountType: 'admin' as 'mechanic' };
    await refusedAt(anonymous.auth.login(input), 'accountType');
  });
});

describe('is rejected', () => {
  test.each([
    ['a wrong password', 'not the password'],
    ['a password in another case', PASSWORD.toUpperCase()],
    ['one character', 'x'],
    ['1024 characters', 'x'.repeat(1024)],
    ['a password and a NUL', `${PASSWORD}\0`],
    ['half a surrogate pair', '\ud800'],
  ])('for %s', async (_, password) => {
    await refused(login(customer.email, password), 'INVALID_CREDENTIALS');
  });

  test.each([['', 1025]] as const)('as input for no password and for 1025 characters', async (empty, length) => {
    await refusedAt(login(customer.email, empty), 'password');
    await refusedAt(login(customer.email, 'x'.repeat(length)), 'password');
  });

  test('alike for an unknown e-mail, wrong password, wrong type and deactivated account', async () => {
    const gone = await shop.mechanic();
    await admin.call.mechanics.update({ id: gone.id, active: false });
    const answers = await Promise.all(
      [
        login('nobody@example.com', PASSWORD),
        login(customer.email, 'not the password'),
        login(customer.email, PASSWORD, 'mechanic'),
        login(gone.email, PASSWORD),
      ].map((promise) => promise.then(String, (error: Error) => error.message)),
    );
    expect(new Set(answers).size).toBe(1);
    await refused(login(gone.email, PASSWORD), 'INVALID_CREDENTIALS');
  });

  test('for the contact e-mail of a customer without a login', async () => {
    const email = 'contact@example.com';
    await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin', email });
    await refused(login(email, PASSWORD), 'INVALID_CREDENTIALS');
  });
});

test('hashes a password again when the cost has changed', async () => {
  const dear = await freshShop({ bcryptCost: 5 });
  const { id, email } = await dear.customer();
  const { database } = dear.shop;
  const ownRow = eq(accounts.id, id);
  const passwordHash = await shop.shop.passwords.hash(PASSWORD);
  await database.write(async (tx) => {
    await tx.update(accounts).set({ passwordHash }).where(ownRow);
  });
  // All at once: those that compared with the previous hash compare again.
  await Promise.all([dear.login(email), dear.login(email), dear.login(email)]);
  const [row] = await database.read.select().from(accounts).where(ownRow);
  expect(passwordHash).toMatch(/^\$2b\$04\$/);
  expect(row).toMatchObject({ passwordHash: expect.stringMatching(/^\$2b\$05\$/), version: 1 });
  await dear.login(email);
});
