import type { Vehicle } from '@mechanic-shop/shared';
import { eq, inArray } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { index, vehiclesSearch } from '../../platform/db/search.ts';
import { indexWords } from '../../platform/db/words.ts';
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

/** Forgets the words of a customer's vehicles, which go along when the customer is deleted. */
export const unindexVehiclesOf = async (tx: Queries, customerId: number): Promise<void> => {
  const own = tx.select({ id: vehicles.id }).from(vehicles).where(eq(vehicles.customerId, customerId));
  await tx.delete(vehiclesSearch).where(inArray(vehiclesSearch.rowid, own));
};
