import type { Appointment } from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { type Caller, isStaff } from '../../core/caller.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertBay } from '../bays/rows.ts';
import { getStaff } from '../mechanics/rows.ts';
import { appointmentEntity } from './entity.ts';
import { isTaken } from './occupancy.ts';
import type { Span } from './open-hours.ts';
import { getAppointment } from './rows.ts';
import { appointments } from './table.ts';

type Values = Partial<Omit<typeof appointments.$inferInsert, 'id' | 'version'>>;

/** An appointment as this caller finds it: staff every one, customers their own. Anything else is NOT_FOUND. */
export async function readableAppointment({ caller }: SignedInCall, db: Queries, id: number): Promise<Appointment> {
  const appointment = await getAppointment(db, id, caller);
  if (!appointment || !(isStaff(caller) || appointment.customer.id === caller.accountId)) throw notFound('appointment');
  return appointment;
}

const anyAdmin: Caller = { accountId: 0, sessionId: null, apiKey: null, role: 'admin' };

/** An appointment as an admin sees it, which is how its events show it. */
export async function wholeAppointment(tx: Queries, id: number): Promise<Appointment> {
  const appointment = await getAppointment(tx, id, anyAdmin);
  if (!appointment) throw notFound('appointment');
  return appointment;
}

/** Writes columns of an appointment, raises its version and records the change. */
export async function writeAppointment(call: Recording, tx: Queries, id: number, values: Values): Promise<void> {
  const before = await wholeAppointment(tx, id);
  await tx
    .update(appointments)
    .set({ ...values, version: sql`${appointments.version} + 1` })
    .where(eq(appointments.id, id));
  recordChange(call, appointmentEntity, { before, after: await wholeAppointment(tx, id) });
}

/** The same, and returns it as the caller sees it. */
export async function touchAppointment(
  call: SignedInCall,
  tx: Queries,
  id: number,
  values: Values,
): Promise<Appointment> {
  await writeAppointment(call, tx, id, values);
  return readableAppointment(call, tx, id);
}

/** Rejects a bay that is unknown or inactive. */
export async function assertActiveBay(tx: Queries, id: number | null | undefined): Promise<void> {
  if (id == null) return;
  const { active } = await assertBay(tx, id);
  if (!active) throw invalidInput(['bayId'], 'This bay is inactive: use another one.');
}

/** Rejects a mechanic who is unknown or inactive. */
export async function assertActiveMechanic(tx: Queries, id: number | null | undefined): Promise<void> {
  if (id == null) return;
  const mechanic = await getStaff(tx, id);
  if (!mechanic) throw notFound('mechanic');
  if (!mechanic.active) throw invalidInput(['mechanicId'], 'This mechanic is inactive: use another one.');
}

/** What an appointment takes. */
export interface Taking {
  bayId: number | null;
  mechanicId: number | null;
  span: Span;
  /** The appointment itself, if it exists. */
  ownId?: number;
}

/**
 * Rejects a bay or a mechanic with another live appointment at that time. Transactions are serializable: of two that
 * both find a place free and take it, one runs again.
 */
export async function assertFree(tx: Queries, { bayId, mechanicId, ...at }: Taking): Promise<void> {
  const isBayTaken = bayId !== null && (await isTaken(tx, 'bayId', bayId, at));
  const isMechanicTaken = mechanicId !== null && (await isTaken(tx, 'mechanicId', mechanicId, at));
  if (!isBayTaken && !isMechanicTaken) return;
  throw new AppError('SLOT_TAKEN', {
    bayId: isBayTaken ? bayId : null,
    mechanicId: isMechanicTaken ? mechanicId : null,
  });
}
