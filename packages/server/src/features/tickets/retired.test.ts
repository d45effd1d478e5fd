import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];
const idsOf = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id);
const car = { make: 'Saab', model: '900', year: 1990 };

describe('a retired part', () => {
  test('leaves the list and the search, stays readable, and is listed with active: false', async () => {
    const part = await somePart(mia, { name: 'Carburettor' });
    expect(part.active).toBe(true);
    const retired = await mia.call.inventory.update({ id: part.id, active: false });
    expect(retired).toEqual({ ...part, active: false, version: 2, updatedAt: retired.updatedAt });
    expect(await shop.anonymous.inventory.get({ id: part.id })).toEqual(retired);
    for (const filters of [{}, { orderBy: 'name' as const }, { search: 'carburettor' }, { inStock: true }]) {
      expect(idsOf(await shop.anonymous.inventory.list(filters))).not.toContain(part.id);
      expect(idsOf(await shop.anonymous.inventory.list({ ...filters, active: true }))).not.toContain(part.id);
      expect(idsOf(await shop.anonymous.inventory.list({ ...filters, active: false }))).toEqual([part.id]);
    }
    await mia.call.inventory.update({ id: part.id, active: true });
    expect(idsOf(await shop.anonymous.inventory.list({ search: 'carburettor' }))).toEqual([part.id]);
    expect(idsOf(await shop.anonymous.inventory.list({ active: false }))).toEqual([]);
  });

  test('starts no new line, and existing lines keep working', async () => {
    const part = await somePart(mia);
    const [on, off] = [await someTicket(cara), await someTicket(cara)];
    const { parts } = await mia.call.tickets.addPart({ id: on.id, partId: part.id });
    await mia.call.inventory.update({ id: part.id, active: false });
    await refusedAt(mia.call.tickets.addPart({ id: off.id, partId: part.id }), 'partId');
    const { jobs } = await mia.call.tickets.addJob({ id: on.id, name: 'Brakes' });
    const jobId = jobs[0]?.id ?? 0;
    await refusedAt(mia.call.tickets.addPart({ id: on.id, partId: part.id, jobId }), 'partId');
    await mia.call.tickets.addPart({ id: on.id, partId: part.id });
    const raised = await mia.call.tickets.updatePart({ id: on.id, lineId: parts[0]?.id ?? 0, quantity: 3 });
    expect(raised.parts).toMatchObject([{ quantity: 3, reserved: 3 }]);
  });
});

describe('a retired customer', () => {
  test('leaves the list and the search, stays readable, and is listed with active: false', async () => {
    const customer = await mia.call.customers.create({ firstName: 'Walt', lastName: 'Wiggins' });
    const retired = await mia.call.customers.update({ id: customer.id, active: false });
    expect(retired).toEqual({ ...customer, active: false, version: customer.version + 1 });
    expect(await mia.call.customers.get({ id: customer.id })).toEqual(retired);
    for (const filters of [{}, { orderBy: 'name' as const }, { search: 'wiggins' }]) {
      expect(idsOf(await mia.call.customers.list(filters))).not.toContain(customer.id);
      expect(idsOf(await mia.call.customers.list({ ...filters, active: false }))).toEqual([customer.id]);
    }
    await mia.call.customers.update({ id: customer.id, active: true });
    expect(idsOf(await mia.call.customers.list({ search: 'wiggins' }))).toEqual([customer.id]);
  });

  test('gets no new ticket or vehicle, not even by a call of their own, and keeps those they have', async () => {
    const customer = await shop.customer();
    const vehicle = await customer.call.vehicles.create(car);
    const ticket = await someTicket(customer, { vehicleId: vehicle.id });
    await mia.call.customers.update({ id: customer.id, active: false });
    const own = { customerId: customer.id };
    await refusedAt(mia.call.tickets.create({ ...own, description: 'x' }), 'customerId');
    await refusedAt(mia.call.vehicles.create({ ...own, ...car }), 'customerId');
    await refusedAt(someTicket(customer), 'customerId');
    expect(await customer.call.tickets.get({ id: ticket.id })).toEqual(ticket);
    await mia.call.tickets.addLabor({ id: ticket.id, description: 'Wash', priceCents: 1 });
    expect((await customer.call.vehicles.list()).items).toEqual([vehicle]);
  });
});

describe('a retired vehicle', () => {
  test('leaves the list and the search, stays readable, and is listed with active: false', async () => {
    const vehicle = await cara.call.vehicles.create({ ...car, licensePlate: 'OLD 77' });
    const retired = await mia.call.vehicles.update({ id: vehicle.id, active: false });
    expect(retired).toEqual({ ...vehicle, active: false, version: 2 });
    expect(await cara.call.vehicles.get({ id: vehicle.id })).toEqual(retired);
    for (const filters of [{}, { search: 'old77' }]) {
      for (const { call } of [mia, cara]) {
        expect(idsOf(await call.vehicles.list(filters))).not.toContain(vehicle.id);
        expect(idsOf(await call.vehicles.list({ ...filters, active: false }))).toEqual([vehicle.id]);
      }
      const ofOne = { ...filters, customerId: cara.id };
      expect(idsOf(await mia.call.vehicles.list({ ...ofOne, active: false }))).toEqual([vehicle.id]);
      expect(idsOf(await mia.call.vehicles.list(ofOne))).not.toContain(vehicle.id);
    }
    await mia.call.vehicles.update({ id: vehicle.id, active: true });
    expect(idsOf(await cara.call.vehicles.list({ active: false }))).toEqual([]);
  });

  test('is named by no new ticket, and stays on those that it has', async () => {
    const vehicle = await cara.call.vehicles.create(car);
    const [ticket, other] = [await someTicket(cara, { vehicleId: vehicle.id }), await someTicket(cara)];
    await mia.call.vehicles.update({ id: vehicle.id, active: false });
    await refusedAt(someTicket(cara, { vehicleId: vehicle.id }), 'vehicleId');
    await refusedAt(mia.call.tickets.update({ id: other.id, vehicleId: vehicle.id }), 'vehicleId');
    const taken = mia.call.tickets.setCustomer({ id: other.id, customerId: cara.id, vehicleId: vehicle.id });
    await refusedAt(taken, 'vehicleId');
    const kept = await mia.call.tickets.update({ id: ticket.id, vehicleId: vehicle.id, mileageIn: 9 });
    expect(kept).toMatchObject({ vehicle: { id: vehicle.id, active: false }, mileageIn: 9 });
    expect(await cara.call.vehicles.update({ id: vehicle.id, model: '9000' })).toMatchObject({ active: false });
  });
});

test('only staff retire a part', async () => {
  const part = await somePart(mia);
  await refused(cara.call.inventory.update({ id: part.id, active: false }), 'ROLE_REQUIRED', { role: 'mechanic' });
});
