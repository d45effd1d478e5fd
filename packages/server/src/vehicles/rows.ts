import type { Page, Vehicle } from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Queries } from '../db/database.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { asRowid, matchesText, searchText, vehiclesSearch } from '../db/search.ts';
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

interface Wanted {
  customerId: number;
  search: string;
  before: number;
  limit: number;
}

const queryBy = (name: string, { customer, search }: { customer: boolean; search: boolean }) =>
  prepared(name, (db, p: Slots<Wanted>) => {
    const query = db.select({ vehicle: vehicles }).from(vehicles).$dynamic();
    if (search) query.innerJoin(vehiclesSearch, eq(vehiclesSearch.rowid, vehicles.id));
    // The full-text index hands out its hits newest first, so a common word costs no more than a rare one.
    const key = search ? vehiclesSearch.rowid : vehicles.id;
    return query
      .where(
        and(
          lt(key, asRowid(p.before)),
          customer ? eq(vehicles.customerId, p.customerId) : undefined,
          search ? matchesText(vehiclesSearch, p.search) : undefined,
        ),
      )
      .orderBy(desc(key))
      .limit(p.limit);
  });

const newest = queryBy('vehicles_newest', { customer: false, search: false });
const newestOf = queryBy('vehicles_of_customer', { customer: true, search: false });
const found = queryBy('vehicles_found', { customer: false, search: true });
const foundOf = queryBy('vehicles_of_customer_found', { customer: true, search: true });

/** Vehicles, newest first. */
export const listVehicles = async (
  db: Queries,
  { limit, cursor, search, customerId }: Asked,
): Promise<Page<Vehicle>> => {
  const list = keyset('vehicles.list', [customerId ?? null, search ?? null], IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const words = search === undefined ? undefined : wordsOf(search);
  if (words?.length === 0) return { items: [], nextCursor: null };
  const run = words ? (customerId === undefined ? found : foundOf) : customerId === undefined ? newest : newestOf;
  const wanted = { customerId: customerId ?? 0, search: words ? searchText(words) : '', before, limit: limit + 1 };
  const rows = await run(db, wanted);
  return list.page(
    rows.map(({ vehicle }) => asVehicle(vehicle)),
    limit,
    ({ id }) => [id],
  );
};
