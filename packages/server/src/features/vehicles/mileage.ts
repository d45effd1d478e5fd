import { type MileageReading, type Page, type VehicleMileageInput } from '@mechanic-shop/shared';
import { and, desc, eq, isNull, lt, max, ne, or, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { vehicleMileage, vehicles } from './table.ts';

/** The highest reading of a vehicle apart from those of one ticket. */
export async function highestMileage(tx: Queries, vehicleId: number, exceptTicketId = 0): Promise<number | null> {
  const isOther = or(isNull(vehicleMileage.ticketId), ne(vehicleMileage.ticketId, exceptTicketId));
  const [row] = await tx
    .select({ mileage: max(vehicleMileage.mileage) })
    .from(vehicleMileage)
    .where(and(eq(vehicleMileage.vehicleId, vehicleId), isOther));
  return row?.mileage ?? null;
}

/** Replaces the readings of a vehicle that a ticket has brought, and keeps the vehicle's highest one. */
export async function replaceReadings(
  tx: Queries,
  vehicleId: number,
  ticketId: number,
  readings: readonly number[],
  at: Date,
): Promise<void> {
  await tx
    .delete(vehicleMileage)
    .where(and(eq(vehicleMileage.vehicleId, vehicleId), eq(vehicleMileage.ticketId, ticketId)));
  if (readings.length > 0) {
    await tx.insert(vehicleMileage).values(readings.map((mileage) => ({ vehicleId, mileage, at, ticketId })));
  }
  const mileage = await highestMileage(tx, vehicleId);
  const isOther = sql`coalesce(${vehicles.mileage}, -1) <> coalesce(${sql.param(mileage, vehicles.mileage)}, -1)`;
  await tx
    .update(vehicles)
    .set({ mileage, version: sql`${vehicles.version} + 1` })
    .where(and(eq(vehicles.id, vehicleId), isOther));
}

const readings = prepared('vehicle_mileage', (db, p: Slots<{ vehicleId: number; before: number; limit: number }>) =>
  db
    .select()
    .from(vehicleMileage)
    .where(and(eq(vehicleMileage.vehicleId, p.vehicleId), lt(vehicleMileage.id, p.before)))
    .orderBy(desc(vehicleMileage.id))
    .limit(p.limit),
);

/** A vehicle's odometer readings, newest first. */
export async function listReadings(
  call: SignedInCall,
  { id, limit, cursor }: Parsed<typeof VehicleMileageInput>,
): Promise<Page<MileageReading>> {
  const keys = keyset('vehicles.mileage', id, IdPosition);
  const page = await newestPage(keys, { limit, cursor }, (wanted) => readings(call.read, { vehicleId: id, ...wanted }));
  const items = page.items.map(({ vehicleId: _, at, ...row }) => ({ ...row, at: instantText(at) }));
  return { ...page, items };
}
