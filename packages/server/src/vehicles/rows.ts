import type { Page, Vehicle } from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Queries } from '../db/database.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { asRowid, matches, vehiclesSearch } from '../db/search.ts';
import { wordsOf } from '../db/words.ts';
import { instantText } from '../instants.ts';
import { IdPosition, keyset } from '../pages.ts';
import { vehicles } from './table.ts';
import { vinCheckOf } from './vin.ts';

/** A vehicle from its row, with what its VIN tells. */
export const asVehicle = ({ createdAt, ...row }: typeof vehicles.$inferSelect): Vehicle => ({
  ...row,
  vinCheck: vinCheckOf(row.vin),
  createdAt: instantText(createdAt),
});

const byId = prepared('vehicle_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(vehicles).where(eq(vehicles.id, p.id)),
);

export const getVehicle = async (db: Queries, id: number): Promise<Vehicle | undefined> => {
  const [row] = await byId(db, { id });
  return row && asVehicle(row);
};

interface Asked {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
  customerId?: number | undefined;
}

/** Vehicles, newest first. */
export const listVehicles = async (
  db: Queries,
  { limit, cursor, search, customerId }: Asked,
): Promise<Page<Vehicle>> => {
  const list = keyset('vehicles.list', [customerId ?? null, search ?? null], IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const query = db.select({ vehicle: vehicles }).from(vehicles).$dynamic();
  if (search !== undefined) query.innerJoin(vehiclesSearch, eq(vehiclesSearch.rowid, vehicles.id));
  // The full-text index hands out its hits newest first, so a common word costs no more than a rare one.
  const key = search === undefined ? vehicles.id : vehiclesSearch.rowid;
  const rows = await query
    .where(
      and(
        lt(key, asRowid(before)),
        customerId === undefined ? undefined : eq(vehicles.customerId, customerId),
        search === undefined ? undefined : matches(vehiclesSearch, wordsOf(search)),
      ),
    )
    .orderBy(desc(key))
    .limit(limit + 1);
  return list.page(
    rows.map(({ vehicle }) => asVehicle(vehicle)),
    limit,
    ({ id }) => [id],
  );
};
