import { describe, expect, test } from 'vitest';
import { matches } from '../../platform/db/testing/matches.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { PASSWORD, someTicket } from '../../testing/testing.ts';
import { mechanicsSearch } from './search.ts';

const shop = await shopOfFile();
const { anonymous } = shop;
const admin = await shop.admin();
const { create, update, record } = admin.call.mechanics;

let people = 0;
function someone(values: object = {}) {
  return create({
    email: `m${(people += 1)}@shop.test`,
    password: PASSWORD,
    firstName: 'Mia',
    lastName: 'Wrench',
    ...values,
  });
}
const notThere = { resource: 'mechanic' } as const;

describe('create', () => {
  test('creates an account with a staff record', async () => {
    const made = await someone({ email: 'Bertha@Shop.test', specialty: 'Brakes', salaryCents: 10_000_000_000 });
    expect(made).toEqual({
      id: made.id,
      firstName: 'Mia',
      lastName: 'Wrench',
      specialty: 'Brakes',
      role: 'mechanic',
      email: 'bertha@shop.test',
      address: null,
      salaryCents: 10_000_000_000,
      active: true,
      version: 1,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
    expect(await record({ id: made.id })).toEqual(made);
    expect((await shop.login('bertha@shop.test')).session.account).toMatchObject({ id: made.id, role: 'mechanic' });
  });

  test('creates an admin on request, and treats null as absent', async () => {
    const made = await someone({ role: 'admin', specialty: null, address: null, salaryCents: null });
    expect(made).toMatchObject({ role: 'admin', specialty: null, salaryCents: null });
    expect(await someone({ role: null })).toMatchObject({ role: 'mechanic' });
  });

  test.each([-1, 10_000_000_001, 0.5, '100', Number.NaN])('rejects a salary of %j', async (salaryCents) => {
    await refusedAt(someone({ salaryCents }), 'salaryCents');
  });

  test.each(['customer', 'owner', ''])('rejects the role %j', async (role) => {
    await refusedAt(someone({ role }), 'role');
  });

  test('rejects weak passwords and taken e-mails', async () => {
    await refusedAt(someone({ password: 'password123' }), 'password');
    await refusedAt(someone({ password: 'short' }), 'password');
    await refusedAt(someone({ password: admin.email, email: admin.email }), 'password');
    await refused(someone({ email: admin.email }), 'EMAIL_TAKEN');
  });
});

describe('the public record', () => {
  test('has name and specialty, in get and in list', async () => {
    const own = await freshShop();
    const { id } = await own.mechanic({ specialty: 'Gears', salaryCents: 1, address: 'Secret Road' });
    const seen = { id, firstName: 'Mia', lastName: expect.any(String), specialty: 'Gears' };
    expect(await own.anonymous.mechanics.get({ id })).toEqual(seen);
    expect((await own.anonymous.mechanics.list()).items).toEqual([seen]);
    expect((await own.anonymous.mechanics.ranking()).items).toEqual([{ mechanic: seen, ticketCount: 0 }]);
  });

  test('is listed for admins too, newest first', async () => {
    const own = await freshShop();
    const ids = [(await own.mechanic()).id, (await own.admin()).id, (await own.mechanic()).id];
    expect((await own.anonymous.mechanics.list()).items.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  test('is found by name and specialty', async () => {
    const { id } = await someone({ firstName: 'Søren', lastName: 'Kierke-Gård', specialty: 'Électricité, A/C' });
    for (const search of ['kierke', 'gard', 'electr', 'A/C', 'SØREN']) {
      expect((await anonymous.mechanics.list({ search })).items.map((row) => row.id)).toEqual([id]);
    }
    expect((await anonymous.mechanics.list({ search: 'shop.test' })).items).toEqual([]);
  });

  test('does not exist for customers', async () => {
    const { id } = await shop.customer();
    await refused(anonymous.mechanics.get({ id }), 'NOT_FOUND', notThere);
  });
});

describe('records', () => {
  test('lists all, active or inactive ones, newest first', async () => {
    const own = await freshShop();
    const boss = await own.admin();
    const [one, two] = [await own.mechanic({ specialty: 'Gears' }), await own.mechanic({ specialty: 'Gears' })];
    await boss.call.mechanics.update({ id: one.id, active: false });
    const ids = async (input: { active?: boolean; search?: string } = {}) =>
      (await boss.call.mechanics.records(input)).items.map(({ id }) => id);
    expect(await ids()).toEqual([two.id, one.id, boss.id]);
    expect(await ids({ active: true })).toEqual([two.id, boss.id]);
    expect(await ids({ active: false })).toEqual([one.id]);
    expect(await ids({ search: 'gear' })).toEqual([two.id, one.id]);
    expect(await ids({ search: 'gear', active: false })).toEqual([one.id]);
  });
});

describe('record', () => {
  test('is for admins and the mechanic', async () => {
    const mechanic = await shop.mechanic({ salaryCents: 500_000 });
    const own = await mechanic.call.mechanics.record({ id: mechanic.id });
    expect(own).toMatchObject({ id: mechanic.id, salaryCents: 500_000 });
    expect(await record({ id: mechanic.id })).toEqual(own);
    await refused(mechanic.call.mechanics.record({ id: admin.id }), 'NOT_FOUND', notThere);
  });

  test('is NOT_FOUND for a customer', async () => {
    const { id, call } = await shop.customer();
    await refused(call.mechanics.record({ id: admin.id }), 'NOT_FOUND', notThere);
    await refused(call.mechanics.record({ id }), 'NOT_FOUND', notThere);
  });
});

describe('update', () => {
  test('changes the named fields and increments the version', async () => {
    const before = await someone({ specialty: 'Gears', address: 'Yard 7', salaryCents: 100 });
    const wanted = { firstName: 'Max', specialty: null, salaryCents: 200 };
    const after = await update({ id: before.id, ...wanted });
    expect(after).toEqual({ ...before, ...wanted, version: 2 });
    expect(await update({ id: before.id, address: null, salaryCents: null })).toEqual({
      ...after,
      address: null,
      salaryCents: null,
      version: 3,
    });
  });

  test('without a difference returns the row and keeps the version', async () => {
    const { id } = await shop.mechanic();
    const { version, ...before } = await record({ id });
    const { createdAt: _, ...same } = before;
    expect(await update({ ...same, version })).toEqual({ ...before, version });
  });

  test('requires a change', async () => {
    await refused(update({ id: admin.id, version: 1 }), 'INVALID_INPUT');
  });

  test.each(['email', 'firstName', 'lastName', 'role', 'active', 'version'])('rejects null for %s', async (member) => {
    const { id } = await someone();
    await refusedAt(update({ id, specialty: 'Gears', [member]: null }), member);
  });

  test('accepts no password', async () => {
    const input = { id: admin.id, firstName: 'Eve', password: PASSWORD };
    await refusedAt(update(input), 'password');
  });

  test('rejects a stale version and returns the row', async () => {
    const { id } = await someone();
    const current = await update({ id, lastName: 'Second' });
    await refused(update({ id, version: 1, lastName: 'Third' }), 'VERSION_MISMATCH', { current });
  });

  test('rejects the e-mail of another login, and accepts the own one in another case', async () => {
    const { id, email } = await someone();
    await refused(update({ id, email: admin.email }), 'EMAIL_TAKEN');
    expect(await update({ id, email: email.toUpperCase() })).toMatchObject({ email, version: 1 });
  });

  test('makes the mechanic searchable under the new words', async () => {
    const { id } = await someone({ specialty: 'Carburettors' });
    await update({ id, specialty: 'Injection' });
    const found = async (search: string) => (await anonymous.mechanics.list({ search })).items.map((row) => row.id);
    expect(await found('inject')).toEqual([id]);
    expect(await found('carbu')).toEqual([]);
  });

  test.each([{ email: 'moved@shop.test' }, { role: 'admin' as const }, { active: false }])(
    'ends the sessions with %j',
    async (change) => {
      const { id, session } = await shop.mechanic();
      await update({ id, ...change });
      await refused((await shop.withToken(session.token)).auth.me(), 'SESSION_ENDED');
    },
  );

  test.each([{ firstName: 'Max' }, { salaryCents: 1 }, { role: 'mechanic' as const }, { active: true }])(
    'keeps the sessions with %j',
    async (change) => {
      const { id, session } = await shop.mechanic();
      await update({ id, ...change });
      expect(await (await shop.withToken(session.token)).auth.me()).toMatchObject({ id });
    },
  );

  test('is NOT_FOUND for a customer', async () => {
    const { id } = await shop.customer();
    await refused(update({ id, active: false }), 'NOT_FOUND', notThere);
  });
});

describe('delete', () => {
  test('deletes account, sessions and search words', async () => {
    const { id, email, session } = await shop.mechanic({ specialty: 'Vanishing' });
    expect(await admin.call.mechanics.delete({ id })).toEqual({ id, message: expect.any(String) });
    await refused(record({ id }), 'NOT_FOUND', notThere);
    await refused((await shop.withToken(session.token)).auth.me(), 'SESSION_ENDED');
    await refused(shop.login(email), 'INVALID_CREDENTIALS');
    const left = shop.shop.database.read.select({ id: mechanicsSearch.rowid }).from(mechanicsSearch);
    expect(await left.where(matches(mechanicsSearch, 'vanishing'))).toEqual([]);
  });

  test('is rejected while the mechanic has a ticket', async () => {
    const { id } = await shop.mechanic();
    const ticket = await someTicket(await shop.customer());
    await admin.call.tickets.editMechanics({ id: ticket.id, addIds: [id] });
    await refused(admin.call.mechanics.delete({ id }), 'IN_USE', { by: 'tickets' });
    await admin.call.tickets.editMechanics({ id: ticket.id, removeIds: [id] });
    expect(await admin.call.mechanics.delete({ id })).toMatchObject({ id });
  });

  test('keeps what the mechanic wrote in histories', async () => {
    const { id, call } = await shop.mechanic();
    const ticket = await someTicket(await shop.customer());
    await call.tickets.setStatus({ id: ticket.id, status: 'in_progress' });
    await admin.call.mechanics.delete({ id });
    const { items } = await admin.call.tickets.history({ id: ticket.id });
    expect(items[0]).toMatchObject({ from: 'open', to: 'in_progress', by: null });
  });

  test("is rejected for the caller's own record", async () => {
    await shop.admin();
    await refusedAt(admin.call.mechanics.delete({ id: admin.id }), 'id');
  });

  test('is NOT_FOUND for a customer', async () => {
    const { id } = await shop.customer();
    await refused(admin.call.mechanics.delete({ id }), 'NOT_FOUND', notThere);
  });
});
