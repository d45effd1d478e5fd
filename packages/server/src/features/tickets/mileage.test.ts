import { MAX_MILEAGE } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const car = { make: 'Volvo', model: 'V70', year: 2004 };
const someCar = () => cara.call.vehicles.create(car);
const visit = (vehicleId: number) => someTicket(cara, { vehicleId });
const update = (id: number, values: object) => mia.call.tickets.update({ id, ...values });
const mileageOf = async (id: number) => (await cara.call.vehicles.get({ id })).mileage;
async function logOf(id: number) {
  const { items } = await cara.call.vehicles.mileage({ id });
  return items.map(({ mileage, ticketId }) => [mileage, ticketId]);
}

describe('readings of a ticket', () => {
  test('go into the log of its vehicle, which shows the highest', async () => {
    const vehicle = await someCar();
    expect(vehicle).toMatchObject({ mileage: null, mileageUnit: 'km' });
    const first = await visit(vehicle.id);
    const read = await update(first.id, { mileageIn: 50_000 });
    expect(read).toMatchObject({ version: 2, mileageIn: 50_000, mileageOut: null });
    expect(read.vehicle?.mileage).toBe(50_000);
    const at = shop.shop.now().toISOString();
    const [entry] = (await cara.call.vehicles.mileage({ id: vehicle.id })).items;
    expect(entry).toEqual({ id: entry?.id, mileage: 50_000, at, ticketId: first.id });
    await update(first.id, { mileageOut: 50_012 });
    const second = await visit(vehicle.id);
    await update(second.id, { mileageIn: 61_000, mileageOut: 61_000 });
    expect(await logOf(vehicle.id)).toEqual([
      [61_000, second.id],
      [50_012, first.id],
      [50_000, first.id],
    ]);
    expect(await mileageOf(vehicle.id)).toBe(61_000);
    const page = await mia.call.vehicles.mileage({ id: vehicle.id, limit: 2 });
    const rest = await mia.call.vehicles.mileage({ id: vehicle.id, limit: 2, cursor: page.nextCursor ?? '' });
    expect([...page.items, ...rest.items].map(({ mileage }) => mileage)).toEqual([61_000, 50_012, 50_000]);
    expect(rest.nextCursor).toBeNull();
  });

  test('leave the log when they are corrected or cleared', async () => {
    const { id: vehicleId } = await someCar();
    const { id } = await visit(vehicleId);
    await update(id, { mileageIn: 90_000 });
    expect(await update(id, { mileageIn: 9_000 })).toMatchObject({ mileageIn: 9_000, vehicle: { mileage: 9_000 } });
    expect(await logOf(vehicleId)).toEqual([[9_000, id]]);
    const same = await mia.call.tickets.get({ id });
    expect(await update(id, { mileageIn: 9_000 })).toEqual(same);
    expect(await update(id, { mileageIn: null })).toMatchObject({ mileageIn: null, vehicle: { mileage: null } });
    expect(await logOf(vehicleId)).toEqual([]);
  });

  test('move with the ticket to another vehicle', async () => {
    const [one, two] = [await someCar(), await someCar()];
    const { id } = await visit(one.id);
    await update(id, { mileageIn: 10, mileageOut: 20 });
    await update(id, { vehicleId: two.id });
    expect([await mileageOf(one.id), await mileageOf(two.id)]).toEqual([null, 20]);
    await update(id, { vehicleId: null });
    expect([await mileageOf(one.id), await mileageOf(two.id)]).toEqual([null, null]);
    expect(await mia.call.tickets.get({ id })).toMatchObject({ mileageIn: 10, mileageOut: 20 });
    await update(id, { vehicleId: one.id });
    expect(await logOf(one.id)).toEqual([
      [20, id],
      [10, id],
    ]);
  });

  test('need no vehicle', async () => {
    const { id } = await someTicket(cara);
    expect(await update(id, { mileageIn: 5 })).toMatchObject({ vehicle: null, mileageIn: 5 });
    await refusedAt(update(id, { mileageOut: 4 }), 'mileageOut');
  });
});

