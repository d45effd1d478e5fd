import {
  type Appointment,
  type CalendarFile,
  type CalendarInput,
  type ListAppointmentsInput,
  type Page,
  type SlotList,
  type SlotsInput,
} from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { addDays, dayIn, startOfDay } from '../../platform/zones.ts';
import { settingsFor } from '../shop/rows.ts';
import { calendarOf } from './calendar.ts';
import { readableAppointment } from './change.ts';
import { freeSlots } from './free-slots.ts';
import { takenOfBays } from './occupancy.ts';
import { listAppointments } from './rows.ts';

export { book, request } from './book.ts';
export { update } from './update.ts';
export { arrive, cancel, confirm, finish, noShow, openTicket } from './moves.ts';

const MINUTE_MS = 60_000;

export function get(call: SignedInCall, id: number): Promise<Appointment> {
  return readableAppointment(call, call.read, id);
}

export async function list(
  call: SignedInCall,
  input: Parsed<typeof ListAppointmentsInput>,
): Promise<Page<Appointment>> {
  const { caller, read } = call;
  if (!isStaff(caller) && input.customerId !== undefined) {
    throw invalidInput(['customerId'], 'Customers can list only their own appointments: leave customerId out.');
  }
  const { timeZone } = await settingsFor(call, read);
  const customerId = isStaff(caller) ? input.customerId : caller.accountId;
  return listAppointments(read, { ...input, customerId }, { timeZone, caller });
}

/** The free slots of some days of the shop. */
export async function slots(
  call: SignedInCall,
  { from: firstDay, days, minutes }: Parsed<typeof SlotsInput>,
): Promise<SlotList> {
  const hours = await settingsFor(call, call.read);
  const from = Math.max(startOfDay(firstDay, hours.timeZone).getTime(), call.shop.now().getTime());
  const to = startOfDay(addDays(firstDay, days), hours.timeZone).getTime();
  if (from >= to) return { items: [] };
  const length = minutes * MINUTE_MS;
  const taken = await takenOfBays(call.read, { start: from, end: to + length });
  const free = freeSlots({ hours, from, to, length, taken });
  return {
    items: free.map(({ start, end }) => ({
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(end).toISOString(),
    })),
  };
}

/** The appointments of the next days as a file for calendar programs. */
export async function calendar(call: SignedInCall, { from }: Parsed<typeof CalendarInput>): Promise<CalendarFile> {
  const settings = await settingsFor(call, call.read);
  const first = from ?? dayIn(call.shop.now(), settings.timeZone);
  return { ics: await calendarOf(call, settings, first) };
}
