import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop } from '../../testing/testing.ts';
import { at, someAppointment, someBays } from './testing/diary.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
let sam: Actor;
let bays: number[];
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, cara, sam] = [await shop.mechanic(), await shop.admin(), await shop.customer(), await shop.customer()];
  bays = await someBays(boss, 2);
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
// Every test has a day of its own.
let day = 0;
const nextDay = (): number => 24 * 7 * ++day;

const carOf = (owner: Actor) => owner.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
const personOf = ({ id, session }: Actor) => {
  const { firstName, lastName } = session.account;
  return { id, firstName, lastName };
};

describe('appointments.book', () => {
  test('books a confirmed appointment in the first free bay', async () => {
    const start = nextDay();
    const vehicle = await carOf(cara);
    const values = { customerId: cara.id, vehicleId: vehicle.id, mechanicId: mia.id, note: 'Regular' };
    const made = await someAppointment(mia, { ...values, startsAt: at(start) });
    expect(made).toEqual({
      id: expect.any(Number),
      customer: personOf(cara),
      vehicle,
      ticketId: null,
      startsAt: at(start),
      endsAt: at(start + 1),
      bay: { id: bays[0], name: 'Lift 1' },
      mechanic: { ...personOf(mia), specialty: null },
      subject: 'Annual service',
      status: 'confirmed',
      note: 'Regular',
      version: 1,
      createdAt: shop.shop.now().toISOString(),
    });
    expect(await mia.call.appointments.get({ id: made.id })).toEqual(made);
    expect(await cara.call.appointments.get({ id: made.id })).toEqual({ ...made, note: null });
    const second = await someAppointment(mia, { customerId: sam.id, startsAt: at(start + 0.5) });
    expect(second.bay?.id).toBe(bays[1]);
    const third = someAppointment(mia, { customerId: sam.id, startsAt: at(start) });
    await refused(third, 'SLOT_TAKEN', { bayId: null, mechanicId: null });
  });

  test('rejects a bay or a mechanic with another live appointment, and names what is taken', async () => {
    const start = nextDay();
    const [bayId = 0, otherBay = 0] = bays;
    await someAppointment(mia, { customerId: cara.id, startsAt: at(start), bayId, mechanicId: mia.id });
    const book = (values: object) =>
      someAppointment(mia, { customerId: sam.id, startsAt: at(start + 0.75), minutes: 60, ...values });
    await refused(book({ bayId }), 'SLOT_TAKEN', { bayId, mechanicId: null });
    await refused(book({ mechanicId: mia.id }), 'SLOT_TAKEN', { bayId: null, mechanicId: mia.id });
    await refused(book({ bayId, mechanicId: mia.id }), 'SLOT_TAKEN', { bayId, mechanicId: mia.id });
    await refused(book({ bayId: otherBay, mechanicId: mia.id }), 'SLOT_TAKEN', { bayId: null, mechanicId: mia.id });
    // A long one that began before, and one that only touches.
    await refused(book({ bayId, startsAt: at(start - 12), minutes: 1440 }), 'SLOT_TAKEN', { bayId, mechanicId: null });
    const next = await book({ bayId, mechanicId: mia.id, startsAt: at(start + 1) });
    expect(next.bay?.id).toBe(bayId);
    const before = await book({ bayId, mechanicId: mia.id, startsAt: at(start - 24), minutes: 1440 });
    expect(before.endsAt).toBe(at(start));
  });

  test('books outside opening hours, without a bay, and past ones', async () => {
    const night = await someAppointment(mia, { customerId: cara.id, startsAt: at(nextDay() + 14), bayId: null });
    expect(night).toMatchObject({ bay: null, mechanic: null, note: null });
    const past = await someAppointment(mia, { customerId: cara.id, startsAt: '2026-11-02T03:07:00Z', minutes: 15 });
    expect(past).toMatchObject({ startsAt: '2026-11-02T03:07:00.000Z', endsAt: '2026-11-02T03:22:00.000Z' });
  });

  test('rejects what does not exist or is not in use', async () => {
    const start = at(nextDay());
    const book = (values: object) => someAppointment(mia, { customerId: cara.id, startsAt: start, ...values });
    await refused(book({ customerId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'customer' });
    await refused(book({ vehicleId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'vehicle' });
    await refused(book({ bayId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'bay' });
    await refused(book({ mechanicId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'mechanic' });
    await refused(book({ mechanicId: cara.id }), 'NOT_FOUND', { resource: 'mechanic' });
    await refusedAt(book({ vehicleId: (await carOf(sam)).id }), 'vehicleId');
    const { id: bayId } = await boss.call.bays.create({ name: 'Wash' });
    await boss.call.bays.update({ id: bayId, active: false });
    await refusedAt(book({ bayId }), 'bayId');
    const leaver = await shop.mechanic();
    await boss.call.mechanics.update({ id: leaver.id, active: false });
    await refusedAt(book({ mechanicId: leaver.id }), 'mechanicId');
    const walkIn = await mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    await mia.call.customers.update({ id: walkIn.id, active: false });
    await refusedAt(book({ customerId: walkIn.id }), 'customerId');
  });
});

describe('appointments.request', () => {
  const wanted = { minutes: 60, subject: 'Noise' };

  test('holds a free bay for a customer', async () => {
    const own = await shop.customer();
    const start = nextDay();
    const vehicle = await carOf(own);
    const made = await own.call.appointments.request({ ...wanted, startsAt: at(start), vehicleId: vehicle.id });
    expect(made).toMatchObject({
      status: 'requested',
      customer: personOf(own),
      vehicle,
      bay: { id: bays[0] },
      note: null,
    });
    await someAppointment(mia, { customerId: cara.id, startsAt: at(start) });
    const late = own.call.appointments.request({ ...wanted, startsAt: at(start + 0.5) });
    await refused(late, 'SLOT_TAKEN', { bayId: null, mechanicId: null });
  });

  test('rejects the past, closed hours, and vehicles of others', async () => {
    const start = nextDay();
    const request = (values: object) => sam.call.appointments.request({ ...wanted, startsAt: at(start), ...values });
    await refusedAt(request({ startsAt: '2026-11-20T09:29:59.999Z' }), 'startsAt');
    await refusedAt(request({ startsAt: at(start - 0.25) }), 'startsAt');
    await refusedAt(request({ startsAt: at(start + 8.25) }), 'startsAt');
    await refusedAt(request({ startsAt: at(start + 5 * 24) }), 'startsAt');
    await refusedAt(request({ minutes: 495 }), 'minutes');
    await refused(request({ vehicleId: (await carOf(cara)).id }), 'NOT_FOUND', { resource: 'vehicle' });
    const closedDay = at(start).slice(0, 10);
    await boss.call.shop.update({ closures: [{ from: closedDay, to: closedDay, note: 'Inventory' }] });
    await refusedAt(request({}), 'startsAt');
    await boss.call.shop.update({ closures: [] });
    expect(await request({})).toMatchObject({ startsAt: at(start) });
    await refused(mia.call.appointments.request({ ...wanted, startsAt: at(start) }), 'ROLE_REQUIRED', {
      role: 'customer',
    });
  });

  test('allows five live appointments, also where the shop booked them', async () => {
    const own = await shop.customer();
    const start = nextDay();
    const request = (hours: number) => own.call.appointments.request({ ...wanted, startsAt: at(start + hours) });
    await someAppointment(mia, { customerId: own.id, startsAt: at(start), bayId: null });
    for (const hours of [0, 1, 2, 3]) await request(hours);
    await refusedAt(request(4), 'startsAt');
    const { items } = await own.call.appointments.list();
    await own.call.appointments.cancel({ id: items[1]?.id ?? 0 });
    expect((await request(4)).status).toBe('requested');
    expect((await someAppointment(mia, { customerId: own.id, startsAt: at(start + 5) })).status).toBe('confirmed');
  });
});

describe('appointments.update', () => {
  test('moves an appointment and keeps its length and bay', async () => {
    const start = nextDay();
    const made = await someAppointment(mia, { customerId: cara.id, startsAt: at(start), minutes: 90, bayId: bays[1] });
    const { id } = made;
    const moved = await mia.call.appointments.update({ id, version: 1, startsAt: at(start + 2) });
    expect(moved).toEqual({ ...made, startsAt: at(start + 2), endsAt: at(start + 3.5), version: 2 });
    // It is not in its own way.
    const longer = await mia.call.appointments.update({ id, minutes: 120 });
    expect(longer).toMatchObject({ startsAt: at(start + 2), endsAt: at(start + 4), version: 3 });
    const same = await mia.call.appointments.update({ id, minutes: 120, subject: made.subject });
    expect(same).toEqual(longer);
    await refused(mia.call.appointments.update({ id, version: 2, minutes: 15 }), 'VERSION_MISMATCH', {
      current: longer,
    });
    const vehicle = await carOf(cara);
    const values = { vehicleId: vehicle.id, mechanicId: boss.id, bayId: null, note: 'Late', subject: 'Tyres' };
    const changed = await mia.call.appointments.update({ id, ...values });
    expect(changed).toMatchObject({ vehicle, mechanic: { id: boss.id }, bay: null, note: 'Late', subject: 'Tyres' });
    const cleared = await mia.call.appointments.update({ id, vehicleId: null, mechanicId: null, note: null });
    expect(cleared).toMatchObject({ vehicle: null, mechanic: null, note: null, version: 5 });
  });

  test('rejects a time at which the bay or the mechanic is taken, and changes nothing', async () => {
    const start = nextDay();
    const [bayId = 0, otherBay = 0] = bays;
    await someAppointment(mia, { customerId: cara.id, startsAt: at(start + 2), bayId, mechanicId: mia.id });
    const made = await someAppointment(mia, { customerId: sam.id, startsAt: at(start), bayId });
    const { id } = made;
    const update = (values: object) => mia.call.appointments.update({ id, ...values });
    await refused(update({ startsAt: at(start + 1.5) }), 'SLOT_TAKEN', { bayId, mechanicId: null });
    await refused(update({ minutes: 121 }), 'SLOT_TAKEN', { bayId, mechanicId: null });
    const busy = update({ startsAt: at(start + 2), bayId: otherBay, mechanicId: mia.id });
    await refused(busy, 'SLOT_TAKEN', { bayId: null, mechanicId: mia.id });
    await refused(update({ bayId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'bay' });
    expect(await mia.call.appointments.get({ id })).toEqual(made);
    expect(await update({ startsAt: at(start + 2), bayId: otherBay })).toMatchObject({
      bay: { id: otherBay },
      version: 2,
    });
  });

  test('a bay that was switched off since does not prevent a move', async () => {
    const start = nextDay();
    const { id: bayId } = await boss.call.bays.create({ name: 'Paint' });
    const { id } = await someAppointment(mia, { customerId: cara.id, startsAt: at(start), bayId });
    await boss.call.bays.update({ id: bayId, active: false });
    expect(await mia.call.appointments.update({ id, startsAt: at(start + 1) })).toMatchObject({ bay: { id: bayId } });
  });
});
