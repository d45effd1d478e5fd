import { describe, expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { PASSWORD, somePart, someTicket } from '../../testing/testing.ts';
import { type Recorded, recorded } from './testing/recorded.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];

const car = { make: 'Saab', model: '900', year: 1990 };
const walkIn = (values: object = {}) => mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin', ...values });
const during = (work: () => Promise<unknown>): Promise<Recorded[]> => recorded(shop, work);
const changed = (before: unknown, after: unknown) => ({ before, after });

/** Every member of a new row, but its version. */
function whole(row: object) {
  const members = Object.entries(row).filter(([name]) => name !== 'version' && name !== 'updatedAt');
  return Object.fromEntries(members.map(([name, after]) => [name, changed(null, after)]));
}

describe('customers', () => {
  test('a new one has every member', async () => {
    const events = await during(() => walkIn({ note: 'Pays late', phone: '555' }));
    const id = events[0]?.entityId ?? 0;
    const customer = await mia.call.customers.get({ id });
    expect(events).toEqual([
      {
        at: new Date(customer.createdAt),
        kind: 'customer.created',
        entity: 'customer',
        entityId: id,
        version: 1,
        ticketId: null,
        customerId: id,
        accountId: mia.id,
        via: 'session',
        requestId: 'test',
        audience: 'customer',
        changes: whole(customer),
      },
    ]);
  });

  test('an update has what differs; one of the note alone is for staff', async () => {
    const { id } = await walkIn({ note: 'Pays late' });
    const update = (values: object) => during(() => mia.call.customers.update({ id, ...values }));
    expect(await update({ phone: '555', lastName: 'Kin', active: false })).toMatchObject([
      {
        kind: 'customer.updated',
        entityId: id,
        version: 2,
        customerId: id,
        accountId: mia.id,
        audience: 'customer',
        changes: { phone: changed(null, '555'), active: changed(true, false) },
      },
    ]);
    const [note] = await update({ note: 'Pays' });
    expect(note).toMatchObject({ version: 3, audience: 'mechanic', changes: { note: changed('Pays late', 'Pays') } });
    expect((await update({ note: 'Pays well', phone: '556' }))[0]).toMatchObject({ audience: 'customer' });
    expect(await update({ phone: '556' })).toEqual([]);
  });

  test('a customer who updates their own row neither changes nor shows the note', async () => {
    const dan = await shop.customer();
    await mia.call.customers.update({ id: dan.id, note: 'Secret' });
    for (const [version, update] of [
      [3, () => dan.call.customers.update({ id: dan.id, phone: '111' })],
      [4, () => dan.call.auth.updateMe({ phone: '222' })],
    ] as const) {
      const [event, ...more] = await during(update);
      expect(more).toEqual([]);
      expect(event).toMatchObject({ kind: 'customer.updated', version, accountId: dan.id });
      expect(Object.keys(event?.changes ?? {})).toEqual(['phone']);
    }
    expect(await mia.call.customers.get({ id: dan.id })).toMatchObject({ note: 'Secret', phone: '222' });
    const { items } = await dan.call.events.list();
    expect(items.every(({ changes }) => changes === null)).toBe(true);
    // The registration and the two updates; the change of the note is for staff.
    expect(items.map(({ kind, version }) => [kind, version])).toEqual([
      ['customer.created', 1],
      ['customer.updated', 3],
      ['customer.updated', 4],
    ]);
    expect(items.map(({ by }) => by?.id)).toEqual([dan.id, dan.id, dan.id]);
  });

  test('deleted, by an admin and by themselves', async () => {
    const { id } = await walkIn();
    expect(await during(() => boss.call.customers.delete({ id }))).toMatchObject([
      { kind: 'customer.deleted', entityId: id, version: 1, customerId: id, accountId: boss.id, changes: null },
    ]);
    const dan = await shop.customer();
    expect(await during(() => dan.call.customers.delete({ id: dan.id, password: PASSWORD }))).toMatchObject([
      { kind: 'customer.deleted', entityId: dan.id, customerId: dan.id, accountId: dan.id },
    ]);
  });

  test('a merge says so of the first, and updates the other', async () => {
    const [first, into] = [await walkIn(), await walkIn()];
    const vehicle = await mia.call.vehicles.create({ ...car, customerId: first.id });
    expect(await during(() => boss.call.customers.merge({ id: first.id, intoId: into.id }))).toMatchObject([
      { kind: 'customer.updated', entityId: into.id, version: 2, customerId: into.id, changes: {} },
      {
        kind: 'customer.merged',
        entityId: first.id,
        version: 1,
        customerId: first.id,
        changes: { mergedIntoId: changed(null, into.id) },
      },
    ]);
    const invite = await mia.call.invites.create({ role: 'customer', customerId: into.id });
    const own = await shop.customer({ inviteCode: invite.code });
    expect(own.id).toBe(into.id);
    const seen = (await own.call.events.list({ kinds: ['vehicle.*'] })).items;
    expect(seen).toMatchObject([{ kind: 'vehicle.created', entityId: vehicle.id, by: null, customerId: first.id }]);
  });

  test('a registration creates a customer with a login, who did it', async () => {
    const events = await during(() => shop.customer());
    const id = events[0]?.entityId ?? 0;
    expect(events).toMatchObject([
      {
        kind: 'customer.created',
        version: 1,
        customerId: id,
        accountId: id,
        changes: whole(await mia.call.customers.get({ id })),
      },
      { kind: 'account.registered', entityId: id, version: null, customerId: id, accountId: id, audience: 'admin' },
    ]);
    expect(JSON.stringify(events)).not.toContain('assword');
  });

  test('an invited one updates the row that the shop has, and uses the invite', async () => {
    const { id } = await walkIn({ email: 'walt@example.com' });
    const invite = await mia.call.invites.create({ role: 'customer', customerId: id });
    const values = { email: 'kin@example.com', inviteCode: invite.code, firstName: 'Walter', address: '2 Road' };
    const events = await during(() => shop.customer({ lastName: 'Kin', ...values }));
    expect(events).toMatchObject([
      {
        kind: 'customer.updated',
        entityId: id,
        version: 2,
        accountId: id,
        changes: {
          firstName: changed('Walt', 'Walter'),
          email: changed('walt@example.com', 'kin@example.com'),
          address: changed(null, '2 Road'),
          hasLogin: changed(false, true),
        },
      },
      { kind: 'invite.used', entityId: invite.id, version: null, customerId: id, accountId: id, audience: 'admin' },
      { kind: 'account.registered', entityId: id, accountId: id },
    ]);
    expect(Object.keys(events[1]?.changes ?? {})).toEqual(['usedAt']);
  });
});

describe('vehicles', () => {
  test('created, updated and deleted, with the note that customers do not see', async () => {
    const created = await during(() => mia.call.vehicles.create({ ...car, customerId: cara.id, note: 'Rust' }));
    const id = created[0]?.entityId ?? 0;
    const vehicle = await mia.call.vehicles.get({ id });
    const about = { entity: 'vehicle', entityId: id, customerId: cara.id, ticketId: null };
    expect(created).toMatchObject([
      { ...about, kind: 'vehicle.created', version: 1, accountId: mia.id, changes: whole(vehicle) },
    ]);
    const update = (values: object, by = mia) => during(() => by.call.vehicles.update({ id, ...values }));
    expect(await update({ year: 1991 }, cara)).toEqual([
      expect.objectContaining({
        ...about,
        kind: 'vehicle.updated',
        version: 2,
        accountId: cara.id,
        changes: { year: changed(1990, 1991) },
      }),
    ]);
    expect(await update({ note: 'Much rust' })).toMatchObject([
      { version: 3, audience: 'mechanic', changes: { note: changed('Rust', 'Much rust') } },
    ]);
    expect(await update({ note: 'Much rust' })).toEqual([]);
    expect(await during(() => cara.call.vehicles.delete({ id }))).toMatchObject([
      { ...about, kind: 'vehicle.deleted', version: 3, changes: null },
    ]);
    const seen = (await cara.call.events.list({ kinds: ['vehicle.*'] })).items.filter(
      ({ entityId }) => entityId === id,
    );
    expect(seen.map(({ kind }) => kind)).toEqual(['vehicle.created', 'vehicle.updated', 'vehicle.deleted']);
  });

  test('a transfer says so, and gives the events to the new owner', async () => {
    const [from, to] = [await shop.customer(), await shop.customer()];
    const { id } = await from.call.vehicles.create(car);
    expect(await during(() => mia.call.vehicles.transfer({ id, customerId: to.id }))).toMatchObject([
      {
        kind: 'vehicle.transferred',
        entityId: id,
        version: 2,
        customerId: to.id,
        changes: { customerId: changed(from.id, to.id) },
      },
    ]);
    expect(await during(() => mia.call.vehicles.transfer({ id, customerId: to.id }))).toEqual([]);
    const kinds = async (who: typeof from) =>
      (await who.call.events.list({ kinds: ['vehicle.*'] })).items.map(({ kind }) => kind);
    expect(await kinds(from)).toEqual([]);
    expect(await kinds(to)).toEqual(['vehicle.created', 'vehicle.transferred']);
  });

  test('the readings of a ticket change their vehicle', async () => {
    const { id } = await cara.call.vehicles.create(car);
    const ticket = await someTicket(cara, { vehicleId: id });
    const readings = (values: object) =>
      during(() => mia.call.tickets.update({ id: ticket.id, ...values })).then((events) =>
        events.filter(({ entity }) => entity === 'vehicle'),
      );
    expect(await readings({ mileageIn: 1000, mileageOut: 1010 })).toMatchObject([
      {
        kind: 'vehicle.updated',
        entityId: id,
        version: 2,
        customerId: cara.id,
        changes: { mileage: changed(null, 1010) },
      },
    ]);
    expect(await readings({ mileageIn: 1001 })).toEqual([]);
    const other = await cara.call.vehicles.create(car);
    expect(await readings({ vehicleId: other.id })).toMatchObject([
      { entityId: id, version: 3, changes: { mileage: changed(1010, null) } },
      { entityId: other.id, version: 2, changes: { mileage: changed(null, 1010) } },
    ]);
  });
});

describe('staff', () => {
  const hiring = { role: 'mechanic', password: PASSWORD, firstName: 'Max', lastName: 'Bolt' } as const;

  test('created, updated and deleted, for admins', async () => {
    const created = await during(() => boss.call.mechanics.create({ ...hiring, email: 'max@shop.test' }));
    const id = created[0]?.entityId ?? 0;
    const about = { entity: 'staff', entityId: id, customerId: null, audience: 'admin', accountId: boss.id };
    expect(created).toMatchObject([
      { ...about, kind: 'staff.created', version: 1, changes: whole(await boss.call.mechanics.record({ id })) },
    ]);
    const update = (values: object) => during(() => boss.call.mechanics.update({ id, ...values }));
    expect(await update({ salaryCents: 100 })).toMatchObject([
      { ...about, kind: 'staff.updated', version: 2, changes: { salaryCents: changed(null, 100) } },
    ]);
    const login = { entity: 'account', entityId: id, version: null, audience: 'admin', accountId: boss.id };
    const values = { email: 'bolt@shop.test', role: 'admin', active: false };
    expect(await update(values)).toMatchObject([
      {
        ...about,
        kind: 'staff.updated',
        version: 3,
        changes: {
          email: changed('max@shop.test', 'bolt@shop.test'),
          role: changed('mechanic', 'admin'),
          active: changed(true, false),
        },
      },
      { ...login, kind: 'account.email_changed', changes: { email: changed('max@shop.test', 'bolt@shop.test') } },
      { ...login, kind: 'account.role_changed', changes: { role: changed('mechanic', 'admin') } },
      { ...login, kind: 'account.deactivated', changes: null },
    ]);
    expect((await update({ active: true })).map(({ kind }) => kind)).toEqual(['staff.updated', 'account.reactivated']);
    expect(await update({ active: true })).toEqual([]);
    expect(await during(() => boss.call.mechanics.delete({ id }))).toMatchObject([
      { ...about, kind: 'staff.deleted', version: 4, changes: null },
    ]);
    const { items } = await mia.call.events.list({ kinds: ['staff.*', 'account.*', 'invite.*'] });
    expect(items).toEqual([]);
  });

  test('an invited one registers, and updates themselves', async () => {
    const invite = await boss.call.invites.create({ role: 'mechanic' });
    const { accountType, inviteCode } = { accountType: 'mechanic', inviteCode: invite.code } as const;
    const { role: _, ...values } = hiring;
    const own = { email: 'maxim@shop.test', specialty: 'Engines', address: '3 Road' };
    const registering = { ...values, ...own, accountType, inviteCode };
    const events = await during(() => shop.anonymous.auth.register(registering));
    const id = events[0]?.entityId ?? 0;
    expect(events).toMatchObject([
      { kind: 'staff.created', accountId: id, changes: whole(await boss.call.mechanics.record({ id })) },
      { kind: 'invite.used', entityId: invite.id, accountId: id },
      { kind: 'account.registered', entityId: id, accountId: id, customerId: null, changes: null },
    ]);
    const max = await shop.login('maxim@shop.test');
    expect(await during(() => max.call.auth.updateMe({ specialty: 'Brakes' }))).toMatchObject([
      {
        kind: 'staff.updated',
        entityId: id,
        version: 2,
        accountId: id,
        changes: { specialty: changed('Engines', 'Brakes') },
      },
    ]);
  });
});

describe('invites', () => {
  test('created and revoked, for admins and without the code', async () => {
    const { id: customerId } = await walkIn();
    let code = '';
    const created = await during(async () => {
      ({ code } = await mia.call.invites.create({ role: 'customer', customerId }));
    });
    const [invite] = (await boss.call.invites.list()).items;
    const about = { entity: 'invite', entityId: invite?.id, version: null, customerId, audience: 'admin' };
    expect(created).toMatchObject([
      { ...about, kind: 'invite.created', accountId: mia.id, changes: whole(invite ?? {}) },
    ]);
    const revoke = () => during(() => boss.call.invites.revoke({ id: invite?.id ?? 0 }));
    const revoked = await revoke();
    expect(revoked).toMatchObject([{ ...about, kind: 'invite.revoked', accountId: boss.id }]);
    expect(Object.keys(revoked[0]?.changes ?? {})).toEqual(['revokedAt']);
    expect(await revoke()).toEqual([]);
    expect(code).not.toBe('');
    expect(JSON.stringify([created, revoked])).not.toContain(code);
  });
});

describe('the shop and its canned jobs', () => {
  test('a change of the settings is for staff', async () => {
    const { version } = await boss.call.shop.get();
    const update = () => during(() => boss.call.shop.update({ name: 'Bolt & Sons' }));
    expect(await update()).toEqual([
      expect.objectContaining({
        kind: 'shop.updated',
        entityId: 1,
        version: version + 1,
        customerId: null,
        audience: 'mechanic',
        changes: { name: changed('Mechanic shop', 'Bolt & Sons') },
      }),
    ]);
    expect(await update()).toEqual([]);
    expect((await cara.call.events.list({ kinds: ['shop.*'] })).items).toEqual([]);
    expect((await mia.call.events.list({ kinds: ['shop.*'] })).items).toMatchObject([{ kind: 'shop.updated' }]);
  });

  test('canned jobs are created, updated and deleted', async () => {
    const part = await somePart(boss);
    const parts = [{ partId: part.id, quantity: 2 }];
    const created = await during(() => boss.call.cannedJobs.create({ name: 'Oil change', parts }));
    const id = created[0]?.entityId ?? 0;
    const about = { entity: 'canned_job', entityId: id, customerId: null, audience: 'mechanic' };
    const job = await mia.call.cannedJobs.get({ id });
    expect(created).toMatchObject([{ ...about, kind: 'canned_job.created', version: 1, changes: whole(job) }]);
    const update = (values: object) => during(() => boss.call.cannedJobs.update({ id, ...values }));
    expect(await update({ name: 'Oil', parts: [] })).toMatchObject([
      {
        ...about,
        kind: 'canned_job.updated',
        version: 2,
        changes: { name: changed('Oil change', 'Oil'), parts: changed(parts, []) },
      },
    ]);
    expect(await update({ name: 'Oil' })).toEqual([]);
    expect(await during(() => boss.call.cannedJobs.delete({ id }))).toMatchObject([
      { ...about, kind: 'canned_job.deleted', version: 2, changes: null },
    ]);
  });
});

test('refused, repeated and rolled back calls write nothing', async () => {
  const keyed = await shop.withToken(mia.session.token, 'key-of-a-customer');
  const repeat = () => keyed.customers.create({ firstName: 'Rita', lastName: 'Peat' });
  expect(await during(repeat)).toHaveLength(1);
  expect(await during(repeat)).toEqual([]);
  const { id } = await walkIn();
  const late = () => mia.call.customers.update({ id, version: 9, phone: '111' });
  expect(await during(() => refused(late(), 'VERSION_MISMATCH'))).toEqual([]);
  const create = () => cara.call.customers.create({ firstName: 'No', lastName: 'Rights' });
  expect(await during(() => refused(create(), 'ROLE_REQUIRED'))).toEqual([]);
  const vin = '1M8GDM9AXKP042788';
  const [first, into] = [await walkIn(), await walkIn()];
  for (const owner of [first, into]) await mia.call.vehicles.create({ ...car, vin, customerId: owner.id });
  const merge = () => boss.call.customers.merge({ id: first.id, intoId: into.id });
  expect(await during(() => refused(merge(), 'VIN_TAKEN'))).toEqual([]);
});
