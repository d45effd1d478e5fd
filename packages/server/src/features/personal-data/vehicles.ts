import { and, asc, desc, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { ChoreCall } from '../../core/chores.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { vehicleEntity } from '../vehicles/entity.ts';
import { getWholeVehicle } from '../vehicles/rows.ts';
import { reindexVehicle } from '../vehicles/search.ts';
import { vehicles } from '../vehicles/table.ts';
import { bareVehicle } from './names.ts';
import type { Traces } from './traces.ts';

/** The newest vehicles of a customer. */
export function newestVehicles(tx: Queries, customerId: number, limit: number): Promise<{ id: number }[]> {
  return tx
    .select({ id: vehicles.id })
    .from(vehicles)
    .where(eq(vehicles.customerId, customerId))
    .orderBy(desc(vehicles.id))
    .limit(limit);
}

/** Takes plate, VIN and what staff noted from a vehicle. */
export async function eraseVehicle(call: ChoreCall, tx: Queries, { id }: { id: number }): Promise<void> {
  const before = await getWholeVehicle(tx, id);
  await tx
    .update(vehicles)
    .set({ ...bareVehicle, version: sql`${vehicles.version} + 1` })
    .where(eq(vehicles.id, id));
  const after = await getWholeVehicle(tx, id);
  if (!before || !after) return;
  await reindexVehicle(tx, after);
  await call.shop.reindexing.dependentsOf(tx, vehicles, id);
  // The event does not say what was erased.
  recordChange(call, vehicleEntity, { before: { ...after, version: before.version }, after });
}

const { vin, licensePlate, note, externalId } = vehicles;
const saysMore = or(isNotNull(vin), isNotNull(licensePlate), isNotNull(note), isNotNull(externalId));

/** The vehicles that still say something of their owner. */
export const vehicleTraces: Traces<{ id: number }> = {
  table: vehicles,
  atOnce: 10,
  rows: (tx, { range, customerId, limit }) =>
    tx
      .select({ id: vehicles.id })
      .from(vehicles)
      .where(and(range, eq(vehicles.customerId, customerId), saysMore))
      .orderBy(asc(vehicles.id))
      .limit(limit),
  erase: async (call, tx, rows) => {
    for (const row of rows) await eraseVehicle(call, tx, row);
  },
};
