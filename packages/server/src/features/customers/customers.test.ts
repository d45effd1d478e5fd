import { describe, expect, test } from 'vitest';
import { matches } from '../../platform/db/testing/matches.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { PASSWORD, someTicket } from '../../testing/testing.ts';
import { vehiclesSearch } from '../vehicles/search.ts';
import { vehicles } from '../vehicles/table.ts';
import { customersSearch } from './search.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const mechanic = await shop.mechanic();
const { create, get, update } = mechanic.call.customers;

function walkIn(values: Partial<Parameters<typeof create>[0]> = {}) {
  return create({ firstName: 'Walt', lastName: 'Kin', ...values });
}
const notThere = { resource: 'customer' } as const;

describe('create', () => {
  test('creates a customer without a login', async () => {
    const made = await walkIn({ email: 'Walt@Example.com', phone: '030 901820', address: 'Main Street 1\nBackyard' });
    expect(made).toEqual({
      id: made.id,
      firstName: 'Walt',
      lastName: 'Kin',
      email: 'walt@example.com',
      phone: '030 901820',
      address: 'Main Street 1\nBackyard',
      company: null,
      taxExempt: false,
      note: null,
      externalId: null,
      hasLogin: false,
      active: true,
      version: 1,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
    expect(await get({ id: made.id })).toEqual(made);
  });

  test('treats null as absent', async () => {
    const { id } = await walkIn({ email: null, phone: null, address: null });
    expect(await get({ id })).toMatchObject({ email: null, phone: null, address: null });
  });

  test.each(['firstName', 'lastName'])('requires %s', async (member) => {
    await refusedAt(walkIn({ [member]: undefined }), member);
    await refusedAt(walkIn({ [member]: null }), member);
    await refusedAt(walkIn({ [member]: '  ' }), member);
    await refusedAt(walkIn({ [member]: 'x'.repeat(101) }), member);
  });

  test('rejects the e-mail of a login', async () => {
    const { email } = await shop.customer();
    await refused(walkIn({ email: email.toUpperCase() }), 'EMAIL_TAKEN');
    await refused(walkIn({ email: admin.email }), 'EMAIL_TAKEN');
  });

  test('accepts the e-mail of another customer without a login', async () => {
    const email = 'family@example.com';
    const [one, two] = [await walkIn({ email }), await walkIn({ email })];
    expect(one.id).not.toBe(two.id);
  });

  test('never assigns an id twice', async () => {
    const ids = [(await walkIn()).id, (await shop.mechanic()).id, (await shop.customer()).id, (await walkIn()).id];
    expect(new Set(ids).size).toBe(4);
  });
});

describe('get', () => {
  test('is for staff and the customer', async () => {
    const customer = await shop.customer();
    const own = await customer.call.customers.get({ id: customer.id });
    expect(own).toMatchObject({ id: customer.id, email: customer.email, hasLogin: true });
    expect(await get({ id: customer.id })).toEqual(own);
    expect(await admin.call.customers.get({ id: customer.id })).toEqual(own);
  });

  test('is NOT_FOUND for a mechanic', async () => {
    await refused(get({ id: mechanic.id }), 'NOT_FOUND', notThere);
  });
});

describe('update', () => {
  test('changes the named fields and increments the version', async () => {
    const before = await walkIn({ phone: '030 901820', address: 'Old Street 1' });
    const after = await update({ id: before.id, lastName: 'Newkin', email: 'new@example.com', phone: null });
    expect(after).toEqual({ ...before, lastName: 'Newkin', email: 'new@example.com', phone: null, version: 2 });
    expect(await get({ id: before.id })).toEqual(after);
  });

  test('without a difference returns the row and keeps the version', async () => {
    const before = await walkIn({ email: 'same@example.com' });
    const same = { id: before.id, firstName: ' Walt', email: 'SAME@example.com', phone: null, address: null };
    expect(await update(same)).toEqual(before);
  });

  test('makes the customer searchable under the new words only', async () => {
    const { id } = await walkIn({ lastName: 'Oldenburg' });
    await update({ id, lastName: 'Neustadt' });
    const found = async (search: string) => (await mechanic.call.customers.list({ search })).items.map((row) => row.id);
    expect(await found('Neustadt')).toEqual([id]);
    expect(await found('Oldenburg')).toEqual([]);
  });

  test('renames the customer in the ticket search, too', async () => {
    const customer = await shop.customer();
    const ticket = await someTicket(customer);
    await update({ id: customer.id, lastName: 'Quux' });
    await shop.shop.reindexing.settled();
    const found = await mechanic.call.tickets.list({ search: 'quux' });
    expect(found.items.map(({ id }) => id)).toEqual([ticket.id]);
  });

  test('is allowed for the customer, too', async () => {
    const { id, call } = await shop.customer();
    expect(await call.customers.update({ id, address: null })).toMatchObject({ address: null, version: 2 });
  });

  test.each(['firstName', 'lastName', 'version', 'id'])('rejects null for %s', async (member) => {
    const { id } = await walkIn();
    await refusedAt(update({ id, phone: '12345', [member]: null }), member);
  });

  test('requires a change', async () => {
    const { id } = await walkIn();
    await refused(update({ id }), 'INVALID_INPUT');
    await refused(update({ id, version: 1 }), 'INVALID_INPUT');
  });

  test('rejects a stale version and returns the row', async () => {
    const { id } = await walkIn();
    const current = await update({ id, version: 1, lastName: 'Second' });
    await refused(update({ id, version: 1, lastName: 'Third' }), 'VERSION_MISMATCH', { current });
    await refused(update({ id, version: 3, lastName: 'Third' }), 'VERSION_MISMATCH', { current });
    expect(await get({ id })).toEqual(current);
  });

  test('rejects a stale version even without a difference', async () => {
    const { id } = await walkIn();
    await refused(update({ id, version: 2, lastName: 'Kin' }), 'VERSION_MISMATCH');
  });

  test('succeeds for one of several calls with the same version', async () => {
    const { id } = await walkIn();
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) => update({ id, version: 1, lastName: `Name${n}` })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await get({ id })).toMatchObject({ version: 2 });
  });

  test('loses none of several calls without a version', async () => {
    const { id } = await walkIn();
    await Promise.all([update({ id, firstName: 'A' }), update({ id, lastName: 'B' }), update({ id, phone: '12345' })]);
    expect(await get({ id })).toMatchObject({ firstName: 'A', lastName: 'B', phone: '12345', version: 4 });
  });

  test('sets a contact e-mail only to one without a login', async () => {
    const { id } = await walkIn();
    await refused(update({ id, email: admin.email }), 'EMAIL_TAKEN');
    expect(await update({ id, email: 'contact@example.com' })).toMatchObject({ email: 'contact@example.com' });
    expect(await update({ id, email: null })).toMatchObject({ email: null });
  });

  test('never changes the e-mail of a login', async () => {
    const { id, email, call } = await shop.customer();
    await refusedAt(update({ id, email: 'stolen@example.com' }), 'email');
    await refusedAt(call.customers.update({ id, email: null }), 'email');
    expect(await get({ id })).toMatchObject({ email, version: 1 });
  });
});

