import { type MileageReading, type Page, type VehicleMileageInput } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, isNull, lt, max, ne, or, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { vehicleEntity } from './entity.ts';
import { getWholeVehicle } from './rows.ts';
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
  call: Recording,
  tx: Queries,
  { vehicleId, ticketId }: { vehicleId: number; ticketId: number },
  readings: readonly number[],
): Promise<void> {
  const at = call.shop.now();
  await tx
    .delete(vehicleMileage)
    .where(and(eq(vehicleMileage.vehicleId, vehicleId), eq(vehicleMileage.ticketId, ticketId)));
  if (readings.length > 0) {
    await tx.insert(vehicleMileage).values(readings.map((mileage) => ({ vehicleId, mileage, at, ticketId })));
  }
  const mileage = await highestMileage(tx, vehicleId);
  const before = await getWholeVehicle(tx, vehicleId);
  if (!before || before.mileage === mileage) return;
  await tx
    .update(vehicles)
    .set({ mileage, version: sql`${vehicles.version} + 1` })
    .where(eq(vehicles.id, vehicleId));
  recordChange(call, vehicleEntity, { before, after: { ...before, mileage, version: before.version + 1 } });
}

type Wanted = Slots<{ vehicleId: number; ownerId: number; before: number; limit: number }>;

function queryOf(name: string, ticketIdFor: (p: Wanted) => SQL<number | null> | typeof vehicleMileage.ticketId) {
  return prepared(name, (db, p: Wanted) =>
    db
      .select({
        id: vehicleMileage.id,
        mileage: vehicleMileage.mileage,
        at: vehicleMileage.at,
        ticketId: ticketIdFor(p),
      })
      .from(vehicleMileage)
      .where(and(eq(vehicleMileage.vehicleId, p.vehicleId), lt(vehicleMileage.id, p.before)))
      .orderBy(desc(vehicleMileage.id))
      .limit(p.limit),
  );
}

const readings = queryOf('vehicle_mileage', () => vehicleMileage.ticketId);
const ownReadings = queryOf('vehicle_mileage_of_owner', (p) =>
  sql<number | null>`(select t.id from tickets t
    where t.id = ${vehicleMileage.ticketId} and t.customer_id = ${p.ownerId})`.mapWith(vehicleMileage.ticketId),
);

/** A vehicle's odometer readings, newest first. Customers learn no tickets that an earlier owner had. */
export async function listReadings(
  { caller, read }: SignedInCall,
  { id, limit, cursor }: Parsed<typeof VehicleMileageInput>,
): Promise<Page<MileageReading>> {
  const run = isStaff(caller) ? readings : ownReadings;
  const page = await newestPage(keyset('vehicles.mileage', id, IdPosition), { limit, cursor }, (wanted) =>
    run(read, { vehicleId: id, ownerId: caller.accountId, ...wanted }),
  );
  return { ...page, items: page.items.map(({ at, ...row }) => ({ ...row, at: instantText(at) })) };
}
