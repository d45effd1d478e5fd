import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
let carl: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss] = [await shop.mechanic(), await shop.admin()];
  [cara, carl] = [await shop.customer({ firstName: 'Cara', lastName: 'Driver' }), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const car = (owner: Actor) => owner.call.vehicles.create({ make: 'Volvo', model: 'V70', year: 2004 });
const newest = async () => (await mia.call.tickets.list({ limit: 1 })).items[0]?.id;

describe('created by a customer', () => {
  test('belongs to the customer, is open and empty', async () => {
    const vehicle = await car(cara);
    const ticket = await cara.call.tickets.create({
      description: ' It squeals\n\twhen braking ',
      vehicleId: vehicle.id,
      serviceDate: '2026-12-01',
    });
    const now = shop.shop.now().toISOString();
    expect(ticket).toEqual({
      id: ticket.id,
      customer: { id: cara.id, firstName: 'Cara', lastName: 'Driver' },
      vehicle,
      description: 'It squeals\n\twhen braking',
      status: 'open',
      serviceDate: '2026-12-01',
      mechanics: [],
      jobs: [],
      parts: [],
      labor: [],
      extras: [],
      discount: null,
      totals: {
        laborCents: 0,
        partsCents: 0,
        subletCents: 0,
        feesCents: 0,
        suppliesCents: 0,
        discountCents: 0,
        netCents: 0,
        taxes: [],
        taxCents: 0,
        totalCents: 0,
      },
      partsTotalCents: 0,
      invoice: null,
      paidCents: 0,
      balanceCents: 0,
      clockedMinutes: null,
      mileageIn: null,
      mileageOut: null,
      hold: null,
      allowedStatuses: ['cancelled'],
      blockers: [],
      version: 1,
      createdAt: now,
      updatedAt: now,
      completedAt: null,
    });
    expect(await cara.call.tickets.get({ id: ticket.id })).toEqual(ticket);
    const [first, ...more] = (await cara.call.tickets.history({ id: ticket.id })).items;
    const by = { id: cara.id, firstName: 'Cara', lastName: 'Driver' };
    expect(first).toEqual({ id: first?.id, from: null, to: 'open', by, note: null, at: now });
    expect(more).toEqual([]);
  });

  test('requires only a description; null equals absent', async () => {
    const bare = await cara.call.tickets.create({ description: 'Oil' });
    expect(bare).toMatchObject({ vehicle: null, serviceDate: null });
    const nulls = await cara.call.tickets.create({
      description: 'Oil',
      vehicleId: null,
      serviceDate: null,
      customerId: null,
    });
    expect(nulls).toEqual({ ...bare, id: nulls.id });
  });

  test('never names a customer, not even the caller', async () => {
    const before = await newest();
    await refusedAt(someTicket(cara, { customerId: carl.id }), 'customerId');
    await refusedAt(someTicket(cara, { customerId: cara.id }), 'customerId');
    expect(await newest()).toBe(before);
  });

  test('does not reveal whether a foreign vehicle exists', async () => {
    const before = await newest();
    const foreign = await car(carl);
    const details = { resource: 'vehicle' } as const;
    await refused(someTicket(cara, { vehicleId: foreign.id }), 'NOT_FOUND', details);
    await refused(someTicket(cara, { vehicleId: NO_SUCH_ID }), 'NOT_FOUND', details);
    expect(await newest()).toBe(before);
  });
});

describe('created by staff', () => {
  test('belongs to the named customer, with or without a login', async () => {
    const walkIn = await mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    const ticket = await someTicket(mia, { customerId: walkIn.id });
    expect(ticket).toMatchObject({
      customer: { id: walkIn.id, firstName: 'Walt', lastName: 'Kin' },
      allowedStatuses: ['in_progress', 'cancelled'],
      mechanics: [],
    });
    const [opened] = (await mia.call.tickets.history({ id: ticket.id })).items;
    expect(opened?.by?.id).toBe(mia.id);
    const vehicle = await car(cara);
    expect(await someTicket(boss, { customerId: cara.id, vehicleId: vehicle.id })).toMatchObject({
      customer: { id: cara.id },
      vehicle: { id: vehicle.id },
    });
  });

  test('requires an existing customer', async () => {
    await refusedAt(someTicket(mia), 'customerId');
    await refusedAt(someTicket(mia, { customerId: null }), 'customerId');
    for (const customerId of [NO_SUCH_ID, mia.id, boss.id]) {
      await refused(someTicket(boss, { customerId }), 'NOT_FOUND', { resource: 'customer' });
    }
  });

  test('accepts only vehicles of that customer', async () => {
    const before = await newest();
    const foreign = await car(carl);
    await refusedAt(someTicket(mia, { customerId: cara.id, vehicleId: foreign.id }), 'vehicleId');
    await refused(someTicket(mia, { customerId: cara.id, vehicleId: NO_SUCH_ID }), 'NOT_FOUND', {
      resource: 'vehicle',
    });
    expect(await newest()).toBe(before);
  });
});

describe('rejects', () => {
  test.each([
    ['description', ''],
    ['description', ' \n '],
    ['description', 'd'.repeat(4001)],
    ['description', 'nul\0'],
    ['description', 'bell\u0007'],
    ['description', 'half \udc00'],
    ['description', null],
    ['description', undefined],
    ['serviceDate', '2026-02-30'],
    ['serviceDate', '1899-12-31'],
    ['serviceDate', '2200-01-01'],
    ['serviceDate', '2026-12-01T00:00:00.000Z'],
    ['serviceDate', ''],
    ['vehicleId', 0],
    ['vehicleId', 2 ** 53],
    ['vehicleId', '1'],
    ['status', 'completed'],
    ['parts', []],
  ])('%s %j', async (member, value) => {
    const before = await newest();
    await refusedAt(cara.call.tickets.create({ description: 'Oil', [member]: value }), member);
    expect(await newest()).toBe(before);
  });

  test('anonymous callers', async () => {
    await refused(shop.anonymous.tickets.create({ description: 'Oil' }), 'NOT_SIGNED_IN');
  });
});

test('accepts the longest description and the first and last date', async () => {
  const ticket = await someTicket(cara, { description: 'd'.repeat(4000), serviceDate: '1900-01-01' });
  expect(ticket).toMatchObject({ serviceDate: '1900-01-01' });
  expect(ticket.description).toHaveLength(4000);
  expect(await someTicket(cara, { serviceDate: '2199-12-31' })).toMatchObject({ serviceDate: '2199-12-31' });
});

describe('get and history', () => {
  test('are for the owner and staff; for others the ticket is NOT_FOUND', async () => {
    const { id } = await someTicket(cara);
    for (const actor of [cara, mia, boss]) {
      expect(await actor.call.tickets.get({ id })).toMatchObject({ id, customer: { id: cara.id } });
      expect((await actor.call.tickets.history({ id })).items).toHaveLength(1);
    }
    const details = { resource: 'ticket' } as const;
    await refused(carl.call.tickets.get({ id }), 'NOT_FOUND', details);
    await refused(carl.call.tickets.history({ id }), 'NOT_FOUND', details);
    await refused(mia.call.tickets.get({ id: NO_SUCH_ID }), 'NOT_FOUND', details);
    await refused(mia.call.tickets.history({ id: NO_SUCH_ID }), 'NOT_FOUND', details);
    await refused(shop.anonymous.tickets.get({ id }), 'NOT_SIGNED_IN');
  });
});
