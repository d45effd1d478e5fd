import type { RouterInputs } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { PASSWORD } from '../../testing/testing.ts';

const shop = await shopOfFile();
const { anonymous } = shop;
const admin = await shop.admin();

type Register = RouterInputs['auth']['register'];
type Customer = Extract<Register, { accountType: 'customer'; address: string }>;
type Mechanic = Extract<Register, { accountType: 'mechanic' }>;

let people = 0;
const newEmail = () => `new${(people += 1)}@example.com`;

function asCustomer(values: Partial<Customer> = {}): Customer {
  return {
    accountType: 'customer',
    email: newEmail(),
    password: PASSWORD,
    firstName: 'Ada',
    lastName: 'Byron',
    address: '12 St James Square',
    ...values,
  };
}
function asMechanic(inviteCode: string, values: Partial<Mechanic> = {}): Mechanic {
  return {
    accountType: 'mechanic',
    inviteCode,
    email: newEmail(),
    password: PASSWORD,
    firstName: 'Bertha',
    lastName: 'Benz',
    specialty: 'Brakes',
    ...values,
  };
}
const walkIn = () => admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin', phone: '030 1234' });
async function walkInCode(customerId: number) {
  return (await admin.call.invites.create({ role: 'customer', customerId })).code;
}
async function staffCode(values: { role?: 'mechanic' | 'admin'; email?: string } = {}) {
  return (await admin.call.invites.create({ role: 'mechanic', ...values })).code;
}

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
    const input = { ...asCustomer(), accountType: 'admin' } as unknown as Customer;
    await refusedAt(anonymous.auth.register(input), 'accountType');
  });
});

