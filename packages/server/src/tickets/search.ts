import { and, asc, eq, gt } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import type { Call } from '../call.ts';
import { type Queries, afterCommit } from '../db/database.ts';
import { addSearchJob } from '../db/search-jobs.ts';
import { index, ticketsSearch } from '../db/search.ts';
import { indexWords } from '../db/words.ts';
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

type Row = Awaited<ReturnType<typeof words>>[number];

/** What a ticket is found by: its number, its description, the customer's name, the plate. */
const ticketWords = ({ id, description, firstName, lastName, licensePlate }: Row): string[] =>
  indexWords([firstName, lastName, licensePlate, description], [String(id), licensePlate]);

/** Stores the words by which a ticket is found. */
export const reindexTicket = async (tx: Queries, id: number): Promise<void> => {
  const [row] = await words(tx).where(eq(tickets.id, id));
  if (row) await index(tx, ticketsSearch, id, ticketWords(row));
};

/** Some tickets after an id with what they are found by; of a customer or a vehicle, or all. */
export async function ticketsToIndex(
  db: Queries,
  { after, limit, customerId, vehicleId }: { after: number; limit: number; customerId?: number; vehicleId?: number },
): Promise<{ id: number; words: string[] }[]> {
  const rows = await words(db)
    .where(
      and(
        gt(tickets.id, after),
        customerId === undefined ? undefined : eq(tickets.customerId, customerId),
        vehicleId === undefined ? undefined : eq(tickets.vehicleId, vehicleId),
      ),
    )
    .orderBy(asc(tickets.id))
    .limit(limit);
  return rows.map((row) => ({ id: row.id, words: ticketWords(row) }));
}

/** Indexes a customer's tickets again after the commit, under a new name. */
export async function reindexTicketsOfCustomer(
  call: Pick<Call, 'shop'>,
  tx: Queries,
  customerId: number,
): Promise<void> {
  if (!(await hasTicketsOfCustomer(tx, customerId))) return;
  await addSearchJob(tx, 'tickets of customer', customerId);
  afterCommit(() => call.shop.reindexing.start());
}

/** Indexes a vehicle's tickets again after the commit, under a new plate. */
export async function reindexTicketsOfVehicle(call: Pick<Call, 'shop'>, tx: Queries, vehicleId: number): Promise<void> {
  if (!(await hasTicketsOfVehicle(tx, vehicleId))) return;
  await addSearchJob(tx, 'tickets of vehicle', vehicleId);
  afterCommit(() => call.shop.reindexing.start());
}

const some = async (rows: PromiseLike<unknown[]>): Promise<boolean> => (await rows).length > 0;

const hasTicketsOfCustomer = (tx: Queries, customerId: number): Promise<boolean> =>
  some(tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.customerId, customerId)).limit(1));

const hasTicketsOfVehicle = (tx: Queries, vehicleId: number): Promise<boolean> =>
  some(tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.vehicleId, vehicleId)).limit(1));
