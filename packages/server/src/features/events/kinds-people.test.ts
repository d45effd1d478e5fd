import { describe, expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { PASSWORD, someTicket } from '../../testing/testing.ts';
import { type Recorded, changed, recorded, whole } from './testing/recorded.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];

const car = { make: 'Saab', model: '900', year: 1990 };
const walkIn = (values: object = {}) => mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin', ...values });
const during = (work: () => Promise<unknown>): Promise<Recorded[]> => recorded(shop, work);

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
