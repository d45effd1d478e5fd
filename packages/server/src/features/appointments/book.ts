import {
  type Appointment,
  type BookAppointmentInput,
  MAX_LIVE_APPOINTMENTS,
  type RequestAppointmentInput,
} from '@mechanic-shop/shared';
import { and, eq, inArray } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, invalidInput } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { assertActiveCustomer } from '../customers/owner.ts';
import { readSettings } from '../shop/rows.ts';
import { assertOwnVehicle } from '../vehicles/owned.ts';
import { assertActiveBay, assertActiveMechanic, assertFree, readableAppointment, wholeAppointment } from './change.ts';
import { appointmentEntity } from './entity.ts';
import { findFreeBay } from './occupancy.ts';
import { type Span, isOpenDuring, spanOf } from './open-hours.ts';
import { liveStatuses } from './status.ts';
import { appointments } from './table.ts';

async function insertAppointment(
  call: SignedInCall,
  tx: Queries,
  { span, ...values }: { span: Span } & Omit<typeof appointments.$inferInsert, 'startsAt' | 'endsAt' | 'createdAt'>,
): Promise<Appointment> {
  const { id } = insertedRow(
    await tx
      .insert(appointments)
      .values({
        ...values,
        startsAt: new Date(span.start),
        endsAt: new Date(span.end),
        createdAt: call.shop.now(),
      })
      .returning({ id: appointments.id }),
  );
  recordChange(call, appointmentEntity, { before: null, after: await wholeAppointment(tx, id) });
  return readableAppointment(call, tx, id);
}

/** The free bay that a new appointment gets. */
async function assertFreeBay(tx: Queries, span: Span): Promise<number> {
  const bayId = await findFreeBay(tx, span);
  if (bayId === undefined) throw new AppError('SLOT_TAKEN', { bayId: null, mechanicId: null });
  return bayId;
}

/** Rejects what a customer may not request: the past, times outside opening hours, and too many appointments. */
async function assertRequestable(call: SignedInCall, tx: Queries, span: Span): Promise<void> {
  if (span.start < call.shop.now().getTime()) throw invalidInput(['startsAt'], 'This is past: use a time to come.');
  if (!isOpenDuring(span, await readSettings(tx))) {
    throw invalidInput(['startsAt'], 'The shop is not open all that time: use one of the free slots.');
  }
  const own = and(eq(appointments.customerId, call.caller.accountId), inArray(appointments.status, [...liveStatuses]));
  if ((await tx.$count(appointments, own)) < MAX_LIVE_APPOINTMENTS) return;
  throw invalidInput(
    ['startsAt'],
    `You have ${MAX_LIVE_APPOINTMENTS} appointments already: cancel one first, or ask the shop.`,
  );
}

/** A customer asks for an appointment. */
export function request(
  call: SignedInWriteCall,
  { startsAt, minutes, vehicleId = null, subject }: Parsed<typeof RequestAppointmentInput>,
): Promise<Appointment> {
  if (isStaff(call.caller)) throw new AppError('ROLE_REQUIRED', { role: 'customer' });
  const customerId = call.caller.accountId;
  const span = spanOf(startsAt, minutes);
  return call.write(async (tx) => {
    await assertActiveCustomer(tx, customerId);
    await assertOwnVehicle(call, tx, customerId, vehicleId);
    await assertRequestable(call, tx, span);
    const bayId = await assertFreeBay(tx, span);
    return insertAppointment(call, tx, { customerId, vehicleId, bayId, subject, span, status: 'requested' });
  });
}

/** Staff book an appointment. */
export function book(call: SignedInWriteCall, input: Parsed<typeof BookAppointmentInput>): Promise<Appointment> {
  const { customerId, startsAt, minutes, vehicleId = null, mechanicId = null, subject, note = null } = input;
  const span = spanOf(startsAt, minutes);
  return call.write(async (tx) => {
    await assertActiveCustomer(tx, customerId);
    await assertOwnVehicle(call, tx, customerId, vehicleId);
    await assertActiveBay(tx, input.bayId);
    await assertActiveMechanic(tx, mechanicId);
    await assertFree(tx, { bayId: input.bayId ?? null, mechanicId, span });
    const bayId = input.bayId === undefined ? await assertFreeBay(tx, span) : input.bayId;
    const values = { customerId, vehicleId, bayId, mechanicId, subject, note, span };
    return insertAppointment(call, tx, { ...values, status: 'confirmed' });
  });
}
