import type {
  ListTicketsInput,
  MyTicketsInput,
  Page,
  StatusChange,
  Ticket,
  TicketHistoryInput,
} from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import { type SignedInCall, isStaff } from '../call.ts';
import type { Queries } from '../db/database.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { matches, ticketsSearch } from '../db/search.ts';
import { wordsOf } from '../db/words.ts';
import { IdPosition, keyset } from '../pages.ts';
import type { Parsed } from '../parsed.ts';
import { readTickets } from './rows.ts';
import { statusChanges, ticketMechanics, tickets } from './table.ts';

type Filters = Pick<Parsed<typeof ListTicketsInput>, 'status' | 'customerId' | 'mechanicId' | 'vehicleId' | 'search'>;

/** Ids of tickets, newest first. */
const ticketIds = (db: Queries, filters: Filters, before: number, limit: number) => {
  const { status, customerId, mechanicId, vehicleId, search } = filters;
  const query = db.select({ id: tickets.id }).from(tickets).$dynamic();
  if (mechanicId !== undefined) query.innerJoin(ticketMechanics, eq(ticketMechanics.ticketId, tickets.id));
  if (search !== undefined) query.innerJoin(ticketsSearch, eq(ticketsSearch.rowid, tickets.id));
  // The page follows the index that finds the tickets, so that no list has to be sorted.
  const found = mechanicId === undefined ? tickets.id : ticketMechanics.ticketId;
  const key = search === undefined ? found : ticketsSearch.rowid;
  return query
    .where(
      and(
        lt(key, before),
        status && eq(tickets.status, status),
        customerId === undefined ? undefined : eq(tickets.customerId, customerId),
        vehicleId === undefined ? undefined : eq(tickets.vehicleId, vehicleId),
        mechanicId === undefined ? undefined : eq(ticketMechanics.mechanicId, mechanicId),
        search === undefined ? undefined : matches(ticketsSearch, wordsOf(search)),
      ),
    )
    .orderBy(desc(key))
    .limit(limit);
};

const page = async (
  call: SignedInCall,
  name: string,
  filters: Filters,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Ticket>> => {
  const list = keyset(name, filters, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const rows = await ticketIds(call.read, filters, before, limit + 1);
  const { items, nextCursor } = list.page(rows, limit, ({ id }) => [id]);
  return {
    items: await readTickets(
      call.read,
      items.map(({ id }) => id),
      call.caller,
    ),
    nextCursor,
  };
};

export const list = (call: SignedInCall, input: Parsed<typeof ListTicketsInput>): Promise<Page<Ticket>> => {
  const { status, customerId, mechanicId, vehicleId, search } = input;
  return page(call, 'tickets.list', { status, customerId, mechanicId, vehicleId, search }, input);
};

/** A customer's own tickets, a mechanic's assigned ones. */
export const mine = (call: SignedInCall, input: Parsed<typeof MyTicketsInput>): Promise<Page<Ticket>> => {
  const { caller } = call;
  const whose = isStaff(caller) ? { mechanicId: caller.accountId } : { customerId: caller.accountId };
  return page(call, 'tickets.mine', { status: input.status, ...whose }, input);
};

const changes = prepared('status_changes', (db, p: Slots<{ ticketId: number; before: number; limit: number }>) =>
  db
    .select({
      id: statusChanges.id,
      from: statusChanges.from,
      to: statusChanges.to,
      by: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
      note: statusChanges.note,
      at: statusChanges.at,
    })
    .from(statusChanges)
    .leftJoin(accounts, eq(accounts.id, statusChanges.byId))
    .where(and(eq(statusChanges.ticketId, p.ticketId), lt(statusChanges.id, p.before)))
    .orderBy(desc(statusChanges.id))
    .limit(p.limit),
);

/** A ticket's status changes, newest first; notes are for staff. */
export const historyOf = async (
  call: SignedInCall,
  { id, limit, cursor }: Parsed<typeof TicketHistoryInput>,
): Promise<Page<StatusChange>> => {
  const keys = keyset('tickets.history', id, IdPosition);
  const [before] = keys.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const rows = await changes(call.read, { ticketId: id, before, limit: limit + 1 });
  const items = rows.map((row) => ({
    ...row,
    note: isStaff(call.caller) ? row.note : null,
    at: row.at.toISOString(),
  }));
  return keys.page(items, limit, (row) => [row.id]);
};
