import type {
  ListTicketsInput,
  MyTicketsInput,
  Page,
  StatusChange,
  Ticket,
  TicketHistoryInput,
  TicketStatus,
} from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import { type SignedInCall, isStaff } from '../call.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { matchesText, searchText, ticketsSearch } from '../db/search.ts';
import { wordsOf } from '../db/words.ts';
import { IdPosition, keyset } from '../pages.ts';
import type { Parsed } from '../parsed.ts';
import { asTicket, belongingsOf, selectTickets } from './rows.ts';
import { statusChanges, ticketMechanics, tickets } from './table.ts';

type Filters = Pick<Parsed<typeof ListTicketsInput>, 'status' | 'customerId' | 'mechanicId' | 'vehicleId' | 'search'>;
type FilterName = keyof Filters;
interface Values {
  status: TicketStatus;
  customerId: number;
  mechanicId: number;
  vehicleId: number;
  search: string;
  before: number;
  limit: number;
}

const filterNames: FilterName[] = ['status', 'customerId', 'mechanicId', 'vehicleId', 'search'];

/** The query for one set of filters: tickets, newest first. */
const queryBy = (used: ReadonlySet<FilterName>) =>
  prepared(`tickets_by_${[...used].join('_')}`, (db, p: Slots<Values>) => {
    const query = selectTickets(db).$dynamic();
    if (used.has('mechanicId')) query.innerJoin(ticketMechanics, eq(ticketMechanics.ticketId, tickets.id));
    if (used.has('search')) query.innerJoin(ticketsSearch, eq(ticketsSearch.rowid, tickets.id));
    // The page follows the index that finds the tickets, so that no list has to be sorted.
    const found = used.has('mechanicId') ? ticketMechanics.ticketId : tickets.id;
    const key = used.has('search') ? ticketsSearch.rowid : found;
    return query
      .where(
        and(
          lt(key, p.before),
          used.has('status') ? eq(tickets.status, p.status) : undefined,
          used.has('customerId') ? eq(tickets.customerId, p.customerId) : undefined,
          used.has('vehicleId') ? eq(tickets.vehicleId, p.vehicleId) : undefined,
          used.has('mechanicId') ? eq(ticketMechanics.mechanicId, p.mechanicId) : undefined,
          used.has('search') ? matchesText(ticketsSearch, p.search) : undefined,
        ),
      )
      .orderBy(desc(key))
      .limit(p.limit);
  });

const queries = new Map<string, ReturnType<typeof queryBy>>();

const queryFor = (used: FilterName[]) => {
  const name = used.join();
  const query = queries.get(name) ?? queryBy(new Set(used));
  queries.set(name, query);
  return query;
};

const page = async (
  call: SignedInCall,
  name: string,
  filters: Filters,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Ticket>> => {
  const list = keyset(name, filters, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const words = filters.search === undefined ? undefined : wordsOf(filters.search);
  if (words?.length === 0) return { items: [], nextCursor: null };
  const query = queryFor(filterNames.filter((filter) => filters[filter] !== undefined));
  const { status = 'open', customerId = 0, mechanicId = 0, vehicleId = 0 } = filters;
  const search = words ? searchText(words) : '';
  const values = { status, customerId, mechanicId, vehicleId, search, before, limit: limit + 1 };
  const rows = await query(call.read, values);
  const { items, nextCursor } = list.page(rows, limit, ({ ticket }) => [ticket.id]);
  const ids = items.map(({ ticket }) => ticket.id);
  const belongings = await belongingsOf(call.read, ids);
  return { items: items.map((row) => asTicket(row, belongings, call.caller)), nextCursor };
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
