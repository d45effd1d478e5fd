import { type SQL, and, asc, desc, eq, gt } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { SearchSource, SearchSources } from '../../core/search-source.ts';
import type { Queries } from '../../platform/db/database.ts';
import type { Found } from '../../platform/db/index-batch.ts';
import { indexWords, searchTable } from '../../platform/db/search.ts';
import { searchWords } from '../../platform/db/words.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { vehicles } from '../vehicles/table.ts';
import { tickets } from './table.ts';

export const ticketsSearch = searchTable('tickets_search');

function words(tx: Queries) {
  return tx
    .select({
      id: tickets.id,
      description: tickets.description,
      firstName: accounts.firstName,
      lastName: accounts.lastName,
      licensePlate: vehicles.licensePlate,
    })
    .from(tickets)
    .innerJoin(accounts, eq(accounts.id, tickets.customerId))
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof words>>[number];

/** The search words of a ticket: its number, its description, the customer's name, the plate. */
function ticketWords({ id, description, firstName, lastName, licensePlate }: Row): string[] {
  return searchWords([firstName, lastName, licensePlate, description], [String(id), licensePlate]);
}

/** Stores the search words of a ticket. */
export async function reindexTicket(tx: Queries, id: number): Promise<void> {
  const [row] = await words(tx).where(eq(tickets.id, id));
  if (row) await indexWords(tx, ticketsSearch, id, ticketWords(row));
}

interface Owner {
  customerId?: number;
  vehicleId?: number;
}

function isOf({ customerId, vehicleId }: Owner): SQL | undefined {
  return and(
    customerId === undefined ? undefined : eq(tickets.customerId, customerId),
    vehicleId === undefined ? undefined : eq(tickets.vehicleId, vehicleId),
  );
}

const asFound = (row: Row): Found => ({ id: row.id, words: () => ticketWords(row) });

/** Some tickets after an id with their search words: of a customer, of a vehicle, or all. */
async function ticketsToIndex(
  db: Queries,
  { after, limit, ...owner }: Owner & { after: number; limit: number },
): Promise<Found[]> {
  const rows = await words(db)
    .where(and(gt(tickets.id, after), isOf(owner)))
    .orderBy(asc(tickets.id))
    .limit(limit);
  return rows.map(asFound);
}

function sourceOf(table: PgTable, member: keyof Owner): SearchSource {
  const owner = (subject: number): Owner => ({ [member]: subject });
  return {
    index: ticketsSearch,
    rows: (db, { after, limit, subject }) => ticketsToIndex(db, { after, limit, ...owner(subject) }),
    of: {
      table,
      newest: async (db, subject, limit) => {
        const rows = await words(db)
          .where(isOf(owner(subject)))
          .orderBy(desc(tickets.id))
          .limit(limit);
        return rows.map(asFound);
      },
    },
  };
}

/** All tickets, and those to reindex when a customer's name or a vehicle's plate changes. */
export const ticketSources: SearchSources = {
  tickets: { index: ticketsSearch, rows: (db, { after, limit }) => ticketsToIndex(db, { after, limit }) },
  'tickets of customer': sourceOf(customers, 'customerId'),
  'tickets of vehicle': sourceOf(vehicles, 'vehicleId'),
};
