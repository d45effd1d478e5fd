import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop } from '../../testing/testing.ts';
import { at, someAppointment, someBays } from './testing/diary.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let sam: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, sam] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
  await someBays(boss, 2);
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

// Every test has a day of its own.
let day = 0;
const nextDay = (): number => 24 * 7 * ++day;

const carOf = (owner: Actor) => owner.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
const personOf = ({ id, session }: Actor) => {
  const { firstName, lastName } = session.account;
  return { id, firstName, lastName };
};

describe('who goes along', () => {
  test('a merged customer brings appointments along', async () => {
    const walkIn = await mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    const made = await someAppointment(mia, { customerId: walkIn.id, startsAt: at(nextDay()) });
    await boss.call.customers.merge({ id: walkIn.id, intoId: sam.id });
    expect(await sam.call.appointments.get({ id: made.id })).toMatchObject({ customer: { id: sam.id }, version: 1 });
  });

  test('a vehicle brings its live appointments to its new owner', async () => {
    const [seller, buyer] = [await shop.customer(), await shop.customer()];
    const vehicle = await carOf(seller);
    const own = { customerId: seller.id, vehicleId: vehicle.id };
    const past = await someAppointment(mia, { ...own, startsAt: at(nextDay()) });
    await mia.call.appointments.cancel({ id: past.id });
    const live = await someAppointment(mia, { ...own, startsAt: at(nextDay()) });
    const moved = await mia.call.vehicles.transfer({ id: vehicle.id, customerId: buyer.id });
    expect(await buyer.call.appointments.get({ id: live.id })).toMatchObject({
      customer: personOf(buyer),
      vehicle: moved,
      version: 2,
    });
    await refused(seller.call.appointments.get({ id: live.id }), 'NOT_FOUND', { resource: 'appointment' });
    const kept = await seller.call.appointments.get({ id: past.id });
    expect(kept).toMatchObject({ version: 2, vehicle: { id: vehicle.id, customerId: seller.id } });
    await refused(buyer.call.appointments.get({ id: past.id }), 'NOT_FOUND', { resource: 'appointment' });
  });

  test('a customer takes appointments along when deleted, a vehicle leaves them', async () => {
    const own = await shop.customer();
    const vehicle = await carOf(own);
    const values = { customerId: own.id, vehicleId: vehicle.id, startsAt: at(nextDay()) };
    const { id } = await someAppointment(mia, values);
    await own.call.vehicles.delete({ id: vehicle.id });
    expect(await mia.call.appointments.get({ id })).toMatchObject({ vehicle: null, status: 'confirmed' });
    await boss.call.customers.delete({ id: own.id });
    await refused(mia.call.appointments.get({ id }), 'NOT_FOUND', { resource: 'appointment' });
  });
});
