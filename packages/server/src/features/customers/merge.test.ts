import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { rowsIn } from '../../testing/row-counts.ts';
import { type Actor, type TestShop, createTestShop, somePart } from '../../testing/testing.ts';

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

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const car = { make: 'Saab', model: '900', year: 1990 };
const walkIn = (values: object = {}) => mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin', ...values });

/** A customer without a login who has a vehicle and a ticket with a part. */
async function known() {
  const customer = await walkIn({ lastName: 'Doppelganger', phone: '555' });
  const vehicle = await mia.call.vehicles.create({ ...car, customerId: customer.id });
  const own = { customerId: customer.id, vehicleId: vehicle.id, description: 'Squeals' };
  const { id } = await mia.call.tickets.create(own);
  const part = await somePart(mia);
  const ticket = await mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
  return { customer, vehicle, ticket };
}

describe('customers.merge', () => {
  test('moves vehicles and tickets to the other customer, and deletes the first', async () => {
    const { customer, vehicle, ticket } = await known();
    const before = await boss.call.customers.get({ id: cara.id });
    const merged = await boss.call.customers.merge({ id: customer.id, intoId: cara.id });
    expect(merged).toEqual({ ...before, version: before.version + 1 });
    await refused(mia.call.customers.get({ id: customer.id }), 'NOT_FOUND', { resource: 'customer' });
    expect(await cara.call.vehicles.get({ id: vehicle.id })).toMatchObject({ customerId: cara.id });
    const moved = await cara.call.tickets.get({ id: ticket.id });
    expect(moved).toMatchObject({ customer: { id: cara.id }, vehicle: { id: vehicle.id }, parts: ticket.parts });
    expect((await cara.call.tickets.mine()).items).toEqual([moved]);
    expect((await mia.call.vehicles.list({ customerId: cara.id })).items.map(({ id }) => id)).toContain(vehicle.id);
  });

  test.each([
    ['takes over the external id where the other customer has none', null, 'MERGE-1', 'MERGE-1'],
    ['keeps the external id of the other customer', 'MERGE-2', 'MERGE-3', 'MERGE-2'],
    ['keeps the external id where only the other customer has one', 'MERGE-4', null, 'MERGE-4'],
  ])('%s', async (_, own, given, expected) => {
    const [into, from] = [await walkIn({ externalId: own }), await walkIn({ externalId: given })];
    const merged = await boss.call.customers.merge({ id: from.id, intoId: into.id });
    expect(merged).toMatchObject({ externalId: expected, version: into.version + 1 });
    expect(await mia.call.customers.get({ id: into.id })).toEqual(merged);
    const row = { firstName: 'Walt', lastName: 'Again', externalId: expected };
    const again = await mia.call.customers.import({ rows: [row], onMatch: 'update' });
    expect(again).toMatchObject({ created: 0, updated: 1, rows: [{ id: into.id }] });
    const { items } = await boss.call.audit.list({ entity: 'customer', entityId: into.id, kind: 'customer.updated' });
    const changes = items.at(-1)?.changes ?? {};
    expect('externalId' in changes).toBe(own === null);
  });

  test('finds the tickets by the name of the other customer', async () => {
    const { customer, ticket } = await known();
    const into = await walkIn({ lastName: 'Original' });
    await boss.call.customers.merge({ id: customer.id, intoId: into.id });
    await shop.shop.reindexing.settled();
    const found = async (search: string) => (await mia.call.tickets.list({ search })).items.map(({ id }) => id);
    expect(await found('original')).toEqual([ticket.id]);
    expect(await found('doppelganger')).not.toContain(ticket.id);
    expect((await mia.call.customers.list({ search: 'doppelganger' })).items.map(({ id }) => id)).not.toContain(
      customer.id,
    );
  });

  test('leaves the invite of the first customer behind', async () => {
    const [first, into] = [await walkIn(), await walkIn()];
    const invite = await boss.call.invites.create({ role: 'customer', customerId: first.id });
    await boss.call.customers.merge({ id: first.id, intoId: into.id });
    await refused(shop.customer({ inviteCode: invite.code }), 'INVALID_INVITE');
    expect(await mia.call.customers.get({ id: into.id })).toMatchObject({ hasLogin: false });
  });

  test('rejects a customer with a login, oneself, and unknown ones; nothing changes', async () => {
    const { customer } = await known();
    const before = await rowsIn(shop);
    const merge = (id: number, intoId: number) => boss.call.customers.merge({ id, intoId });
    await refused(merge(cara.id, customer.id), 'IN_USE', { by: 'login' });
    await refusedAt(merge(customer.id, customer.id), 'intoId');
    await refused(merge(NO_SUCH_ID, customer.id), 'NOT_FOUND', { resource: 'customer' });
    await refused(merge(customer.id, NO_SUCH_ID), 'NOT_FOUND', { resource: 'customer' });
    await refused(merge(customer.id, mia.id), 'NOT_FOUND', { resource: 'customer' });
    const byMechanic = mia.call.customers.merge({ id: customer.id, intoId: cara.id });
    await refused(byMechanic, 'ROLE_REQUIRED', { role: 'admin' });
    expect(await rowsIn(shop)).toEqual(before);
  });

  test.each(['id', 'intoId'])('rejects a customer who was erased, at %s', async (member) => {
    const [erased, other] = [await walkIn(), await walkIn()];
    await boss.call.customers.erase({ id: erased.id });
    const merging = boss.call.customers.merge(
      member === 'id' ? { id: erased.id, intoId: other.id } : { id: other.id, intoId: erased.id },
    );
    await refusedAt(merging, member);
  });

  test('is rejected where both have the same VIN', async () => {
    const [first, into] = [await walkIn(), await walkIn()];
    const vin = '1M8GDM9AXKP042788';
    for (const { id } of [first, into]) await mia.call.vehicles.create({ ...car, vin, customerId: id });
    await refused(boss.call.customers.merge({ id: first.id, intoId: into.id }), 'VIN_TAKEN');
    expect((await mia.call.vehicles.list({ customerId: first.id })).items).toHaveLength(1);
  });

  test('of two merges into each other, one wins', async () => {
    const [one, two] = [await known(), await known()];
    const [a, b] = [one.customer.id, two.customer.id];
    const merges = [
      [a, b],
      [b, a],
    ].map(([id = 0, intoId = 0]) => boss.call.customers.merge({ id, intoId }));
    const settled = await Promise.allSettled(merges);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const owners = await Promise.all(
      [one, two].map(async ({ ticket }) => (await mia.call.tickets.get({ id: ticket.id })).customer.id),
    );
    expect(new Set(owners).size).toBe(1);
  });
});

