import type { Vehicle } from '@mechanic-shop/shared';
import { asc, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import type { Queries } from '../../platform/db/database.ts';
import { indexWords, searchTable } from '../../platform/db/search.ts';
import { searchWords } from '../../platform/db/words.ts';
import { vehicles } from './table.ts';

export const vehiclesSearch = searchTable('vehicles_search');

/** Stores the search words of a vehicle. */
export function reindexVehicle(tx: Queries, vehicle: Vehicle) {
  return indexWords(tx, vehiclesSearch, vehicle.id, vehicleWords(vehicle));
}

/** The search words of a vehicle. */
export function vehicleWords({
  id,
  make,
  model,
  licensePlate,
  vin,
}: Pick<Vehicle, 'id' | 'make' | 'model' | 'licensePlate' | 'vin'>): string[] {
  return searchWords([make, model, licensePlate, vin], [String(id), licensePlate, vin]);
}

export const vehiclesSource: SearchSource = {
  index: vehiclesSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db.select().from(vehicles).where(gt(vehicles.id, after)).orderBy(asc(vehicles.id)).limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => vehicleWords(row) }));
  },
};
