import { describe, expect, test } from 'vitest';
import { callByPath } from '../../testing/procedures.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { PASSWORD } from '../../testing/testing.ts';
import { asCustomer, asMechanic, newEmail } from './testing/registrations.ts';

const shop = await shopOfFile();
const { anonymous } = shop;
const admin = await shop.admin();

const walkIn = () => admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin', phone: '030 1234' });
async function walkInCode(customerId: number) {
  return (await admin.call.invites.create({ role: 'customer', customerId })).code;
}
async function staffCode(values: { role?: 'mechanic' | 'admin'; email?: string } = {}) {
  return (await admin.call.invites.create({ role: 'mechanic', ...values })).code;
}

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
    const input = { ...asMechanic(await staffCode()), specialty: null };
    await refusedAt(callByPath(anonymous, 'auth.register', input), 'specialty');
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
