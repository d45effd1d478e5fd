import type { ListTicketsInput, Page, Ticket, TicketStatus } from '@mechanic-shop/shared';
import { type SQLWrapper, and, asc, eq, exists, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SignedInCall } from '../../core/call.ts';
import { keyset } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { type Flag, flagConditions, flagsFor, flagsOf, listedStatuses } from './flag-filters.ts';
import { asTickets, selectTickets } from './rows.ts';
import { openDays } from './service-days.ts';
import { ticketMechanics, tickets } from './table.ts';
import { viewOf } from './view.ts';

const Position = z.tuple([z.iso.date(), z.int().min(1)]);

/** Filters that may match few of many tickets; the status is a column of the index by service date. */
const owners = ['vehicleId', 'customerId', 'mechanicId'] as const;
type Owner = (typeof owners)[number];

interface Values {
  status: TicketStatus;
  vehicleId: number;
  customerId: number;
  mechanicId: number;
  afterDate: string;
  afterId: number;
  serviceTo: string;
  few: string;
  limit: number;
}
type Used = Owner | 'status' | 'few' | Flag;

/** Few enough to sort. */
const MAX_CANDIDATES = 1_000;

function idsBy(name: Exclude<Owner, 'mechanicId'>) {
  return prepared(`ticket_ids_for_dates_by_${name}`, (db, p: Slots<{ id: number; limit: number }>) =>
    db.select({ id: tickets.id }).from(tickets).where(eq(tickets[name], p.id)).limit(p.limit),
  );
}

const idsOf = {
  vehicleId: idsBy('vehicleId'),
  customerId: idsBy('customerId'),
  mechanicId: prepared('ticket_ids_for_dates_by_mechanic', (db, p: Slots<{ id: number; limit: number }>) =>
    db
      .select({ id: ticketMechanics.ticketId })
      .from(ticketMechanics)
      .where(eq(ticketMechanics.mechanicId, p.id))
      .limit(p.limit),
  ),
};

/** The tickets of one owner when they are few, so that no list reads years of other tickets to find them. */
async function fewOf(db: Queries, filters: Record<Owner, number | undefined>): Promise<number[] | undefined> {
  for (const name of owners) {
    const id = filters[name];
    if (id === undefined) continue;
    const rows = await idsOf[name](db, { id, limit: MAX_CANDIDATES + 1 });
    if (rows.length <= MAX_CANDIDATES) return rows.map((row) => row.id);
  }
  return undefined;
}

function isOn(db: Queries, mechanicId: SQLWrapper) {
  return exists(
    db
      .select({ id: ticketMechanics.ticketId })
      .from(ticketMechanics)
      .where(and(eq(ticketMechanics.ticketId, tickets.id), eq(ticketMechanics.mechanicId, mechanicId))),
  );
}

// Compared as a pair, which the index finds directly. Few tickets are found by id and sorted.
function queryBy(used: ReadonlySet<Used>) {
  return prepared(`tickets_by_service_date_${[...used].join('_')}`, (db, p: Slots<Values>) => {
    const date = used.has('few') ? withoutIndex(tickets.serviceDate) : sql`${tickets.serviceDate}`;
    return selectTickets(db)
      .where(
        and(
          sql`(${date}, ${tickets.id}) > (${p.afterDate}, ${p.afterId})`,
          lte(date, p.serviceTo),
          used.has('few') ? inIds(tickets.id, p.few) : undefined,
          used.has('status') ? eq(withoutIndex(tickets.status), p.status) : undefined,
          used.has('vehicleId') ? eq(withoutIndex(tickets.vehicleId), p.vehicleId) : undefined,
          used.has('customerId') ? eq(withoutIndex(tickets.customerId), p.customerId) : undefined,
          used.has('mechanicId') ? isOn(db, p.mechanicId) : undefined,
          ...flagConditions(used),
        ),
      )
      .orderBy(asc(date), asc(tickets.id))
      .limit(p.limit);
  });
}
const queries = new Map<string, ReturnType<typeof queryBy>>();

function queryFor(used: Used[]): ReturnType<typeof queryBy> {
  const name = used.join();
  const query = queries.get(name) ?? queryBy(new Set(used));
  queries.set(name, query);
  return query;
}

/** Pages of the tickets in a date range, by service date and id. */
export async function listByServiceDate(
  call: SignedInCall,
  input: Parsed<typeof ListTicketsInput>,
): Promise<Page<Ticket>> {
  const { customerId, mechanicId, vehicleId, limit, cursor } = input;
  const { serviceFrom = openDays.serviceFrom, serviceTo = openDays.serviceTo } = input;
  const filters = { customerId, mechanicId, vehicleId };
  const statuses = listedStatuses(input);
  const flags = flagsOf(input);
  const named = { ...filters, status: statuses?.join(), serviceFrom, serviceTo, flags };
  const list = keyset('tickets.list by service date', named, Position);
  const [afterDate, afterId] = list.after(cursor) ?? [serviceFrom, 0];
  const few = await fewOf(call.read, filters);
  const owned = owners.filter((name) => filters[name] !== undefined);
  const used: Used[] = [...owned, ...(statuses ? ['status' as const] : []), ...(few ? ['few' as const] : [])];
  const find = (one: TicketStatus | undefined) =>
    queryFor([...used, ...flagsFor(one, flags)])(call.read, {
      status: one ?? 'open',
      vehicleId: vehicleId ?? 0,
      customerId: customerId ?? 0,
      mechanicId: mechanicId ?? 0,
      afterDate: afterDate < serviceFrom ? serviceFrom : afterDate,
      afterId,
      serviceTo,
      few: idList(few ?? []),
      limit: limit + 1,
    });
  const found = await Promise.all((statuses ?? [undefined]).map(find));
  const rows = found.length === 1 ? (found[0] ?? []) : merged(found.flat()).slice(0, limit + 1);
  const { items, nextCursor } = list.page(rows, limit, ({ ticket }) => [ticket.serviceDate ?? '', ticket.id]);
  const view = await viewOf(call, call.read);
  return { items: await asTickets(call.read, items, view), nextCursor };
}

/** Merges rows of several statuses in list order; a ticket whose status has just changed may be in two. */
function merged<R extends { ticket: { id: number; serviceDate: string | null } }>(rows: R[]): R[] {
  const byId = new Map(rows.map((row) => [row.ticket.id, row]));
  const dateOf = ({ ticket }: R): string => ticket.serviceDate ?? '';
  return [...byId.values()].toSorted((a, b) =>
    dateOf(a) === dateOf(b) ? a.ticket.id - b.ticket.id : dateOf(a) < dateOf(b) ? -1 : 1,
  );
}