describe('delete', () => {
  const remove = admin.call.customers.delete;

  test('deletes vehicles, sessions and search words too', async () => {
    const customer = await shop.customer({ lastName: 'Ephemeral' });
    const vehicle = await customer.call.vehicles.create({ make: 'Saab', model: 'Ephemeral 900', year: 1990 });
    expect(await remove({ id: customer.id })).toEqual({ id: customer.id, message: expect.any(String) });
    await refused(get({ id: customer.id }), 'NOT_FOUND', notThere);
    await refused(mechanic.call.vehicles.get({ id: vehicle.id }), 'NOT_FOUND', { resource: 'vehicle' });
    await refused((await shop.withToken(customer.session.token)).auth.me(), 'SESSION_ENDED');
    for (const search of [customersSearch, vehiclesSearch]) {
      const left = shop.shop.database.read.select({ id: search.rowid }).from(search);
      expect(await left.where(matches(search, 'ephemeral'))).toEqual([]);
    }
  });

  test('deletes more vehicles than a statement has parameters', async () => {
    const { id } = await walkIn();
    const one = { customerId: id, make: 'Ford', model: 'T', year: 1920, createdAt: shop.shop.now() };
    const thousand = Array.from({ length: 1_000 }, () => one);
    for (let n = 0; n < 33; n++) await shop.shop.database.write((tx) => tx.insert(vehicles).values(thousand));
    await remove({ id });
    await refused(get({ id }), 'NOT_FOUND', notThere);
  });

  test('frees the e-mail', async () => {
    const { id, email } = await shop.customer();
    await remove({ id });
    expect((await shop.customer({ email })).id).not.toBe(id);
  });

  test('is rejected while tickets refer to the customer', async () => {
    const customer = await shop.customer();
    const ticket = await someTicket(customer);
    await refused(remove({ id: customer.id }), 'IN_USE', { by: 'tickets' });
    const own = { id: customer.id, password: PASSWORD };
    await refused(customer.call.customers.delete(own), 'IN_USE', { by: 'tickets' });
    await admin.call.tickets.delete({ id: ticket.id });
    expect(await customer.call.customers.delete(own)).toMatchObject({ id: customer.id });
  });

  test('of oneself requires the password', async () => {
    const { id, call } = await shop.customer();
    await refusedAt(call.customers.delete({ id }), 'password');
    await refused(call.customers.delete({ id, password: 'not the password' }), 'INVALID_CREDENTIALS');
    expect(await get({ id })).toMatchObject({ id });
    await call.customers.delete({ id, password: PASSWORD });
    await refused(get({ id }), 'NOT_FOUND', notThere);
  });

  test('of another customer is NOT_FOUND for a customer, before any password is checked', async () => {
    const [{ call }, other] = [await shop.customer(), await shop.customer()];
    await refused(call.customers.delete({ id: other.id }), 'NOT_FOUND', notThere);
    await refused(call.customers.delete({ id: other.id, password: PASSWORD }), 'NOT_FOUND', notThere);
  });

  test('requires an admin', async () => {
    const { id } = await walkIn();
    await refused(mechanic.call.customers.delete({ id }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(mechanic.call.customers.delete({ id: 999_999 }), 'NOT_FOUND', notThere);
    await refused(mechanic.call.customers.delete({ id: mechanic.id }), 'NOT_FOUND', notThere);
  });

  test('rejects a password from an admin', async () => {
    const { id } = await walkIn();
    await refusedAt(remove({ id, password: PASSWORD }), 'password');
  });

  test('does not delete staff', async () => {
    await refused(remove({ id: mechanic.id }), 'NOT_FOUND', notThere);
    await refused(remove({ id: admin.id }), 'NOT_FOUND', notThere);
  });

  test('by several concurrent calls takes effect once', async () => {
    const { id } = await walkIn();
    const asked = await Promise.allSettled(Array.from({ length: 4 }, () => remove({ id })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
