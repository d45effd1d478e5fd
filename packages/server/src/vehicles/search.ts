import type { Vehicle } from '@mechanic-shop/shared';
import { eq, inArray } from 'drizzle-orm';
import type { Queries } from '../db/database.ts';
import { index, vehiclesSearch } from '../db/search.ts';
import { indexWords } from '../db/words.ts';
import { AppError } from '../errors.ts';
import { vehicles } from './table.ts';

/** Stores the words by which a vehicle is found. */
export const reindexVehicle = (tx: Queries, vehicle: Vehicle) =>
  index(tx, vehiclesSearch, vehicle.id, vehicleWords(vehicle));

/** What a vehicle is found by. */
export function vehicleWords({
  id,
  make,
  model,
  licensePlate,
  vin,
}: Pick<Vehicle, 'id' | 'make' | 'model' | 'licensePlate' | 'vin'>): string[] {
  return indexWords([make, model, licensePlate, vin], [String(id), licensePlate, vin]);
}

// Each costs some 20 µs, and no transaction may grow with what a caller has stored.
const MOST_GOING_ALONG = 2000;

/** Refuses to delete a customer with so many vehicles that others would wait long for it. */
export async function demandFewVehiclesOf(tx: Queries, customerId: number): Promise<void> {
  const [more] = await tx
    .select({ id: vehicles.id })
    .from(vehicles)
    .where(eq(vehicles.customerId, customerId))
    .limit(1)
    .offset(MOST_GOING_ALONG);
  if (more) throw new AppError('IN_USE', { by: 'vehicles' });
}

/** Forgets the words of a customer's vehicles, which go along when the customer is deleted. */
export const unindexVehiclesOf = async (tx: Queries, customerId: number): Promise<void> => {
  const own = tx.select({ id: vehicles.id }).from(vehicles).where(eq(vehicles.customerId, customerId));
  await tx.delete(vehiclesSearch).where(inArray(vehiclesSearch.rowid, own));
};
