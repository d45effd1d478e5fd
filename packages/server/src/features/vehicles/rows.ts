import type { Page, Vehicle } from '@mechanic-shop/shared';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { type Caller, isStaff } from '../../core/caller.ts';
import { IdPosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { type Slots, prepared, slotsFor } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { vehiclesSearch } from './search.ts';
import { vehicles } from './table.ts';
import { vinCheckOf } from './vin.ts';

/** A vehicle from its row, with what its VIN tells and what only staff see. */
function asWhole({ createdAt, ...row }: typeof vehicles.$inferSelect): Vehicle {
  return { ...row, vinCheck: vinCheckOf(row.vin), createdAt: instantText(createdAt) };
}

/** Notes and external ids are for staff. */
export function shownTo(caller: Caller, vehicle: Vehicle): Vehicle {
  return isStaff(caller) ? vehicle : { ...vehicle, note: null, externalId: null };
}

export function asVehicle(row: typeof vehicles.$inferSelect, caller: Caller): Vehicle {
  return shownTo(caller, asWhole(row));
}

const newMembers = [
  'customerId',
  'make',
  'model',
  'year',
  'vin',
  'licensePlate',
  'mileageUnit',
  'note',
  'externalId',
  'createdAt',
] as const satisfies readonly (keyof typeof vehicles.$inferSelect)[];
type NewVehicle = Pick<typeof vehicles.$inferSelect, (typeof newMembers)[number]>;

const insert = prepared('insert_vehicle', (db, p: Slots<NewVehicle>) =>
  db.insert(vehicles).values(slotsFor(p, newMembers)).returning(),
);

/** Inserts a vehicle; returns it with what only staff see. */
export const insertVehicle = async (tx: Queries, vehicle: NewVehicle): Promise<Vehicle> =>
  asWhole(insertedRow(await insert(tx, vehicle)));

const byId = prepared('vehicle_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(vehicles).where(eq(vehicles.id, p.id)),
);

/** A vehicle with what only staff see. */
export async function getWholeVehicle(db: Queries, id: number): Promise<Vehicle | undefined> {
  const [row] = await byId(db, { id });
  return row && asWhole(row);
}

export async function getVehicle(db: Queries, id: number, caller: Caller): Promise<Vehicle | undefined> {
  const vehicle = await getWholeVehicle(db, id);
  return vehicle && shownTo(caller, vehicle);
}

const idByExternalId = prepared('vehicle_by_external_id', (db, p: Slots<{ externalId: string }>) =>
  db.select({ id: vehicles.id }).from(vehicles).where(eq(vehicles.externalId, p.externalId)),
);

/** The id of the vehicle with this id in another system. */
export async function vehicleByExternalId(db: Queries, externalId: string): Promise<number | undefined> {
  const [row] = await idByExternalId(db, { externalId });
  return row?.id;
}

const idByVin = prepared('vehicle_by_vin', (db, p: Slots<{ customerId: number; vin: string }>) =>
  db
    .select({ id: vehicles.id, externalId: vehicles.externalId })
    .from(vehicles)
    .where(and(eq(vehicles.customerId, p.customerId), eq(vehicles.vin, p.vin))),
);

/** A customer's vehicle with this VIN. */
export async function vehicleByVin(
  db: Queries,
  customerId: number,
  vin: string,
): Promise<{ id: number; externalId: string | null } | undefined> {
  const [row] = await idByVin(db, { customerId, vin });
  return row;
}

interface ListOptions {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
  customerId?: number | undefined;
  active: boolean;
}

interface Wanted {
  customerId: number;
  search: string;
  before: number;
  limit: number;
}

function queryBy({ customer, search, active }: { customer: boolean; search: boolean; active: boolean }) {
  const name = ['vehicles', active ? 'active' : 'retired', customer && 'of_customer', search && 'found'];
  return prepared(name.filter(Boolean).join('_'), (db, p: Slots<Wanted>) => {
    const selected = db.select({ vehicle: vehicles });
    const filters = and(
      active ? sql`${vehicles.active}` : sql`not ${vehicles.active}`,
      customer ? eq(vehicles.customerId, p.customerId) : undefined,
    );
    if (!search) {
      return selected
        .from(vehicles)
        .where(and(lt(vehicles.id, p.before), filters))
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
          filters,
        ),
      )
      .orderBy(desc(vehiclesSearch.rowid))
      .limit(p.limit);
  });
}

function queriesFor(active: boolean) {
  return {
    newest: queryBy({ active, customer: false, search: false }),
    newestOf: queryBy({ active, customer: true, search: false }),
    found: queryBy({ active, customer: false, search: true }),
    foundOf: queryBy({ active, customer: true, search: true }),
  };
}
const queries = { active: queriesFor(true), retired: queriesFor(false) };

/** Vehicles, newest first. */
export async function listVehicles(
  db: Queries,
  { limit, cursor, search, customerId, active }: ListOptions,
  caller: Caller,
): Promise<Page<Vehicle>> {
  const filters = [customerId ?? null, search ?? null, active];
  const { newest, newestOf, found, foundOf } = queries[active ? 'active' : 'retired'];
  const owner = { customerId: customerId ?? 0 };
  if (search !== undefined) {
    const run = customerId === undefined ? found : foundOf;
    const list = keyset('vehicles.list', filters, SearchPosition);
    return searchPage(list, { search, limit, cursor }, async (wanted) =>
      (await run(db, { ...owner, ...wanted })).map(({ vehicle }) => asVehicle(vehicle, caller)),
    );
  }
  const list = keyset('vehicles.list', filters, IdPosition);
  const run = customerId === undefined ? newest : newestOf;
  return newestPage(list, { limit, cursor }, async (wanted) =>
    (await run(db, { ...owner, search: '', ...wanted })).map(({ vehicle }) => asVehicle(vehicle, caller)),
  );
}