describe('a lower reading', () => {
  test('out below in is rejected at the member that changes', async () => {
    const { id } = await visit((await someCar()).id);
    await refusedAt(update(id, { mileageIn: 100, mileageOut: 99 }), 'mileageOut');
    await update(id, { mileageIn: 100, mileageOut: 110 });
    await refusedAt(update(id, { mileageOut: 99 }), 'mileageOut');
    await refusedAt(update(id, { mileageIn: 111 }), 'mileageIn');
    expect(await mia.call.tickets.get({ id })).toMatchObject({ version: 2, mileageIn: 100, mileageOut: 110 });
  });

  test("than the vehicle's last one is rejected, and nothing changes", async () => {
    const { id: vehicleId } = await someCar();
    await update((await visit(vehicleId)).id, { mileageIn: 1_000, mileageOut: 1_010 });
    const { id } = await visit(vehicleId);
    await refusedAt(update(id, { mileageIn: 1_009 }), 'mileageIn');
    await refusedAt(update(id, { mileageOut: 1_009 }), 'mileageOut');
    await refusedAt(update(id, { mileageIn: 1_009, lowerMileage: false }), 'mileageIn');
    expect(await mileageOf(vehicleId)).toBe(1_010);
    expect(await update(id, { mileageIn: 1_010 })).toMatchObject({ mileageIn: 1_010 });
  });

  test('is accepted with lowerMileage, and the highest stays known', async () => {
    const { id: vehicleId } = await someCar();
    await update((await visit(vehicleId)).id, { mileageIn: 500_000 });
    const { id } = await visit(vehicleId);
    const lower = await update(id, { mileageIn: 70_000, mileageOut: 60_000, lowerMileage: true });
    expect(lower).toMatchObject({ mileageIn: 70_000, mileageOut: 60_000, vehicle: { mileage: 500_000 } });
    // Other members may change afterwards: only new readings are judged.
    expect(await update(id, { description: 'New clock' })).toMatchObject({ mileageIn: 70_000 });
  });
});

test.each([-1, 0.5, MAX_MILEAGE + 1, '1'])('%j is no reading', async (value) => {
  const { id } = await someTicket(cara);
  for (const member of ['mileageIn', 'mileageOut']) await refusedAt(update(id, { [member]: value }), member);
  expect(await update(id, { mileageIn: 0, mileageOut: MAX_MILEAGE })).toMatchObject({ mileageOut: MAX_MILEAGE });
});

test('lowerMileage alone changes nothing, and customers give no readings', async () => {
  const { id } = await someTicket(cara);
  await refused(cara.call.tickets.update({ id, mileageIn: 5 }), 'ROLE_REQUIRED', { role: 'mechanic' });
  await refused(cara.call.tickets.update({ id, description: 'x', lowerMileage: true }), 'ROLE_REQUIRED');
  expect(await mia.call.tickets.get({ id })).toMatchObject({ version: 1, mileageIn: null });
});

test("a vehicle's log is for its owner and staff", async () => {
  const { id } = await someCar();
  const other = await shop.customer();
  await refused(other.call.vehicles.mileage({ id }), 'NOT_FOUND', { resource: 'vehicle' });
  expect((await boss.call.vehicles.mileage({ id })).items).toEqual([]);
});

test("a new vehicle has the shop's unit unless another one is given", async () => {
  await boss.call.shop.update({ mileageUnit: 'mi' });
  expect(await someCar()).toMatchObject({ mileageUnit: 'mi' });
  const { id } = await cara.call.vehicles.create({ ...car, mileageUnit: 'km' });
  expect(await cara.call.vehicles.update({ id, mileageUnit: 'mi' })).toMatchObject({ mileageUnit: 'mi', version: 2 });
  await boss.call.shop.update({ mileageUnit: 'km' });
});