describe("registering with a customer's invite code", () => {
  test('adds a login to the existing row', async () => {
    const row = await walkIn();
    const session = await anonymous.auth.register(asCustomer({ inviteCode: await walkInCode(row.id) }));
    expect(session.account.id).toBe(row.id);
    expect(await admin.call.customers.get({ id: row.id })).toMatchObject({
      firstName: 'Ada',
      lastName: 'Byron',
      email: session.account.email,
      phone: '030 1234',
      address: '12 St James Square',
      hasLogin: true,
      version: row.version + 1,
    });
  });

  test('with the code alone keeps name, address and phone number of the row', async () => {
    const address = '1 Main Street';
    const row = await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin', phone: '030 1234', address });
    const login = { accountType: 'customer', email: newEmail(), password: PASSWORD } as const;
    const session = await anonymous.auth.register({ ...login, inviteCode: await walkInCode(row.id) });
    expect(session.account).toMatchObject({ id: row.id, firstName: 'Walt', lastName: 'Kin' });
    expect(await admin.call.customers.get({ id: row.id })).toEqual({
      ...row,
      email: login.email,
      hasLogin: true,
      version: row.version + 1,
    });
  });

  test('leaves an unknown address unknown', async () => {
    const row = await walkIn();
    const login = { accountType: 'customer', email: newEmail(), password: PASSWORD, lastName: 'Ohm' } as const;
    await anonymous.auth.register({ ...login, inviteCode: await walkInCode(row.id) });
    const changed = { firstName: 'Walt', lastName: 'Ohm', address: null };
    expect(await admin.call.customers.get({ id: row.id })).toMatchObject(changed);
  });

  test('keeps the vehicles and tickets of the row', async () => {
    const row = await walkIn();
    const ticket = await admin.call.tickets.create({ customerId: row.id, description: 'Oil change' });
    const session = await anonymous.auth.register(asCustomer({ inviteCode: await walkInCode(row.id) }));
    const mine = await (await shop.withToken(session.token)).tickets.mine();
    expect(mine.items.map(({ id }) => id)).toEqual([ticket.id]);
  });

  test('makes the customer searchable under the new name', async () => {
    const row = await walkIn();
    await anonymous.auth.register(asCustomer({ lastName: 'Zuse', inviteCode: await walkInCode(row.id) }));
    expect((await admin.call.customers.list({ search: 'zuse' })).items.map(({ id }) => id)).toEqual([row.id]);
  });

  test('accepts the code without hyphens and in lower case', async () => {
    const row = await walkIn();
    const typed = (await walkInCode(row.id)).toLowerCase().replaceAll('-', ' ');
    expect((await anonymous.auth.register(asCustomer({ inviteCode: typed }))).account.id).toBe(row.id);
  });

  test('works once, even with a second code', async () => {
    const row = await walkIn();
    const [first, second] = [await walkInCode(row.id), await walkInCode(row.id)];
    await anonymous.auth.register(asCustomer({ inviteCode: first }));
    await refused(anonymous.auth.register(asCustomer({ inviteCode: first })), 'INVALID_INVITE');
    await refused(anonymous.auth.register(asCustomer({ inviteCode: second })), 'INVALID_INVITE');
  });

  test('works once for concurrent calls', async () => {
    const row = await walkIn();
    const inviteCode = await walkInCode(row.id);
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, () => anonymous.auth.register(asCustomer({ inviteCode }))),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('fails once the row is deleted', async () => {
    const row = await walkIn();
    const inviteCode = await walkInCode(row.id);
    await admin.call.customers.delete({ id: row.id });
    await refused(anonymous.auth.register(asCustomer({ inviteCode })), 'INVALID_INVITE');
  });
});

describe('registering a mechanic', () => {
  test('with a code creates a mechanic', async () => {
    const session = await anonymous.auth.register(asMechanic(await staffCode()));
    const { id, email } = session.account;
    expect(session.account.role).toBe('mechanic');
    expect(await admin.call.mechanics.record({ id })).toEqual({
      id,
      firstName: 'Bertha',
      lastName: 'Benz',
      specialty: 'Brakes',
      role: 'mechanic',
      email,
      address: null,
      salaryCents: null,
      active: true,
      version: 1,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
    expect((await admin.call.invites.list({ limit: 1 })).items[0]?.usedAt).toBe('2026-11-20T09:30:00.000Z');
  });

  test('with an admin code creates an admin', async () => {
    const session = await anonymous.auth.register(asMechanic(await staffCode({ role: 'admin' })));
    expect(session.account.role).toBe('admin');
  });

  test('requires the e-mail of the code', async () => {
    const email = newEmail();
    const code = await staffCode({ email: email.toUpperCase() });
    await refused(anonymous.auth.register(asMechanic(code)), 'INVALID_INVITE');
    expect((await anonymous.auth.register(asMechanic(code, { email }))).account.email).toBe(email);
  });

  test('requires a specialty', async () => {
    const input = { ...asMechanic(await staffCode()), specialty: null } as unknown as Mechanic;
    await refusedAt(anonymous.auth.register(input), 'specialty');
  });

  test('keeps the code valid when a registration is rejected', async () => {
    const code = await staffCode();
    await refused(anonymous.auth.register(asMechanic(code, { email: admin.email })), 'EMAIL_TAKEN');
    await anonymous.auth.register(asMechanic(code));
    await refused(anonymous.auth.register(asMechanic(code)), 'INVALID_INVITE');
  });
});

describe('a code that does not work', () => {
  const invited = async (values: Parameters<typeof staffCode>[0] = {}) =>
    admin.call.invites.create({ role: 'mechanic', ...values });

  test('is rejected alike when unknown, revoked, or for the other account type', async () => {
    const revoked = await invited();
    await admin.call.invites.revoke({ id: revoked.id });
    const forWalkIn = await walkInCode((await walkIn()).id);
    for (const code of ['nothing-like-a-code', revoked.code, forWalkIn]) {
      await refused(anonymous.auth.register(asMechanic(code)), 'INVALID_INVITE');
    }
    await refused(anonymous.auth.register(asCustomer({ inviteCode: await staffCode() })), 'INVALID_INVITE');
  });

  test('is rejected before the e-mail is looked up', async () => {
    const input = asMechanic('nothing-like-a-code', { email: admin.email });
    await refused(anonymous.auth.register(input), 'INVALID_INVITE');
    const code = await staffCode({ email: newEmail() });
    await refused(anonymous.auth.register(asMechanic(code, { email: admin.email })), 'INVALID_INVITE');
  });
});

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
