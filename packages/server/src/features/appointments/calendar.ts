import { type Appointment, CALENDAR_DAYS, type Shop } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { type CalendarEvent, writeCalendar } from '../../platform/icalendar.ts';
import { offsetSpans } from '../../platform/zone-offsets.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
import { listAppointments } from './rows.ts';
import { isLive } from './status.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 500;

/** All appointments that start on the days of the calendar, a page at a time. */
async function appointmentsOf(call: SignedInCall, timeZone: string, first: string): Promise<Appointment[]> {
  const wanted = { from: first, to: addDays(first, CALENDAR_DAYS - 1), limit: AT_ONCE };
  const found: Appointment[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAppointments(call.read, { ...wanted, cursor }, { timeZone, caller: call.caller });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function nameOf({ firstName, lastName }: Appointment['customer']): string {
  return `${firstName} ${lastName}`;
}

function eventOf(appointment: Appointment): CalendarEvent {
  const { id, customer, vehicle, mechanic, bay, subject, note } = appointment;
  const car = vehicle && [vehicle.year, vehicle.make, vehicle.model, vehicle.licensePlate].filter(Boolean).join(' ');
  return {
    uid: `appointment-${id}@mechanic-shop`,
    start: new Date(appointment.startsAt),
    end: new Date(appointment.endsAt),
    summary: `${nameOf(customer)}: ${subject}`,
    location: bay && bay.name,
    description: [car, mechanic && nameOf(mechanic), note].filter((line) => line !== null).join('\n') || null,
    status: appointment.status === 'requested' ? 'TENTATIVE' : 'CONFIRMED',
    sequence: appointment.version - 1,
    created: new Date(appointment.createdAt),
  };
}

/** Live and done appointments from a day on, as iCalendar. */
export async function calendarOf(
  call: SignedInCall,
  { name, timeZone }: Pick<Shop, 'name' | 'timeZone'>,
  first: string,
): Promise<string> {
  const shown = (await appointmentsOf(call, timeZone, first)).filter(
    ({ status }) => isLive(status) || status === 'done',
  );
  const from = startOfDay(first, timeZone).getTime();
  const clock = offsetSpans(from, from + (CALENDAR_DAYS + 2) * DAY_MS, timeZone);
  return writeCalendar({ name, timeZone, clock, now: call.shop.now(), events: shown.map(eventOf) });
}
