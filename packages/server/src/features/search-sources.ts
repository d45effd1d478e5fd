import { asc, eq, gt } from 'drizzle-orm';
import type { Queries } from '../platform/db/database.ts';
import type { BatchTarget, Found } from '../platform/db/index-batch.ts';
import type { SearchJob, SearchJobKind } from '../platform/db/search-jobs.ts';
import { customersSearch, mechanicsSearch, partsSearch, ticketsSearch, vehiclesSearch } from '../platform/db/search.ts';
import { sortKeyOf } from '../platform/db/words.ts';
import { accounts } from './accounts/table.ts';
import { customerWords } from './customers/rows.ts';
import { customers } from './customers/table.ts';
import { partWords } from './inventory/rows.ts';
import { parts } from './inventory/table.ts';
import { mechanicWords } from './mechanics/rows.ts';
import { mechanics } from './mechanics/table.ts';
import { ticketsToIndex } from './tickets/search.ts';
import { vehicleWords } from './vehicles/search.ts';
import { vehicles } from './vehicles/table.ts';

type Range = Pick<SearchJob, 'after' | 'subject'> & { limit: number };

/** Rows of one kind after an id, in its order, with what they are found by. */
export interface SearchSource extends BatchTarget {
  rows(db: Queries, range: Range): Promise<Found[]>;
}

const names = { firstName: accounts.firstName, lastName: accounts.lastName };

const customerSource: SearchSource = {
  index: customersSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select({ id: customers.id, ...names, email: accounts.email, phone: customers.phone })
      .from(customers)
      .innerJoin(accounts, eq(accounts.id, customers.id))
      .where(gt(customers.id, after))
      .orderBy(asc(customers.id))
      .limit(limit);
    return rows.map((row) => ({
      id: row.id,
      words: () => customerWords(row),
      nameKey: sortKeyOf(row.lastName, row.firstName),
    }));
  },
  setNameKey: (tx, id, nameKey) => tx.update(customers).set({ nameKey }).where(eq(customers.id, id)),
};

const mechanicSource: SearchSource = {
  index: mechanicsSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select({ id: mechanics.id, ...names, specialty: mechanics.specialty })
      .from(mechanics)
      .innerJoin(accounts, eq(accounts.id, mechanics.id))
      .where(gt(mechanics.id, after))
      .orderBy(asc(mechanics.id))
      .limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => mechanicWords(row) }));
  },
};

const vehicleSource: SearchSource = {
  index: vehiclesSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db.select().from(vehicles).where(gt(vehicles.id, after)).orderBy(asc(vehicles.id)).limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => vehicleWords(row) }));
  },
};

const partSource: SearchSource = {
  index: partsSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db.select().from(parts).where(gt(parts.id, after)).orderBy(asc(parts.id)).limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => partWords(row), nameKey: sortKeyOf(row.name) }));
  },
  setNameKey: (tx, id, nameKey) => tx.update(parts).set({ nameKey }).where(eq(parts.id, id)),
};

const ticketSource = (of?: 'customerId' | 'vehicleId'): SearchSource => ({
  index: ticketsSearch,
  rows: (db, { after, limit, subject }) => ticketsToIndex(db, { after, limit, ...(of && { [of]: subject }) }),
});

/** Where the words of each kind come from. */
export const searchSources: Record<SearchJobKind, SearchSource> = {
  customers: customerSource,
  mechanics: mechanicSource,
  vehicles: vehicleSource,
  parts: partSource,
  tickets: ticketSource(),
  'tickets of customer': ticketSource('customerId'),
  'tickets of vehicle': ticketSource('vehicleId'),
};

/** The kinds that cover every row once. */
export const wholeKinds = ['customers', 'mechanics', 'vehicles', 'parts', 'tickets'] as const;
