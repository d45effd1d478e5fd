import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss] = [await shop.mechanic(), await shop.admin()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const VIN = '1M8GDM9AXKP042788';

/** A vehicle with a ticket of its first owner, and somebody else who gets it. */
async function sold() {
  const [seller, buyer] = [await shop.customer(), await shop.customer()];
  const car = { make: 'Saab', model: '900', year: 1990, vin: VIN, licensePlate: `S ${seller.id}` };
  const vehicle = await seller.call.vehicles.create(car);
  const ticket = await someTicket(seller, { vehicleId: vehicle.id });
  await mia.call.tickets.update({ id: ticket.id, mileageIn: 120_000 });
  const transfer = (values: object = {}) =>
    mia.call.vehicles.transfer({ id: vehicle.id, customerId: buyer.id, ...values });
  return { seller, buyer, vehicle, ticket, transfer };
}

test('gives the vehicle to its new owner, with its log and without the old tickets', async () => {
  const { seller, buyer, vehicle, ticket, transfer } = await sold();
  const moved = await transfer();
  expect(moved).toEqual({ ...vehicle, customerId: buyer.id, mileage: 120_000, version: 3 });
  expect(await buyer.call.vehicles.get({ id: vehicle.id })).toEqual(moved);
  expect((await buyer.call.vehicles.list()).items).toEqual([moved]);
  expect((await buyer.call.tickets.mine()).items).toEqual([]);
  await refused(buyer.call.tickets.get({ id: ticket.id }), 'NOT_FOUND', { resource: 'ticket' });
  const { items } = await buyer.call.vehicles.mileage({ id: vehicle.id });
  expect(items).toMatchObject([{ mileage: 120_000, ticketId: null }]);
  expect((await mia.call.vehicles.mileage({ id: vehicle.id })).items).toMatchObject([{ ticketId: ticket.id }]);
  const own = await someTicket(buyer, { vehicleId: vehicle.id });
  await mia.call.tickets.update({ id: own.id, mileageIn: 120_500 });
  expect((await buyer.call.vehicles.mileage({ id: vehicle.id })).items).toMatchObject([
    { mileage: 120_500, ticketId: own.id },
    { mileage: 120_000, ticketId: null },
  ]);
  await refused(seller.call.tickets.get({ id: own.id }), 'NOT_FOUND', { resource: 'ticket' });
});

test('leaves the old owner the tickets, and no sign of the new one', async () => {
  const { seller, buyer, vehicle, ticket, transfer } = await sold();
  await transfer();
  const own = await seller.call.tickets.get({ id: ticket.id });
  expect(own).toMatchObject({ customer: { id: seller.id }, vehicle: { id: vehicle.id, customerId: seller.id } });
  expect((await seller.call.tickets.mine()).items).toEqual([own]);
  expect((await mia.call.tickets.get({ id: ticket.id })).vehicle).toMatchObject({ customerId: buyer.id });
  await refused(seller.call.vehicles.get({ id: vehicle.id }), 'NOT_FOUND', { resource: 'vehicle' });
  await refused(seller.call.vehicles.mileage({ id: vehicle.id }), 'NOT_FOUND', { resource: 'vehicle' });
  expect((await seller.call.vehicles.list()).items).toEqual([]);
  await refused(someTicket(seller, { vehicleId: vehicle.id }), 'NOT_FOUND', { resource: 'vehicle' });
  expect((await mia.call.tickets.list({ search: `S ${seller.id}` })).items.map(({ id }) => id)).toContain(ticket.id);
});

test('keeps the vehicle on the old ticket that it names', async () => {
  const { vehicle, ticket, transfer } = await sold();
  await transfer();
  const kept = { id: ticket.id, vehicleId: vehicle.id, mileageOut: 120_010 };
  const after = await mia.call.tickets.update(kept);
  expect(after.vehicle).toMatchObject({ id: vehicle.id, mileage: 120_010 });
});

test('changes nothing for the same owner, and checks the version', async () => {
  const { seller, vehicle, transfer } = await sold();
  const before = await seller.call.vehicles.get({ id: vehicle.id });
  expect(await transfer({ customerId: seller.id })).toEqual(before);
  await refused(transfer({ version: 1 }), 'VERSION_MISMATCH', { current: before });
  expect(await seller.call.vehicles.get({ id: vehicle.id })).toEqual(before);
});

test('is for staff, to a known customer who is in use', async () => {
  const { seller, buyer, vehicle, transfer } = await sold();
  await refused(transfer({ customerId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'customer' });
  await refused(transfer({ id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'vehicle' });
  await boss.call.customers.update({ id: buyer.id, active: false });
  await refusedAt(transfer(), 'customerId');
  const own = seller.call.vehicles.transfer({ id: vehicle.id, customerId: buyer.id });
  await refused(own, 'ROLE_REQUIRED', { role: 'mechanic' });
  expect(await seller.call.vehicles.get({ id: vehicle.id })).toMatchObject({ customerId: seller.id });
});

test('is rejected where the customer has the VIN already', async () => {
  const { buyer, transfer } = await sold();
  await buyer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990, vin: VIN });
  await refused(transfer(), 'VIN_TAKEN');
});
