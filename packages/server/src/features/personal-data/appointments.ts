import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { type Recording, recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { wholeAppointment } from '../appointments/change.ts';
import { appointmentEntity } from '../appointments/entity.ts';
import { isLive, liveStatuses } from '../appointments/status.ts';
import { appointments } from '../appointments/table.ts';
import type { Traces } from './traces.ts';

/** The last appointments of a customer in the calendar. */
export function latestAppointments(tx: Queries, customerId: number, limit: number): Promise<{ id: number }[]> {
  return tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(eq(appointments.customerId, customerId))
    .orderBy(desc(appointments.startsAt), desc(appointments.id))
    .limit(limit);
}

/** Cancels an appointment if it is live, and clears its note. */
export async function eraseAppointment(call: Recording, tx: Queries, { id }: { id: number }): Promise<void> {
  const before = await wholeAppointment(tx, id);
  if (before.note === null && !isLive(before.status)) return;
  await tx
    .update(appointments)
    .set({
      note: null,
      status: isLive(before.status) ? 'cancelled' : before.status,
      version: sql`${appointments.version} + 1`,
    })
    .where(eq(appointments.id, id));
  // The event does not say what the note was.
  recordChange(call, appointmentEntity, { before: { ...before, note: null }, after: await wholeAppointment(tx, id) });
}

/** The appointments that are live or have a note. */
export const appointmentTraces: Traces<{ id: number }> = {
  table: appointments,
  atOnce: 10,
  rows: (tx, { range, customerId, limit }) =>
    tx
      .select({ id: appointments.id })
      .from(appointments)
      .where(
        and(
          range,
          eq(appointments.customerId, customerId),
          or(isNotNull(appointments.note), inArray(appointments.status, [...liveStatuses])),
        ),
      )
      .orderBy(asc(appointments.id))
      .limit(limit),
  erase: async (call, tx, rows) => {
    for (const row of rows) await eraseAppointment(call, tx, row);
  },
};