describe('tickets.setCustomer', () => {
  test('gives a ticket to another customer, with one of their vehicles or none', async () => {
    const { customer, vehicle, ticket } = await known();
    const { id } = ticket;
    await mia.call.tickets.update({ id, mileageIn: 77 });
    const theirs = await cara.call.vehicles.create(car);
    const given = await mia.call.tickets.setCustomer({ id, customerId: cara.id, vehicleId: theirs.id });
    const version = ticket.version + 2;
    expect(given).toMatchObject({ customer: { id: cara.id }, vehicle: { id: theirs.id, mileage: 77 }, version });
    expect(given.parts).toEqual(ticket.parts);
    expect(await cara.call.tickets.get({ id })).toMatchObject({ description: 'Squeals' });
    expect(await mia.call.vehicles.get({ id: vehicle.id })).toMatchObject({ mileage: null });
    const same = { id, version, customerId: cara.id, vehicleId: theirs.id };
    expect(await mia.call.tickets.setCustomer(same)).toEqual(given);
    const bare = await mia.call.tickets.setCustomer({ id, customerId: cara.id });
    expect(bare).toMatchObject({ vehicle: null, mileageIn: 77, version: version + 1 });
    expect(await mia.call.vehicles.get({ id: theirs.id })).toMatchObject({ mileage: null });
    const found = await mia.call.tickets.list({ customerId: customer.id });
    expect(found.items).toEqual([]);
  });

  test('is for staff, on the version seen, with a vehicle of that customer', async () => {
    const { customer, vehicle, ticket } = await known();
    const { id } = ticket;
    const give = (values: object) => mia.call.tickets.setCustomer({ id, customerId: cara.id, ...values });
    await refusedAt(give({ vehicleId: vehicle.id }), 'vehicleId');
    await refused(give({ vehicleId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'vehicle' });
    await refused(give({ customerId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'customer' });
    await refused(give({ customerId: mia.id }), 'NOT_FOUND', { resource: 'customer' });
    await refused(give({ id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(give({ version: 1 }), 'VERSION_MISMATCH');
    const own = cara.call.tickets.setCustomer({ id, customerId: cara.id });
    await refused(own, 'ROLE_REQUIRED', { role: 'mechanic' });
    await boss.call.customers.update({ id: customer.id, active: false });
    const retired = await mia.call.tickets.create({ customerId: cara.id, description: 'x' });
    await refusedAt(mia.call.tickets.setCustomer({ id: retired.id, customerId: customer.id }), 'customerId');
    expect(await mia.call.tickets.get({ id })).toEqual(ticket);
  });

  test('is refused once an estimate was sent, but not for what a customer said on the phone', async () => {
    const { ticket } = await known();
    const { id } = ticket;
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Brakes' });
    const said = { approve: [jobs[0]?.id ?? 0], decline: [], method: 'phone' as const, by: 'Cara' };
    await mia.call.tickets.recordApproval({ id, ...said });
    expect(await mia.call.tickets.setCustomer({ id, customerId: cara.id })).toMatchObject({
      customer: { id: cara.id },
    });
    await mia.call.estimates.send({ ticketId: id });
    const other = await shop.customer();
    await refused(mia.call.tickets.setCustomer({ id, customerId: other.id }), 'IN_USE', { by: 'estimates' });
    expect((await mia.call.tickets.get({ id })).customer.id).toBe(cara.id);
  });

  test('works on a ticket that is closed', async () => {
    const { ticket } = await known();
    const { id } = await mia.call.tickets.setStatus({ id: ticket.id, status: 'cancelled' });
    expect(await mia.call.tickets.setCustomer({ id, customerId: cara.id })).toMatchObject({
      customer: { id: cara.id },
    });
  });

  test('counts the tax of the new customer', async () => {
    const { ticket } = await known();
    await boss.call.shop.update({ taxes: { partsPercent: 20, laborPercent: 0, subletPercent: 0, feesPercent: 0 } });
    const exempt = await walkIn({ taxExempt: true });
    const taxed = await mia.call.tickets.get({ id: ticket.id });
    expect(taxed.totals).toMatchObject({ taxCents: 1_996, totalCents: 11_976 });
    const { totals } = await mia.call.tickets.setCustomer({ id: ticket.id, customerId: exempt.id });
    expect(totals).toMatchObject({ taxes: [], taxCents: 0, totalCents: 9_980 });
  });
});
