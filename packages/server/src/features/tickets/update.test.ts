import type { TicketStatus } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
let carl: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, cara, carl] = [await shop.mechanic(), await shop.admin(), await shop.customer(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const car = (owner: Actor) => owner.call.vehicles.create({ make: 'Volvo', model: 'V70', year: 2004 });
const stored = (id: number) => mia.call.tickets.get({ id });

describe('update', () => {
  test('changes the named fields and increments the version', async () => {
    const ticket = await someTicket(cara);
    const vehicle = await car(cara);
    shop.advance(1000);
    const changed = await mia.call.tickets.update({
      id: ticket.id,
      version: 1,
      description: ' Brakes ',
      vehicleId: vehicle.id,
      serviceDate: '2027-01-31',
    });
    expect(changed).toEqual({
      ...ticket,
      clockedMinutes: 0,
      description: 'Brakes',
      vehicle,
      serviceDate: '2027-01-31',
      version: 2,
      updatedAt: shop.shop.now().toISOString(),
      allowedStatuses: ['in_progress', 'cancelled'],
    });
    expect(await stored(ticket.id)).toEqual(changed);
  });

  test('clears vehicle and date with null, but not the description', async () => {
    const vehicle = await car(cara);
    const { id } = await someTicket(cara, { vehicleId: vehicle.id, serviceDate: '2027-01-31' });
    expect(await mia.call.tickets.update({ id, vehicleId: null, serviceDate: null })).toMatchObject({
      vehicle: null,
      serviceDate: null,
      version: 2,
    });
    await refusedAt(mia.call.tickets.update({ id, description: null } as never), 'description');
    await refusedAt(mia.call.tickets.update({ id, description: 'X', version: null } as never), 'version');
  });

  test('returns the unchanged ticket when nothing differs', async () => {
    const vehicle = await car(cara);
    const { id } = await someTicket(cara, { vehicleId: vehicle.id });
    const before = await stored(id);
    shop.advance(1000);
    const { description, serviceDate, version } = before;
    const same = { id, description, serviceDate, vehicleId: vehicle.id, version };
    expect(await mia.call.tickets.update(same)).toEqual(before);
    expect(await stored(id)).toEqual(before);
  });

  test('works in progress too, for any staff', async () => {
    const { id } = await someTicket(cara);
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    expect(await boss.call.tickets.update({ id, description: 'Brakes' })).toMatchObject({ description: 'Brakes' });
  });

  test('rejects invalid input and changes nothing', async () => {
    const { id } = await someTicket(cara);
    const before = await stored(id);
    await refused(mia.call.tickets.update({ id }), 'INVALID_INPUT');
    await refused(mia.call.tickets.update({ id, version: 1 }), 'INVALID_INPUT');
    await refusedAt(mia.call.tickets.update({ id, description: 'd'.repeat(4001) }), 'description');
    await refusedAt(mia.call.tickets.update({ id, serviceDate: '2200-01-01' }), 'serviceDate');
    await refusedAt(mia.call.tickets.update({ id, description: 'X', status: 'open' } as never), 'status');
    await refusedAt(mia.call.tickets.update({ id, description: 'X', customerId: 1 } as never), 'customerId');
    const foreign = await car(carl);
    await refusedAt(mia.call.tickets.update({ id, description: 'X', vehicleId: foreign.id }), 'vehicleId');
    await refused(mia.call.tickets.update({ id, vehicleId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'vehicle' });
    expect(await stored(id)).toEqual(before);
  });

  test('rejects a stale version and returns the current ticket', async () => {
    const { id } = await someTicket(cara);
    await mia.call.tickets.update({ id, version: 1, description: 'Brakes' });
    const current = await stored(id);
    await refused(mia.call.tickets.update({ id, version: 1, description: 'X' }), 'VERSION_MISMATCH', { current });
    expect(await stored(id)).toEqual(current);
  });

  test('lets customers change only the description of their own ticket, and only while it is open', async () => {
    const { id, version } = await someTicket(cara);
    const details = { role: 'mechanic' } as const;
    const corrected = await cara.call.tickets.update({ id, version, description: 'It squeals in the rain' });
    expect(corrected).toMatchObject({ description: 'It squeals in the rain', version: version + 1 });
    expect((await mia.call.tickets.list({ search: 'rain' })).items.map((ticket) => ticket.id)).toContain(id);
    for (const change of [
      { serviceDate: '2026-12-01' },
      { vehicleId: null },
      { description: 'X', serviceDate: null },
    ]) {
      await refused(cara.call.tickets.update({ id, ...change }), 'ROLE_REQUIRED', details);
    }
    await refused(cara.call.tickets.update({ id, version, description: 'X' }), 'VERSION_MISMATCH');
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await refused(cara.call.tickets.update({ id, description: 'X' }), 'ROLE_REQUIRED', details);
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(cara.call.tickets.update({ id, description: 'X' }), 'TICKET_CLOSED', { status: 'cancelled' });
    expect((await mia.call.tickets.get({ id })).description).toBe('It squeals in the rain');
  });

  test('is NOT_FOUND for foreign and unknown tickets', async () => {
    const { id } = await someTicket(cara);
    const stranger = await shop.customer();
    const details = { resource: 'ticket' } as const;
    await refused(stranger.call.tickets.update({ id, description: 'X' }), 'NOT_FOUND', details);
    await refused(stranger.call.tickets.update({ id: NO_SUCH_ID, description: 'X' }), 'NOT_FOUND', details);
    await refused(mia.call.tickets.update({ id: NO_SUCH_ID, description: 'X' }), 'NOT_FOUND', { resource: 'ticket' });
  });
});

describe.each<{ status: TicketStatus; by: TicketStatus[] }>([
  { status: 'completed', by: ['in_progress', 'completed'] },
  { status: 'cancelled', by: ['cancelled'] },
])('a ticket that is $status', ({ status, by }) => {
  test('keeps its texts, mechanics and parts', async () => {
    const [used, other] = [await somePart(mia), await somePart(mia)];
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: used.id, quantity: 2 });
    await mia.call.tickets.editMechanics({ id, addIds: [mia.id] });
    for (const next of by) await mia.call.tickets.setStatus({ id, status: next });
    const before = await stored(id);
    const stock = await shop.anonymous.inventory.list();
    const calls = [
      () => mia.call.tickets.update({ id, description: 'X' }),
      () => mia.call.tickets.update({ id, description: before.description }),
      () => mia.call.tickets.editMechanics({ id, addIds: [boss.id] }),
      () => mia.call.tickets.editMechanics({ id, removeIds: [mia.id] }),
      () => mia.call.tickets.addPart({ id, partId: used.id }),
      () => mia.call.tickets.addPart({ id, partId: other.id }),
      () => mia.call.tickets.removePart({ id, partId: used.id }),
      () => boss.call.tickets.removePart({ id, partId: used.id, quantity: 1 }),
    ];
    for (const call of calls) await refused(call(), 'TICKET_CLOSED', { status });
    // Missing rows are reported before the version.
    await refused(mia.call.tickets.addPart({ id, partId: 2 ** 40 }), 'NOT_FOUND', { resource: 'part' });
    await refused(mia.call.tickets.removePart({ id, partId: other.id }), 'NOT_FOUND', { resource: 'part' });
    await refused(mia.call.tickets.update({ id, version: 1, vehicleId: 2 ** 40 }), 'NOT_FOUND', {
      resource: 'vehicle',
    });
    await refused(mia.call.tickets.update({ id, version: 1, description: 'X' }), 'VERSION_MISMATCH');
    await refused(mia.call.tickets.editMechanics({ id, version: 1, addIds: [boss.id] }), 'VERSION_MISMATCH');
    expect(await stored(id)).toEqual(before);
    expect(await shop.anonymous.inventory.list()).toEqual(stock);
  });
});

describe('delete', () => {
  test('deletes the ticket with its history, search words and assignments', async () => {
    const { id } = await someTicket(cara, { description: 'Vanishing rattle' });
    await mia.call.tickets.editMechanics({ id, addIds: [mia.id, boss.id] });
    const answer = await boss.call.tickets.delete({ id });
    expect(answer.id).toBe(id);
    expect(answer.message).not.toBe('');
    await refused(stored(id), 'NOT_FOUND', { resource: 'ticket' });
    await refused(mia.call.tickets.history({ id }), 'NOT_FOUND', { resource: 'ticket' });
    expect((await mia.call.tickets.list({ search: 'vanishing' })).items).toEqual([]);
    expect((await mia.call.tickets.mine()).items.map((ticket) => ticket.id)).not.toContain(id);
    await refused(boss.call.tickets.delete({ id }), 'NOT_FOUND', { resource: 'ticket' });
    expect((await someTicket(cara)).id).toBeGreaterThan(id);
    await expectConsistent(shop.shop.database);
  });

  test('is rejected once the ticket has had parts, even if they were removed', async () => {
    const part = await somePart(mia);
    const { id } = await someTicket(cara);
    await mia.call.tickets.addPart({ id, partId: part.id });
    await refused(boss.call.tickets.delete({ id }), 'IN_USE', { by: 'parts' });
    await mia.call.tickets.removePart({ id, partId: part.id });
    await refused(boss.call.tickets.delete({ id }), 'IN_USE', { by: 'parts' });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(boss.call.tickets.delete({ id }), 'IN_USE', { by: 'parts' });
    expect(await stored(id)).toMatchObject({ id, status: 'cancelled' });
  });

  test('deletes a closed ticket that never had parts', async () => {
    const { id } = await someTicket(cara);
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await boss.call.tickets.delete({ id });
    await refused(stored(id), 'NOT_FOUND');
  });

  test('is for admins', async () => {
    const { id } = await someTicket(cara);
    for (const actor of [mia, cara]) {
      await refused(actor.call.tickets.delete({ id }), 'ROLE_REQUIRED', { role: 'admin' });
      await refused(actor.call.tickets.delete({ id: NO_SUCH_ID }), 'ROLE_REQUIRED', { role: 'admin' });
    }
    expect(await stored(id)).toMatchObject({ version: 1 });
  });
});
