import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Queries } from '../../platform/db/database.ts';
import { getVehicle } from './rows.ts';

/** The vehicle of a ticket or appointment must be its customer's own; customers learn nothing about other vehicles. */
export async function assertOwnVehicle(
  call: SignedInCall,
  tx: Queries,
  customerId: number,
  id: number | null,
): Promise<void> {
  if (id === null) return;
  const vehicle = await getVehicle(tx, id, call.caller);
  if (!vehicle || (vehicle.customerId !== customerId && !isStaff(call.caller))) throw notFound('vehicle');
  if (vehicle.customerId !== customerId) {
    throw invalidInput(['vehicleId'], "Use one of this customer's own vehicles.");
  }
  if (!vehicle.active) throw invalidInput(['vehicleId'], 'This vehicle is retired: use another one.');
}
