import { eq } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import type { Queries } from '../db/database.ts';
import { index, ticketsSearch } from '../db/search.ts';
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

const reindex = async (tx: Queries, rows: Awaited<ReturnType<typeof words>>): Promise<void> => {
  for (const { id, description, firstName, lastName, licensePlate } of rows) {
    await index(tx, ticketsSearch, id, wordsOf(description, firstName, lastName, licensePlate));
  }
};

/** Stores the words by which a ticket is found: its description, the customer's name, the plate. */
export const reindexTicket = async (tx: Queries, id: number): Promise<void> =>
  reindex(tx, await words(tx).where(eq(tickets.id, id)));

/** The same for a customer's tickets, after a new name. */
export const reindexTicketsOfCustomer = async (tx: Queries, customerId: number): Promise<void> =>
  reindex(tx, await words(tx).where(eq(tickets.customerId, customerId)));

/** The same for a vehicle's tickets, after a new plate. */
export const reindexTicketsOfVehicle = async (tx: Queries, vehicleId: number): Promise<void> =>
  reindex(tx, await words(tx).where(eq(tickets.vehicleId, vehicleId)));

const some = async (rows: PromiseLike<unknown[]>): Promise<boolean> => (await rows).length > 0;

export const hasTicketsOfCustomer = (tx: Queries, customerId: number): Promise<boolean> =>
  some(tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.customerId, customerId)).limit(1));

export const hasTicketsOfVehicle = (tx: Queries, vehicleId: number): Promise<boolean> =>
  some(tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.vehicleId, vehicleId)).limit(1));
