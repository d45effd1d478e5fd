import { describe, expect, test } from 'vitest';
import { shopOfFile } from '../../testing/shop.ts';
import { at, someAppointment } from '../appointments/testing/diary.ts';
import { type Recorded, changed, recorded, whole } from './testing/recorded.ts';

const shop = await shopOfFile();
const [mia, boss, cara, sam] = [
  await shop.mechanic(),
  await shop.admin(),
  await shop.customer(),
  await shop.customer(),
];
const during = (work: () => Promise<unknown>): Promise<Recorded[]> => recorded(shop, work);
const { id: bayId } = await boss.call.bays.create({ name: 'Lift' });

test('bays are created, updated and deleted, for staff', async () => {
  const [created] = await during(() => boss.call.bays.create({ name: 'Wash' }));
  const id = created?.entityId ?? 0;
  expect(created).toMatchObject({
    kind: 'bay.created',
    version: 1,
    audience: 'mechanic',
    changes: { id: changed(null, id), name: changed(null, 'Wash'), active: changed(null, true) },
  });
  const [updated] = await during(() => boss.call.bays.update({ id, active: false }));
  expect(updated).toMatchObject({ kind: 'bay.updated', version: 2, changes: { active: changed(true, false) } });
  expect(await during(() => boss.call.bays.delete({ id }))).toMatchObject([{ kind: 'bay.deleted', changes: null }]);
});

describe('appointments', () => {
  test('a new one has every member, as staff see it', async () => {
    const [event, ...more] = await during(() =>
      someAppointment(mia, { customerId: cara.id, startsAt: at(0), note: 'Regular', bayId }),
    );
    const appointment = await mia.call.appointments.get({ id: event?.entityId ?? 0 });
    expect([event, more]).toEqual([
      {
        at: shop.shop.now(),
        kind: 'appointment.created',
        entity: 'appointment',
        entityId: appointment.id,
        version: 1,
        ticketId: null,
        customerId: cara.id,
        accountId: mia.id,
        via: 'session',
        requestId: 'test',
        audience: 'customer',
        changes: whole(appointment),
      },
      [],
    ]);
  });

  test('each move has its own kind, and a note alone is for staff', async () => {
    const { id } = await someAppointment(mia, { customerId: cara.id, startsAt: at(24), bayId: null });
    const { appointments } = mia.call;
    const update = (values: object) => during(() => appointments.update({ id, ...values }));
    const moved = { startsAt: changed(at(24), at(25)), endsAt: changed(at(25), at(26)) };
    expect(await update({ startsAt: at(25) })).toMatchObject([
      { kind: 'appointment.updated', version: 2, audience: 'customer', changes: moved },
    ]);
    expect(await update({ note: 'Late' })).toMatchObject([{ kind: 'appointment.updated', audience: 'mechanic' }]);
    expect(await update({ note: 'Late' })).toEqual([]);
    expect(await during(() => appointments.arrive({ id }))).toMatchObject([
      { kind: 'appointment.arrived', version: 4, changes: { status: changed('confirmed', 'arrived') } },
    ]);
    const opened = await during(() => appointments.openTicket({ id }));
    const { ticketId } = await appointments.get({ id });
    expect(opened.map(({ kind }) => kind).toSorted()).toEqual(['appointment.updated', 'ticket.created']);
    expect(opened.find(({ entity }) => entity === 'appointment')).toMatchObject({
      ticketId,
      changes: { ticketId: changed(null, ticketId) },
    });
    expect(await during(() => appointments.finish({ id }))).toMatchObject([{ kind: 'appointment.done' }]);
    const other = await someAppointment(mia, { customerId: cara.id, startsAt: at(24), bayId: null });
    const cancelled = await during(() => cara.call.appointments.cancel({ id: other.id }));
    expect(cancelled).toMatchObject([{ kind: 'appointment.cancelled', accountId: cara.id }]);
  });

  test('are seen by their present customer, also when their ticket has another one', async () => {
    const { id } = await someAppointment(mia, { customerId: cara.id, startsAt: at(48), bayId: null });
    const ticket = await mia.call.appointments.openTicket({ id });
    await mia.call.tickets.setCustomer({ id: ticket.id, customerId: sam.id });
    const seen = async ({ call }: typeof cara) =>
      (await call.events.list({ kinds: ['appointment.*'], limit: 500 })).items.filter(
        ({ entityId }) => entityId === id,
      );
    expect((await seen(cara)).map(({ kind, changes, by }) => [kind, changes, by])).toEqual([
      ['appointment.created', null, null],
      ['appointment.arrived', null, null],
    ]);
    expect(await seen(sam)).toEqual([]);
    expect(await seen(mia)).toHaveLength(2);
  });

  test('a vehicle that gets a new owner moves its appointments, each with an event', async () => {
    const { id: vehicleId } = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
    const { id } = await someAppointment(mia, { customerId: cara.id, vehicleId, startsAt: at(72), bayId: null });
    const events = await during(() => mia.call.vehicles.transfer({ id: vehicleId, customerId: sam.id }));
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(['appointment.updated', 'vehicle.transferred']);
    const event = events.find(({ entity }) => entity === 'appointment');
    expect(event).toMatchObject({ entityId: id, customerId: sam.id, version: 2 });
    expect(event?.changes?.['customer']).toMatchObject({ before: { id: cara.id }, after: { id: sam.id } });
  });

  test('refused and repeated calls write nothing', async () => {
    const { id } = await someAppointment(mia, { customerId: cara.id, startsAt: at(96), bayId });
    const keyed = await shop.withToken(mia.session.token, 'arrive-once');
    await keyed.appointments.arrive({ id });
    const calls = async () => {
      await keyed.appointments.arrive({ id });
      await mia.call.appointments.confirm({ id }).catch(() => undefined);
      await someAppointment(mia, { customerId: cara.id, startsAt: at(96), bayId }).catch(() => undefined);
    };
    expect(await during(calls)).toEqual([]);
  });
});
