import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
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

// Every test has a day of its own.
let day = 0;
const nextDay = (): number => 24 * 7 * ++day;

const carOf = (owner: Actor) => owner.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
const personOf = ({ id, session }: Actor) => {
  const { firstName, lastName } = session.account;
  return { id, firstName, lastName };
};

describe('the status', () => {
  const moves = {
    confirm: 'confirmed',
    arrive: 'arrived',
    noShow: 'no_show',
    finish: 'done',
    cancel: 'cancelled',
  } as const;
  type Move = keyof typeof moves;
  const ways: Record<string, Move[]> = {
    requested: [],
    confirmed: ['confirm'],
    arrived: ['confirm', 'arrive'],
    done: ['confirm', 'arrive', 'finish'],
    no_show: ['confirm', 'noShow'],
    cancelled: ['cancel'],
  };
  const allowed: Record<string, Move[]> = {
    requested: ['confirm', 'cancel'],
    confirmed: ['arrive', 'noShow', 'cancel'],
    arrived: ['finish'],
    done: [],
    no_show: [],
    cancelled: [],
  };

  test.each(Object.keys(ways))('from %s, staff may go only where the table leads', async (from) => {
    const start = nextDay();
    for (const [n, move] of (Object.keys(moves) as Move[]).entries()) {
      const own = await shop.customer();
      const { id } = await own.call.appointments.request({ startsAt: at(start + n), minutes: 60, subject: 'Noise' });
      for (const step of ways[from] ?? []) await mia.call.appointments[step]({ id });
      const before = await mia.call.appointments.get({ id });
      expect(before.status).toBe(from);
      if (allowed[from]?.includes(move)) {
        const after = await mia.call.appointments[move]({ id, version: before.version });
        expect(after).toEqual({ ...before, status: moves[move], version: before.version + 1 });
      } else {
        const details = await refused(mia.call.appointments[move]({ id }), 'ILLEGAL_TRANSITION');
        const next = (allowed[from] ?? []).map((name) => moves[name]);
        expect(details).toEqual({ from, to: moves[move], allowed: next });
        expect(await mia.call.appointments.get({ id })).toEqual(before);
      }
    }
  });

  test('what is over does not change, and its place is free', async () => {
    const start = nextDay();
    const [bayId = 0] = bays;
    const values = { customerId: cara.id, startsAt: at(start), bayId, mechanicId: mia.id };
    for (const end of ['finish', 'noShow', 'cancel'] as const) {
      const { id } = await someAppointment(mia, values);
      if (end === 'finish') await mia.call.appointments.arrive({ id });
      const { status } = await mia.call.appointments[end]({ id });
      const details = { from: status, to: status, allowed: [] };
      await refused(mia.call.appointments.update({ id, subject: 'Late' }), 'ILLEGAL_TRANSITION', details);
    }
    expect((await someAppointment(mia, values)).status).toBe('confirmed');
  });

  test('a stale version is rejected before the move', async () => {
    const made = await someAppointment(mia, { customerId: cara.id, startsAt: at(nextDay()) });
    const { id } = made;
    const after = await mia.call.appointments.arrive({ id, version: 1 });
    for (const move of ['finish', 'confirm', 'openTicket'] as const) {
      await refused(mia.call.appointments[move]({ id, version: 1 }), 'VERSION_MISMATCH', { current: after });
    }
  });

  test('customers cancel their own, and leave notes to staff', async () => {
    const { id } = await someAppointment(mia, { customerId: cara.id, startsAt: at(nextDay()), note: 'Regular' });
    await refused(sam.call.appointments.cancel({ id }), 'NOT_FOUND', { resource: 'appointment' });
    await refused(sam.call.appointments.cancel({ id, note: 'Mine' }), 'NOT_FOUND', { resource: 'appointment' });
    await refused(cara.call.appointments.cancel({ id, note: 'Mine' }), 'ROLE_REQUIRED', { role: 'mechanic' });
    await refused(cara.call.appointments.arrive({ id }), 'ROLE_REQUIRED', { role: 'mechanic' });
    expect(await cara.call.appointments.cancel({ id })).toMatchObject({ status: 'cancelled', note: null });
    expect(await mia.call.appointments.get({ id })).toMatchObject({ note: 'Regular' });
    const details = { from: 'cancelled', to: 'cancelled', allowed: [] } as const;
    await refused(cara.call.appointments.cancel({ id }), 'ILLEGAL_TRANSITION', { ...details, allowed: [] });
    const other = await someAppointment(mia, { customerId: cara.id, startsAt: at(nextDay()), note: 'Regular' });
    const cancelled = await mia.call.appointments.cancel({ id: other.id, note: 'Ill' });
    expect(cancelled).toMatchObject({ status: 'cancelled', note: 'Ill' });
  });
});

describe('appointments.openTicket', () => {
  test('opens one ticket with the customer, vehicle and subject', async () => {
    const vehicle = await carOf(cara);
    const values = { customerId: cara.id, vehicleId: vehicle.id, startsAt: at(nextDay()), subject: 'Brakes' };
    const { id } = await someAppointment(mia, values);
    const ticket = await mia.call.appointments.openTicket({ id, version: 1 });
    expect(ticket).toMatchObject({
      customer: personOf(cara),
      vehicle,
      description: 'Brakes',
      status: 'open',
      version: 1,
    });
    const arrived = await mia.call.appointments.get({ id });
    expect(arrived).toMatchObject({ status: 'arrived', ticketId: ticket.id, version: 2 });
    await refused(mia.call.appointments.openTicket({ id }), 'IN_USE', { by: 'tickets' });
    await mia.call.appointments.finish({ id });
    await refused(mia.call.appointments.openTicket({ id }), 'IN_USE', { by: 'tickets' });
    await boss.call.tickets.delete({ id: ticket.id });
    expect(await mia.call.appointments.get({ id })).toMatchObject({ ticketId: null, status: 'done' });
  });

  test('is for those who come or are here', async () => {
    const [own, start] = [await shop.customer(), nextDay()];
    const { id } = await own.call.appointments.request({ startsAt: at(start), minutes: 30, subject: 'Noise' });
    const details = { from: 'requested', to: 'arrived', allowed: ['confirmed', 'cancelled'] } as const;
    const opening = mia.call.appointments.openTicket({ id });
    await refused(opening, 'ILLEGAL_TRANSITION', { ...details, allowed: [...details.allowed] });
    await mia.call.appointments.confirm({ id });
    await mia.call.appointments.arrive({ id });
    expect(await mia.call.appointments.openTicket({ id })).toMatchObject({ description: 'Noise' });
    expect(await own.call.appointments.get({ id })).toMatchObject({ status: 'arrived', version: 4 });
  });
});
