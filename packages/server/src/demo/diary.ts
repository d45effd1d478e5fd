import type { RouterInputs } from '@mechanic-shop/shared';
import { DEMO_SETTINGS } from '../features/shop/demo-settings.ts';
import { startOfDay } from '../platform/zones.ts';
import { minutesAfter, workdayAfter, workdayBefore } from './calendar.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';

/** A time of the shop's clock on a day. */
function clockOn(day: Date, hours: number, minutes = 0): Date {
  const midnight = startOfDay(day.toISOString().slice(0, 10), DEMO_SETTINGS.timeZone);
  return minutesAfter(midnight, hours * 60 + minutes);
}

interface Booking extends Pick<RouterInputs['appointments']['book'], 'minutes' | 'subject' | 'note' | 'bayId'> {
  /** By index in people.ts. */
  customer: number;
  /** By index in people.ts. */
  mechanic?: number;
  startsAt: Date;
}

async function vehicleOf({ owner }: Desk, customerId: number): Promise<number | null> {
  const { items } = await owner.call.vehicles.list({ customerId, limit: 100 });
  return items.at(-1)?.id ?? null;
}

async function book(desk: Desk, { customer, mechanic, startsAt, ...rest }: Booking): Promise<number> {
  const { id: customerId } = await desk.customer(customer);
  const { id } = await desk.owner.call.appointments.book({
    ...rest,
    customerId,
    startsAt: startsAt.toISOString(),
    vehicleId: await vehicleOf(desk, customerId),
    mechanicId: mechanic === undefined ? null : desk.mechanic(mechanic).id,
  });
  return id;
}

/** What stands in the diary around today: on the day before, today and on the next working days. */
function bookings(now: Date): Booking[] {
  const [before, today, next, later] = [workdayBefore(now, 1), ...[0, 1, 2].map((ahead) => workdayAfter(now, ahead))];
  if (!before || !today || !next || !later) return [];
  return [
    { customer: 1, mechanic: 0, startsAt: clockOn(before, 9), minutes: 60, subject: 'Timing belt: noise when cold' },
    { customer: 4, startsAt: clockOn(before, 15), minutes: 45, subject: 'Air conditioning: recharge' },
    { customer: 0, mechanic: 1, startsAt: clockOn(today, 14), minutes: 60, subject: 'Squeaking brakes', bayId: 1 },
    { customer: 2, mechanic: 2, startsAt: clockOn(today, 15, 30), minutes: 90, subject: 'Battery drains overnight' },
    { customer: 5, startsAt: clockOn(next, 8), minutes: 30, subject: 'Drop off for the annual service', bayId: null },
    {
      customer: 6,
      mechanic: 3,
      startsAt: clockOn(later, 10),
      minutes: 120,
      subject: 'Four new tyres',
      note: 'In stock.',
    },
  ];
}

/** Two bays, and appointments around today. */
export function diarySteps(openedAt: Date, now: Date): Step[] {
  const bookedAt = minutesAfter(workdayBefore(now, 3), 15 * 60);
  const came = workdayBefore(now, 1);
  const ids: number[] = [];
  const first = () => ({ id: ids[0] ?? 0 });
  return [
    ...['Lift 1', 'Lift 2'].map((name, at): Step => ({
      at: minutesAfter(openedAt, at + 1),
      run: ({ owner }) => owner.call.bays.create({ name }),
    })),
    ...bookings(now).map((booking, at): Step => ({
      at: minutesAfter(bookedAt, at),
      run: async (desk) => {
        ids[at] = await book(desk, booking);
      },
    })),
    { at: minutesAfter(came, 9 * 60 + 2), run: ({ owner }) => owner.call.appointments.arrive(first()) },
    { at: minutesAfter(came, 10 * 60 + 20), run: ({ owner }) => owner.call.appointments.finish(first()) },
    {
      at: minutesAfter(came, 16 * 60),
      run: ({ owner }) => owner.call.appointments.noShow({ id: ids[1] ?? 0 }),
    },
    {
      at: minutesAfter(came, 18 * 60),
      run: async (desk) => {
        const { call } = await desk.customer(0);
        const startsAt = clockOn(workdayAfter(now, 1), 9).toISOString();
        await call.appointments.request({ startsAt, minutes: 60, subject: 'Wheels to be balanced' });
      },
    },
  ];
}
