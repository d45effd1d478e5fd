import { type SQL, and, asc, eq, gt } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import type { Queries } from '../db/database.ts';
import { index, reindexAll, ticketsSearch } from '../db/search.ts';
import { wordsOf } from '../db/words.ts';
import { vehicles } from '../vehicles/table.ts';
import { tickets } from './table.ts';

const words = (tx: Queries) =>
  tx
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

const wordsIn = (row: Awaited<ReturnType<typeof words>>[number]): string[] =>
  wordsOf(row.description, row.firstName, row.lastName, row.licensePlate);

/** Stores the words by which a ticket is found: its description, the customer's name, the plate. */
export const reindexTicket = async (tx: Queries, id: number): Promise<void> => {
  const [row] = await words(tx).where(eq(tickets.id, id));
  if (row) await index(tx, ticketsSearch, id, wordsIn(row));
};

// A fleet's new name changes the words of thousands of tickets, which must fit into one transaction.
const BATCH = 500;

const reindexWhere = async (tx: Queries, which: SQL): Promise<void> => {
  for (let after = 0, more = true; more;) {
    const rows = await words(tx)
      .where(and(which, gt(tickets.id, after)))
      .orderBy(asc(tickets.id))
      .limit(BATCH);
    const found = rows.map((row) => ({ id: row.id, words: wordsIn(row) }));
    await reindexAll(tx, ticketsSearch, found);
    after = rows.at(-1)?.id ?? after;
    more = rows.length === BATCH;
  }
};

/** The same for a customer's tickets, after a new name. */
export const reindexTicketsOfCustomer = (tx: Queries, customerId: number): Promise<void> =>
  reindexWhere(tx, eq(tickets.customerId, customerId));

/** The same for a vehicle's tickets, after a new plate. */
export const reindexTicketsOfVehicle = (tx: Queries, vehicleId: number): Promise<void> =>
  reindexWhere(tx, eq(tickets.vehicleId, vehicleId));

const some = async (rows: PromiseLike<unknown[]>): Promise<boolean> => (await rows).length > 0;

export const hasTicketsOfCustomer = (tx: Queries, customerId: number): Promise<boolean> =>
  some(tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.customerId, customerId)).limit(1));

export const hasTicketsOfVehicle = (tx: Queries, vehicleId: number): Promise<boolean> =>
  some(tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.vehicleId, vehicleId)).limit(1));
