import { describe, expect, test } from 'vitest';
import { callByPath } from '../../testing/procedures.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { type Customer, asCustomer, newEmail } from './testing/registrations.ts';

const shop = await shopOfFile();
const { anonymous } = shop;
const admin = await shop.admin();

describe('registering a customer', () => {
  test('creates an account, a customer row with the same id and a session', async () => {
    const input = asCustomer({ phone: '+49 30 901820' });
    const session = await anonymous.auth.register(input);
    const { id } = session.account;
    expect(session.account).toEqual({
      id,
      role: 'customer',
      email: input.email,
      firstName: 'Ada',
      lastName: 'Byron',
    });
    expect(session.expiresAt).toBe('2026-11-20T10:30:00.000Z');
    expect(session.refreshExpiresAt).toBe('2026-12-20T09:30:00.000Z');
    const own = await shop.withToken(session.token);
    expect(await own.customers.get({ id })).toEqual({
      id,
      firstName: 'Ada',
      lastName: 'Byron',
      email: input.email,
      phone: '+49 30 901820',
      address: '12 St James Square',
      company: null,
      taxExempt: false,
      note: null,
      externalId: null,
      hasLogin: true,
      active: true,
      version: 1,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
  });

  test('accepts a missing or null phone and code', async () => {
    const { account } = await anonymous.auth.register({ ...asCustomer(), phone: null, inviteCode: null });
    expect((await admin.call.customers.get({ id: account.id })).phone).toBeNull();
  });

  test('rejects the e-mail of another login, whatever its case', async () => {
    const { account } = await anonymous.auth.register(asCustomer());
    await refused(anonymous.auth.register(asCustomer({ email: account.email.toUpperCase() })), 'EMAIL_TAKEN');
    await refused(anonymous.auth.register(asCustomer({ email: admin.email })), 'EMAIL_TAKEN');
  });

  test('accepts an e-mail once, however many calls arrive together', async () => {
    const email = newEmail();
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => anonymous.auth.register(asCustomer({ email }))),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of asked) {
      if (answer.status === 'rejected') await refused(Promise.reject(answer.reason), 'EMAIL_TAKEN');
    }
  });

  test('does not attach to an existing customer by e-mail', async () => {
    const email = newEmail();
    const contact = await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin', email });
    const { account } = await anonymous.auth.register(asCustomer({ email }));
    expect(account.id).not.toBe(contact.id);
    expect(await admin.call.customers.get({ id: contact.id })).toEqual(contact);
  });

  test.each([['email'], ['password'], ['firstName'], ['lastName'], ['address']])('requires %s', async (member) => {
    await refusedAt(anonymous.auth.register({ ...asCustomer(), [member]: undefined }), member);
    await refusedAt(anonymous.auth.register({ ...asCustomer(), [member]: null }), member);
  });

  test('names everything that is missing at once', async () => {
    const { issues } = await refused(anonymous.auth.register({ accountType: 'customer' } as Customer), 'INVALID_INPUT');
    const message = 'This is missing. Send a text.';
    const members = ['email', 'password', 'firstName', 'lastName', 'address'];
    expect(issues).toEqual(members.map((member) => ({ path: [member], message })));
  });

  test('rejects the fields of a mechanic', async () => {
    const input = { ...asCustomer(), specialty: 'Brakes' };
    await refusedAt(anonymous.auth.register(input), 'specialty');
  });

  test('rejects an unknown account type', async () => {
    const input = { ...asCustomer(), accountType: 'admin' };
    await refusedAt(callByPath(anonymous, 'auth.register', input), 'accountType');
  });
});
