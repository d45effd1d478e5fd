import { asc, eq, gt } from 'drizzle-orm';
import { accounts } from '../../auth/table.ts';
import { customers } from '../../customers/table.ts';
import { dialect } from '../../db/columns.ts';
import type { Queries } from '../../db/database.ts';
import { optimizeSearch } from '../../db/merge-search.ts';
import {
  customersSearch,
  indexAll,
  mechanicsSearch,
  partsSearch,
  ticketsSearch,
  vehiclesSearch,
} from '../../db/search.ts';
import { digitsOf, wordsOf } from '../../db/words.ts';
import { parts } from '../../inventory/table.ts';
import { mechanics } from '../../mechanics/table.ts';
import { tickets } from '../../tickets/table.ts';
import { vehicles } from '../../vehicles/table.ts';

const BATCH = 500;

interface Found {
  id: number;
  words: string[];
}

type Page = (db: Queries, after: number) => Promise<Found[]>;

const names = { firstName: accounts.firstName, lastName: accounts.lastName };

const customerWords: Page = async (db, after) => {
  const rows = await db
    .select({ id: customers.id, ...names, email: accounts.email, phone: customers.phone })
    .from(customers)
    .innerJoin(accounts, eq(accounts.id, customers.id))
    .where(gt(customers.id, after))
    .orderBy(asc(customers.id))
    .limit(BATCH);
  return rows.map(({ id, firstName, lastName, email, phone }) => ({
    id,
    words: wordsOf(firstName, lastName, email, phone, digitsOf(phone)),
  }));
};

const mechanicWords: Page = async (db, after) => {
  const rows = await db
    .select({ id: mechanics.id, ...names, specialty: mechanics.specialty })
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(gt(mechanics.id, after))
    .orderBy(asc(mechanics.id))
    .limit(BATCH);
  return rows.map(({ id, firstName, lastName, specialty }) => ({ id, words: wordsOf(firstName, lastName, specialty) }));
};

const vehicleWords: Page = async (db, after) => {
  const rows = await db.select().from(vehicles).where(gt(vehicles.id, after)).orderBy(asc(vehicles.id)).limit(BATCH);
  return rows.map(({ id, make, model, licensePlate, vin }) => ({ id, words: wordsOf(make, model, licensePlate, vin) }));
};

const partWords: Page = async (db, after) => {
  const rows = await db.select().from(parts).where(gt(parts.id, after)).orderBy(asc(parts.id)).limit(BATCH);
  return rows.map(({ id, name, sku }) => ({ id, words: wordsOf(name, sku) }));
};

const ticketWords: Page = async (db, after) => {
  const rows = await db
    .select({ id: tickets.id, description: tickets.description, ...names, licensePlate: vehicles.licensePlate })
    .from(tickets)
    .innerJoin(accounts, eq(accounts.id, tickets.customerId))
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId))
    .where(gt(tickets.id, after))
    .orderBy(asc(tickets.id))
    .limit(BATCH);
  return rows.map(({ id, description, firstName, lastName, licensePlate }) => ({
    id,
    words: wordsOf(description, firstName, lastName, licensePlate),
  }));
};

const searches = [
  [customersSearch, customerWords],
  [mechanicsSearch, mechanicWords],
  [vehiclesSearch, vehicleWords],
  [partsSearch, partWords],
  [ticketsSearch, ticketWords],
] as const;

/** Makes the words of all rows anew, as the services make them one by one; a test compares the two. */
export const rebuildSearch = async (tx: Queries): Promise<void> => {
  for (const [search, page] of searches) {
    await tx.delete(search);
    let last: number | undefined = 0;
    while (last !== undefined) {
      const rows: Found[] = await page(tx, last);
      await indexAll(tx, search, rows);
      last = rows.length < BATCH ? undefined : rows.at(-1)?.id;
    }
  }
  if (dialect === 'sqlite') await optimizeSearch(tx);
};
