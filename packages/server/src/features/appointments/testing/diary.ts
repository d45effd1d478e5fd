import type { RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import type { Actor } from '../../../testing/testing.ts';

const HOUR_MS = 3_600_000;

/** 08:00 of the first working day after the clock of a test shop: a Monday, in UTC. */
export const MONDAY = Date.parse('2026-11-23T08:00:00.000Z');

/** Some hours after 08:00 on that Monday. */
export const at = (hours: number): string => new Date(MONDAY + hours * HOUR_MS).toISOString();

export async function someBays(admin: Actor, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 1; n <= count; n++) ids.push((await admin.call.bays.create({ name: `Lift ${n}` })).id);
  return ids;
}

type Booking = Partial<RouterInputs['appointments']['book']> & { customerId: number };

/** A confirmed hour on Monday at 08:00, in any free bay. */
export function someAppointment(staff: Actor, values: Booking): Promise<RouterOutputs['appointments']['book']> {
  return staff.call.appointments.book({ startsAt: at(0), minutes: 60, subject: 'Annual service', ...values });
}
