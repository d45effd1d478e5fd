import type { ListTicketsInput, MyTicketsInput, Page, Ticket, TicketStatus } from '@mechanic-shop/shared';
import { type SQL, type SQLWrapper, and, asc, eq, exists, sql } from 'drizzle-orm';
import { type SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { IdPosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { inIds } from '../../platform/db/lists.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import {
  type Bounds,
  MAX_CANDIDATES,
  type Plan,
  boundsOf,
  idRange,
  searchPlan,
  searchRange,
} from '../../platform/db/search-range.ts';
import { matchesText } from '../../platform/db/search.ts';
import { type Flag, flagConditions, flagsFor, flagsOf, isFlagLed, listedStatuses } from './flag-filters.ts';
import { asTickets, isFoundTicket, selectFoundTickets, selectTickets } from './rows.ts';
import { ticketsSearch } from './search.ts';
import { type Days, fewBetween, isBetween, openDays } from './service-days.ts';
import { ticketMechanics, tickets } from './table.ts';
import { viewOf } from './view.ts';

type ListOptions = Pick<
  Parsed<typeof ListTicketsInput>,
  'status' | 'customerId' | 'mechanicId' | 'vehicleId' | 'search' | 'onHold' | 'invoiced'
> &
  Days;
type Filters = Omit<ListOptions, 'status'> & { status?: TicketStatus | undefined };
type FilterName = Exclude<keyof Filters, 'onHold' | 'invoiced'> | Flag;
interface Values extends Bounds {
  status: TicketStatus;
  customerId: number;
  mechanicId: number;
  vehicleId: number;
  search: string;
  serviceFrom: string;
  serviceTo: string;
  limit: number;
}

const filterNames: Exclude<FilterName, Flag>[] = [
  'status',
  'customerId',
  'mechanicId',
  'vehicleId',
  'search',
  'serviceFrom',
  'serviceTo',
];

const selective = ['vehicleId', 'customerId', 'status'] as const;
const columnOf = { status: tickets.status, customerId: tickets.customerId, vehicleId: tickets.vehicleId };
type Selective = keyof typeof columnOf;

function idsBy(name: Selective) {
  return prepared(`ticket_ids_by_${name}`, (db, p: Slots<{ value: number | string }>) =>
    db
      .select({ id: tickets.id })
      .from(tickets)
      .where(sql`${columnOf[name]} = ${p.value}`)
      .orderBy(asc(tickets.id))
      .limit(MAX_CANDIDATES + 1),
  );
}
const idsOf = { status: idsBy('status'), customerId: idsBy('customerId'), vehicleId: idsBy('vehicleId') };

/** The ids of a filter, oldest first, when they are few; otherwise the search or the assignments lead. */
async function fewOf(db: Queries, filters: Filters): Promise<number[] | undefined> {
  const ofThoseDays = await fewBetween(db, filters, MAX_CANDIDATES);
  if (ofThoseDays !== undefined) return ofThoseDays;
  if (filters.search === undefined && filters.mechanicId === undefined) return undefined;
  for (const name of selective) {
    const value = filters[name];
    if (value === undefined) continue;
    const rows = await idsOf[name](db, { value });
    if (rows.length <= MAX_CANDIDATES) return rows.map(({ id }) => id);
  }
  return undefined;
}

function conditions(used: ReadonlySet<FilterName>, p: Slots<Values>) {
  // A search always leads the join.
  const isLed = (name: Selective): boolean => used.has('search') || (name === 'status' && isFlagLed(used));
  return [
    ...selective
      .filter((name) => used.has(name))
      .map((name) => sql`${isLed(name) ? withoutIndex(columnOf[name]) : columnOf[name]} = ${p[name]}`),
    ...isBetween(used, p),
    ...flagConditions(used),
  ];
}

const hasDays = (used: ReadonlySet<FilterName>): boolean => used.has('serviceFrom') || used.has('serviceTo');

function isOn(db: Queries, mechanicId: SQLWrapper): SQL {
  return exists(
    db
      .select({ id: ticketMechanics.ticketId })
      .from(ticketMechanics)
      .where(and(eq(ticketMechanics.ticketId, tickets.id), eq(ticketMechanics.mechanicId, mechanicId))),
  );
}

/** The conditions of a ticket search besides its own range. */
function foundWith(db: Queries, used: ReadonlySet<FilterName>, p: Slots<Values>) {
  return [
    matchesText(ticketsSearch, p.search),
    isFoundTicket,
    ...conditions(used, p),
    used.has('mechanicId') ? isOn(db, p.mechanicId) : undefined,
  ];
}

/** The query for one set of filters with a search. */
function searchBy(used: ReadonlySet<FilterName>, plan: Plan) {
  return prepared(`${namesOf[plan]}_by_${[...used].join('_')}`, (db, p: Slots<Values>) => {
    const { within, newest } = searchRange(plan, ticketsSearch.rowid, p);
    return selectFoundTickets(db)
      .where(and(...within, ...foundWith(db, used, p)))
      .orderBy(newest)
      .limit(p.limit);
  });
}

/** The query for one set of filters: tickets, newest first, on an index that needs no sort. */
function queryBy(used: ReadonlySet<FilterName>) {
  return prepared(`tickets_by_${[...used].join('_')}`, (db, p: Slots<Values>) => {
    const query = selectTickets(db).$dynamic();
    if (used.has('mechanicId')) query.innerJoin(ticketMechanics, eq(ticketMechanics.ticketId, tickets.id));
    const { within, newest } = idRange('all', used.has('mechanicId') ? ticketMechanics.ticketId : tickets.id, p);
    return query
      .where(
        and(
          ...within,
          ...conditions(used, p),
          used.has('mechanicId') ? eq(ticketMechanics.mechanicId, p.mechanicId) : undefined,
        ),
      )
      .orderBy(newest)
      .limit(p.limit);
  });
}

/** The same among few: it joins no other. */
function queryAmongFew(used: ReadonlySet<FilterName>) {
  return prepared(`few_tickets_by_${[...used].join('_')}`, (db, p: Slots<Values>) => {
    const { within, newest } = idRange('few', tickets.id, p);
    return selectTickets(db)
      .where(
        and(
          ...within,
          ...conditions(used, p),
          used.has('mechanicId') ? isOn(db, p.mechanicId) : undefined,
          hasDays(used) ? inIds(tickets.id, p.few) : undefined,
        ),
      )
      .orderBy(newest)
      .limit(p.limit);
  });
}

const namesOf = { all: 'tickets', few: 'few_tickets', probe: 'probed_tickets' };
const queries = new Map<string, ReturnType<typeof queryBy>>();

function queryFor(filters: FilterName[], few: readonly number[] | undefined) {
  const used = new Set(filters);
  const plan = used.has('search') || few === undefined ? searchPlan(few) : 'few';
  const name = `${plan} ${filters.join()}`;
  let query = queries.get(name);
  if (query === undefined) {
    if (used.has('search')) query = searchBy(used, plan);
    else query = plan === 'all' ? queryBy(used) : queryAmongFew(used);
    queries.set(name, query);
  }
  return query;
}

interface Range {
  /** One of the `searchTexts`. */
  search?: string;
  before: number;
  limit: number;
}

async function rowsBy(call: SignedInCall, filters: Filters, { search = '', before, limit }: Range) {
  const flags = flagsFor(filters.status, flagsOf(filters));
  const used = [...filterNames.filter((filter) => filters[filter] !== undefined), ...flags];
  const few = await fewOf(call.read, filters);
  if (few?.length === 0) return [];
  const query = queryFor(used, few);
  const { status = 'open', customerId = 0, mechanicId = 0, vehicleId = 0 } = filters;
  const { serviceFrom = openDays.serviceFrom, serviceTo = openDays.serviceTo } = filters;
  const values = { status, customerId, mechanicId, vehicleId, search, serviceFrom, serviceTo, limit };
  return query(call.read, { ...values, ...boundsOf(few, before) });
}

async function page(
  call: SignedInCall,
  name: string,
  asked: ListOptions,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Ticket>> {
  const statuses = listedStatuses(asked);
  const filters = { ...asked, status: statuses?.join() };
  // Each status has a sorted index; for several, the newest of each are merged.
  const find = async (range: Range) => {
    const found = await Promise.all(
      (statuses ?? [undefined]).map((status) => rowsBy(call, { ...asked, status }, range)),
    );
    const rows = found.length === 1 ? (found[0] ?? []) : merged(found, range.limit);
    return rows.map((row) => ({ id: row.ticket.id, row }));
  };
  const { items, nextCursor } =
    asked.search === undefined
      ? await newestPage(keyset(name, filters, IdPosition), { limit, cursor }, find)
      : await searchPage(keyset(name, filters, SearchPosition), { search: asked.search, limit, cursor }, find);
  const view = await viewOf(call, call.read);
  const found = items.map(({ row }) => row);
  return { items: await asTickets(call.read, found, view), nextCursor };
}

/** The newest of several lists; a ticket whose status has just changed may be in two. */
function merged<R extends { ticket: { id: number } }>(lists: R[][], limit: number): R[] {
  const byId = new Map(lists.flat().map((row) => [row.ticket.id, row]));
  return [...byId.values()].toSorted((a, b) => b.ticket.id - a.ticket.id).slice(0, limit);
}

export function listNewest(call: SignedInCall, input: Parsed<typeof ListTicketsInput>): Promise<Page<Ticket>> {
  const { status, customerId, mechanicId, vehicleId, search, serviceFrom, serviceTo, onHold, invoiced } = input;
  const filters = { status, customerId, mechanicId, vehicleId, search, serviceFrom, serviceTo, onHold, invoiced };
  return page(call, 'tickets.list', filters, input);
}

/** A customer's own tickets, or those assigned to a mechanic. */
export function mine(call: SignedInCall, input: Parsed<typeof MyTicketsInput>): Promise<Page<Ticket>> {
  const { caller } = call;
  const whose = isStaff(caller) ? { mechanicId: caller.accountId } : { customerId: caller.accountId };
  return page(call, 'tickets.mine', { status: input.status, ...whose }, input);
}
