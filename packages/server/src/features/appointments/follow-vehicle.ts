import { and, asc, eq, inArray } from 'drizzle-orm';
import { AppError } from '../../core/errors.ts';
import type { FollowsVehicle } from '../../core/vehicle-followers.ts';
import { writeAppointment } from './change.ts';
import { liveStatuses } from './status.ts';
import { appointments } from './table.ts';

/** So many appointments follow their vehicle in one transaction. */
const MOST = 100;

/** The new owner of a vehicle gets its live appointments; those that are over stay with the customer who came. */
export const followVehicle: FollowsVehicle = async (call, tx, { vehicleId, customerId }) => {
  const rows = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(eq(appointments.vehicleId, vehicleId), inArray(appointments.status, [...liveStatuses])))
    .orderBy(asc(appointments.id))
    .limit(MOST + 1);
  if (rows.length > MOST) {
    throw new AppError('IN_USE', { by: 'appointments' }, 'This vehicle has too many appointments: cancel some first.');
  }
  for (const { id } of rows) await writeAppointment(call, tx, id, { customerId });
};
