import { eq, sql } from 'drizzle-orm';
import type { SignedInWriteCall } from '../../core/call.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { wholeAppointment } from '../appointments/change.ts';
import { appointmentEntity } from '../appointments/entity.ts';
import { isLive } from '../appointments/status.ts';
import { appointments } from '../appointments/table.ts';

/** Cancels the live appointments of a customer, and clears the notes of all. Returns their ids. */
export async function eraseAppointments(call: SignedInWriteCall, tx: Queries, customerId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(eq(appointments.customerId, customerId));
  for (const { id } of rows) {
    const before = await wholeAppointment(tx, id);
    if (before.note === null && !isLive(before.status)) continue;
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
  return rows.map(({ id }) => id);
}
