import { describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { storedRows } from '../../testing/stored-rows.ts';
import { PASSWORD, someTicket } from '../../testing/testing.ts';
import { sessions } from '../accounts/table.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { customers, tickets, vehicles, messages, estimates } = admin.call;
const secrets = [
  'Zenobia',
  'Quarterstaff',
  'zenobia@secret.example',
  '0170 5550199',
  'Hidden Lane',
  'Acme Secret',
  'S-EC 1',
  'WAUZZZF4XPL962145',
];

/** A customer with everything, whose values occur nowhere else. */
async function someone() {
  const actor = await shop.customer({
    firstName: 'Zenobia',
    lastName: 'Quarterstaff',
    email: 'zenobia@secret.example',
  });
  const { id } = actor;
  await customers.update({
    id,
    phone: '0170 5550199',
    address: 'Hidden Lane',
    company: 'Acme Secret',
    note: 'Hidden Lane',
    externalId: 'Acme Secret',
  });
  const car = await vehicles.create({
    customerId: id,
    make: 'Saab',
    model: '900',
    year: 1990,
    vin: 'WAUZZZF4XPL962145',
    licensePlate: 'S-EC 1',
  });
  const ticket = await tickets.create({ customerId: id, vehicleId: car.id, description: 'It squeals' });
  await tickets.addJob({ id: ticket.id, name: 'Noise' });
  await estimates.send({ ticketId: ticket.id, message: 'Dear Zenobia' });
  await messages.post({ ticketId: ticket.id, text: 'Zenobia speaking' });
  await actor.call.messages.post({ ticketId: ticket.id, text: 'Call me, Zenobia' });
  const booking = { customerId: id, vehicleId: car.id, minutes: 60, subject: 'Brakes', note: 'Zenobia is late' };
  await admin.call.appointments.book({ ...booking, startsAt: '2026-11-23T09:00:00Z', bayId: null });
  const past = await admin.call.appointments.book({ ...booking, startsAt: '2026-11-24T09:00:00Z', bayId: null });
  await admin.call.appointments.cancel({ id: past.id });
  const keyed = await shop.withToken(admin.session.token, `key ${id}`);
  await keyed.customers.update({ id, phone: '0170 5550199', note: 'Quarterstaff' });
  return { actor, id, car, ticket };
}

describe('customers.erase', () => {
  test('is rejected while a ticket is open, and then leaves no trace but the ticket', async () => {
    const { actor, id, car, ticket } = await someone();
    await refused(customers.erase({ id }), 'IN_USE', { by: 'tickets' });
    await tickets.setStatus({ id: ticket.id, status: 'cancelled' });
    const { version } = await customers.get({ id });
    await refused(customers.erase({ id, version: version - 1 }), 'VERSION_MISMATCH');
    const erased = await customers.erase({ id, version });
    expect(erased).toMatchObject({
      id,
      firstName: 'Erased',
      lastName: `#${id}`,
      email: null,
      phone: null,
      address: null,
      company: null,
      note: null,
      externalId: null,
      hasLogin: false,
      version: version + 1,
    });
    expect(await customers.get({ id })).toEqual(erased);
    expect(await vehicles.get({ id: car.id })).toMatchObject({ vin: null, licensePlate: null, vinCheck: null });
    expect(await tickets.get({ id: ticket.id })).toMatchObject({ description: 'It squeals', status: 'cancelled' });
    await shop.shop.reindexing.settled();
    expect((await messages.list({ ticketId: ticket.id })).items.map(({ text }) => text)).toEqual(['', '']);
    const { items: booked } = await admin.call.appointments.list({ customerId: id });
    expect(booked.map(({ status, note, version: own }) => [status, note, own])).toEqual([
      ['cancelled', null, 2],
      ['cancelled', null, 3],
    ]);
    const tables = await storedRows(shop);
    const left = Object.entries(tables).flatMap(([table, rows]) =>
      rows.filter((row) => secrets.some((secret) => row.includes(secret))).map((row) => `${table}: ${row}`),
    );
    expect(left).toEqual([]);
    const { read } = shop.shop.database;
    expect(await read.select().from(idempotencyKeys)).toEqual([]);
    expect((await read.select().from(sessions)).filter(({ accountId }) => accountId === id)).toEqual([]);
    await refused(actor.call.auth.updateMe({ firstName: 'Back' }), 'SESSION_ENDED');
    await refused(shop.anonymous.auth.login({ email: actor.email, password: PASSWORD }), 'INVALID_CREDENTIALS');
    for (const search of ['zenobia', 'quarterstaff', 's-ec 1']) {
      expect((await customers.list({ search })).items).toEqual([]);
      expect((await tickets.list({ search })).items).toEqual([]);
    }
    await expectConsistent(shop.shop.database);
  });

  test('is for admins', async () => {
    const { id } = await customers.create({ firstName: 'A', lastName: 'B' });
    const mechanic = await shop.mechanic();
    await refused(mechanic.call.customers.erase({ id }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(customers.erase({ id: 999_999 }), 'NOT_FOUND');
    expect(await customers.erase({ id })).toMatchObject({ lastName: `#${id}` });
  });
});

describe('customers.exportData', () => {
  test('returns what admins and the customer may read', async () => {
    const actor = await shop.customer();
    const { id } = actor;
    const car = await vehicles.create({ customerId: id, make: 'Saab', model: '96', year: 1970, note: 'rusty' });
    const ticket = await tickets.create({ customerId: id, vehicleId: car.id, description: 'Oil' });
    await tickets.update({ id: ticket.id, mileageIn: 120_000 });
    await messages.post({ ticketId: ticket.id, text: 'Hello' });
    const startsAt = '2026-11-25T09:00:00Z';
    await admin.call.appointments.book({ customerId: id, startsAt, minutes: 60, bayId: null, subject: 'Oil' });
    const { data } = await customers.exportData({ id });
    expect(data).toMatchObject({
      customer: { id },
      vehicles: [{ model: '96', note: 'rusty' }],
      tickets: [{ id: ticket.id }],
      messages: [{ text: 'Hello' }],
      history: [{ to: 'open' }],
      inspections: [],
      appointments: [{ subject: 'Oil' }],
      mileage: [{ vehicleId: car.id, mileage: 120_000, ticketId: ticket.id }],
      sessions: [],
    });
    const own = await actor.call.customers.exportData({ id });
    expect(own.data).toMatchObject({
      vehicles: [{ model: '96', note: null }],
      tickets: [{ id: ticket.id }],
      mileage: data.mileage,
      sessions: [{ current: true }],
    });
    await refused((await shop.customer()).call.customers.exportData({ id }), 'NOT_FOUND');
    await refused((await shop.mechanic()).call.customers.exportData({ id }), 'ROLE_REQUIRED', { role: 'admin' });
  });

  test('reads one ticket after the other, and lets other calls have their turn', async () => {
    const actor = await shop.customer();
    const made: number[] = [];
    for (let n = 0; n < 12; n++) {
      const { id: ticketId } = await someTicket(actor);
      await actor.call.messages.post({ ticketId, text: `Hello ${n}` });
      made.push(ticketId);
    }
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const { data } = await customers.exportData({ id: actor.id });
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(made.length);
    expect(data.tickets.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(made);
    expect(data.messages.map(({ ticketId }) => ticketId).toSorted((a, b) => a - b)).toEqual(made);
    expect(data.history).toHaveLength(made.length);
  });
});
