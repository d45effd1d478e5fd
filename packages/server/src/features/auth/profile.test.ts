import { describe, expect, test } from 'vitest';
import { callByPath } from '../../testing/procedures.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { PASSWORD } from '../../testing/testing.ts';

const shop = await shopOfFile();
const admin = await shop.admin();

describe('me', () => {
  test('returns a customer record without password or hash', async () => {
    const { id, email, call } = await shop.customer({ phone: '030 901820' });
    await (await shop.mechanic()).call.customers.update({ id, note: 'Pays late.', company: 'Driver & Sons' });
    expect(await call.auth.me()).toEqual({
      role: 'customer',
      id,
      firstName: 'Cara',
      lastName: expect.stringMatching(/^Driver/),
      email,
      phone: '030 901820',
      address: '1 Main Street',
      company: 'Driver & Sons',
      taxExempt: false,
      note: null,
      externalId: null,
      hasLogin: true,
      active: true,
      version: 2,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
  });

  test("returns a mechanic's staff record", async () => {
    const { id, call } = await shop.mechanic({ specialty: 'Gears', salaryCents: 480_000, address: '2 Side Street' });
    const me = await call.auth.me();
    expect(me).toEqual(await admin.call.mechanics.record({ id }));
    expect(me).toMatchObject({ role: 'mechanic', specialty: 'Gears', salaryCents: 480_000, active: true });
  });

  test("returns an admin's staff record", async () => {
    expect(await admin.call.auth.me()).toEqual(await admin.call.mechanics.record({ id: admin.id }));
  });

  test('requires an account with a login', async () => {
    await refused(shop.anonymous.auth.me(), 'NOT_SIGNED_IN');
  });

  test('accepts no input or an empty object, and nothing else', async () => {
    expect(await admin.call.auth.me({})).toEqual(await admin.call.auth.me());
    await refused(callByPath(admin.call, 'auth.me', null), 'INVALID_INPUT');
    await refusedAt(callByPath(admin.call, 'auth.me', { id: admin.id }), 'id');
  });
});

describe('updateMe', () => {
  test('changes the fields of a customer and increments the version', async () => {
    const { id, call } = await shop.customer();
    const before = await call.auth.me();
    const after = await call.auth.updateMe({ firstName: 'Grace', lastName: 'Hopper', phone: '12345' });
    expect(after).toEqual({ ...before, firstName: 'Grace', lastName: 'Hopper', phone: '12345', version: 2 });
    expect(await call.auth.me()).toEqual(after);
    expect((await admin.call.customers.list({ search: 'hopper' })).items.map((row) => row.id)).toEqual([id]);
  });

  test('changes the fields of a mechanic', async () => {
    const { id, call } = await shop.mechanic();
    await call.auth.updateMe({ specialty: 'Welding', address: 'Yard 7' });
    expect(await admin.call.mechanics.record({ id })).toMatchObject({
      specialty: 'Welding',
      address: 'Yard 7',
      version: 2,
    });
    expect((await shop.anonymous.mechanics.list({ search: 'weld' })).items.map((row) => row.id)).toEqual([id]);
  });

  test('clears fields set to null, and keeps absent ones', async () => {
    const { call } = await shop.customer({ phone: '030 901820' });
    expect(await call.auth.updateMe({ phone: null })).toMatchObject({ phone: null, address: '1 Main Street' });
    expect(await call.auth.updateMe({ address: null })).toMatchObject({ phone: null, address: null, version: 3 });
  });

  test('without a difference keeps the version', async () => {
    const { call } = await shop.customer();
    expect(await call.auth.updateMe({ firstName: ' Cara ', address: '1 Main Street' })).toMatchObject({ version: 1 });
  });

  test.each([[{}], [{ version: 1 }]])('without a field is rejected: %j', async (input) => {
    const { call } = await shop.customer();
    await refused(call.auth.updateMe(input), 'INVALID_INPUT');
  });

  test('accepts only fields of the own role', async () => {
    const customer = await shop.customer();
    await refusedAt(customer.call.auth.updateMe({ specialty: 'Gears' }), 'specialty');
    await refusedAt(customer.call.auth.updateMe({ specialty: null }), 'specialty');
    const mechanic = await shop.mechanic();
    await refusedAt(mechanic.call.auth.updateMe({ phone: '030 901820' }), 'phone');
    await refusedAt(admin.call.auth.updateMe({ phone: null }), 'phone');
  });

  test.each(['email', 'role', 'salaryCents', 'active', 'id', 'password'])('rejects %s', async (member) => {
    const { call } = await shop.mechanic();
    const input = { firstName: 'Eve', [member]: 'admin' };
    await refusedAt(call.auth.updateMe(input), member);
  });

  test.each(['firstName', 'lastName', 'version'])('rejects null for %s', async (member) => {
    const { call } = await shop.customer();
    const input = { phone: '12345', [member]: null };
    await refusedAt(call.auth.updateMe(input), member);
  });

  test.each(['customer', 'mechanic'] as const)(
    'rejects a stale version of a %s with the current profile',
    async (kind) => {
      const { call } = await shop[kind]();
      const current = await call.auth.updateMe({ lastName: 'Newer' });
      await refused(call.auth.updateMe({ version: 1, lastName: 'Older' }), 'VERSION_MISMATCH', { current });
      expect(await call.auth.me()).toEqual(current);
      expect(await call.auth.updateMe({ version: 2, lastName: 'Newest' })).toMatchObject({ version: 3 });
    },
  );
});

describe('changeEmail', () => {
  test('changes the login and increments the version', async () => {
    const { id, email, call } = await shop.customer();
    const after = await call.auth.changeEmail({ currentPassword: PASSWORD, email: 'Moved@Example.com' });
    expect(after).toMatchObject({ role: 'customer', email: 'moved@example.com', version: 2 });
    expect((await shop.login('moved@example.com')).id).toBe(id);
    await refused(shop.anonymous.auth.login({ email, password: PASSWORD }), 'INVALID_CREDENTIALS');
    expect((await admin.call.customers.list({ search: 'moved' })).items.map((row) => row.id)).toEqual([id]);
  });

  test('works for staff, too', async () => {
    const { call } = await shop.mechanic();
    const after = await call.auth.changeEmail({ currentPassword: PASSWORD, email: 'staff-moved@shop.test' });
    expect(after).toMatchObject({ role: 'mechanic', email: 'staff-moved@shop.test', version: 2 });
  });

  test('to the current e-mail changes nothing', async () => {
    const { email, call } = await shop.customer();
    const input = { currentPassword: PASSWORD, email: email.toUpperCase() };
    expect(await call.auth.changeEmail(input)).toMatchObject({ email, version: 1 });
  });

  test('requires the password', async () => {
    const { email, call } = await shop.customer();
    const input = { currentPassword: 'not the password', email: 'stolen@example.com' };
    await refused(call.auth.changeEmail(input), 'INVALID_CREDENTIALS');
    expect(await call.auth.me()).toMatchObject({ email, version: 1 });
  });

  test('rejects the e-mail of another login', async () => {
    const { call } = await shop.customer();
    const input = { currentPassword: PASSWORD, email: admin.email.toUpperCase() };
    await refused(call.auth.changeEmail(input), 'EMAIL_TAKEN');
  });

  test('accepts the contact e-mail of a customer without a login', async () => {
    const { call } = await shop.customer();
    const email = 'shared@example.com';
    await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin', email });
    expect(await call.auth.changeEmail({ currentPassword: PASSWORD, email })).toMatchObject({ email });
  });

  test('gives a free e-mail to one of several concurrent calls', async () => {
    const race = await freshShop();
    const people = await Promise.all(Array.from({ length: 4 }, () => race.customer()));
    const input = { currentPassword: PASSWORD, email: 'wanted@example.com' };
    const asked = await Promise.allSettled(people.map(({ call }) => call.auth.changeEmail(input)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of asked) {
      if (answer.status === 'rejected') await refused(Promise.reject(answer.reason), 'EMAIL_TAKEN');
    }
  });

  test.each(['', 'ada', 'a@b', 'a b@example.com', `${'x'.repeat(243)}@example.com`, 'ada@example.com\0'])(
    'refuses %j',
    async (email) => {
      await refusedAt(admin.call.auth.changeEmail({ currentPassword: PASSWORD, email }), 'email');
    },
  );
});
