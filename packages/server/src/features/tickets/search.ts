import { type SQL, and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { type Queries, afterCommit } from '../../platform/db/database.ts';
import { type Found, indexBatch } from '../../platform/db/index-batch.ts';
import { type SearchJobKind, addSearchJob } from '../../platform/db/search-jobs.ts';
import { index, ticketsSearch } from '../../platform/db/search.ts';
import { indexWords } from '../../platform/db/words.ts';
import { accounts } from '../accounts/table.ts';
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

interface Owner {
  customerId?: number;
  vehicleId?: number;
}

const isOf = ({ customerId, vehicleId }: Owner): SQL | undefined =>
  and(
    customerId === undefined ? undefined : eq(tickets.customerId, customerId),
    vehicleId === undefined ? undefined : eq(tickets.vehicleId, vehicleId),
  );

const asFound = (row: Row): Found => ({ id: row.id, words: () => ticketWords(row) });

/** Some tickets after an id with what they are found by; of a customer or a vehicle, or all. */
export async function ticketsToIndex(
  db: Queries,
  { after, limit, ...owner }: Owner & { after: number; limit: number },
): Promise<Found[]> {
  const rows = await words(db)
    .where(and(gt(tickets.id, after), isOf(owner)))
    .orderBy(asc(tickets.id))
    .limit(limit);
  return rows.map(asFound);
}

/** Indexes a customer's tickets again under a new name: the newest at once, the others after the commit. */
export function reindexTicketsOfCustomer(call: Pick<Call, 'shop'>, tx: Queries, customerId: number): Promise<void> {
  return reindexTicketsOf(call, tx, 'tickets of customer', customerId, { customerId });
}

/** Indexes a vehicle's tickets again under a new plate: the newest at once, the others after the commit. */
export function reindexTicketsOfVehicle(call: Pick<Call, 'shop'>, tx: Queries, vehicleId: number): Promise<void> {
  return reindexTicketsOf(call, tx, 'tickets of vehicle', vehicleId, { vehicleId });
}

// As many as most customers have.
const AT_ONCE = 20;

async function reindexTicketsOf(
  call: Pick<Call, 'shop'>,
  tx: Queries,
  kind: SearchJobKind,
  subject: number,
  owner: Owner,
): Promise<void> {
  const rows = await words(tx)
    .where(isOf(owner))
    .orderBy(desc(tickets.id))
    .limit(AT_ONCE + 1);
  const last = await indexBatch(tx, { index: ticketsSearch }, rows.slice(0, AT_ONCE).map(asFound));
  if (last === rows.at(-1)?.id) return;
  await addSearchJob(tx, kind, subject);
  afterCommit(() => call.shop.reindexing.start());
}
