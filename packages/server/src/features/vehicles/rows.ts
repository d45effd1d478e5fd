import type { Page, Vehicle } from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import { IdPosition, SearchPosition, keyset, searchPage, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { vehiclesSearch } from './search.ts';
import { vehicles } from './table.ts';
import { vinCheckOf } from './vin.ts';

/** Builds a vehicle from its row, with what its VIN reveals. */
export function asVehicle({ createdAt, ...row }: typeof vehicles.$inferSelect): Vehicle {
  return {
    ...row,
    vinCheck: vinCheckOf(row.vin),
    createdAt: instantText(createdAt),
  };
}

const byId = prepared('vehicle_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(vehicles).where(eq(vehicles.id, p.id)),
);

export async function getVehicle(db: Queries, id: number): Promise<Vehicle | undefined> {
  const [row] = await byId(db, { id });
  return row && asVehicle(row);
}

interface ListOptions {
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

function queryBy(name: string, { customer, search }: { customer: boolean; search: boolean }) {
  return prepared(name, (db, p: Slots<Wanted>) => {
    const selected = db.select({ vehicle: vehicles });
    const ofCustomer = customer ? eq(vehicles.customerId, p.customerId) : undefined;
    if (!search) {
      return selected
        .from(vehicles)
        .where(and(lt(vehicles.id, p.before), ofCustomer))
        .orderBy(desc(vehicles.id))
        .limit(p.limit);
    }
    // The full-text index returns hits newest first, so a common word costs no more than a rare one.
    return selected
      .from(vehiclesSearch)
      .crossJoin(vehicles)
      .where(
        and(
          matchesText(vehiclesSearch, p.search),
          lt(vehiclesSearch.rowid, asRowid(p.before)),
          eq(vehicles.id, vehiclesSearch.rowid),
          ofCustomer,
        ),
      )
      .orderBy(desc(vehiclesSearch.rowid))
      .limit(p.limit);
  });
}

const newest = queryBy('vehicles_newest', { customer: false, search: false });
const newestOf = queryBy('vehicles_of_customer', { customer: true, search: false });
const found = queryBy('vehicles_found', { customer: false, search: true });
const foundOf = queryBy('vehicles_of_customer_found', { customer: true, search: true });

/** Vehicles, newest first. */
export async function listVehicles(
  db: Queries,
  { limit, cursor, search, customerId }: ListOptions,
): Promise<Page<Vehicle>> {
  const filters = [customerId ?? null, search ?? null];
  const owner = { customerId: customerId ?? 0 };
  if (search !== undefined) {
    const run = customerId === undefined ? found : foundOf;
    const list = keyset('vehicles.list', filters, SearchPosition);
    return searchPage(list, { search, limit, cursor }, async (wanted) =>
      (await run(db, { ...owner, ...wanted })).map(({ vehicle }) => asVehicle(vehicle)),
    );
  }
  const list = keyset('vehicles.list', filters, IdPosition);
  const run = customerId === undefined ? newest : newestOf;
  return newestPage(list, { limit, cursor }, async (wanted) =>
    (await run(db, { ...owner, search: '', ...wanted })).map(({ vehicle }) => asVehicle(vehicle)),
  );
}
