import type { Mechanic, Ticket, TicketPart } from '@mechanic-shop/shared';
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Caller } from '../../core/caller.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readsNested, rowsOf } from '../../platform/db/json-rows.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';
import { mechanicColumns } from '../mechanics/rows.ts';
import { asVehicle } from '../vehicles/rows.ts';
import { vehicles } from '../vehicles/table.ts';
import { ticketsSearch } from './search.ts';
import { allowedFrom } from './status.ts';
import { ticketMechanics, ticketParts, tickets } from './table.ts';

const { ticketId: lineTicketId, ...lineColumns } = getTableColumns(ticketParts);

function shown() {
  return {
    ticket: getTableColumns(tickets),
    customer: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    vehicle: getTableColumns(vehicles),
    mechanics: rowsOf(
      mechanicColumns,
      sql`${ticketMechanics}
          join ${mechanics} on ${mechanics.id} = ${ticketMechanics.mechanicId}
          join ${accounts} on ${accounts.id} = ${mechanics.id}
          where ${ticketMechanics.ticketId} = ${tickets.id}`,
      ticketMechanics.mechanicId,
    ),
    lines: rowsOf(lineColumns, sql`${ticketParts} where ${lineTicketId} = ${tickets.id}`, ticketParts.id),
  };
}

/** Tickets with all their fields; mechanics and lines may need `relationsOf`. */
export function selectTickets(db: Queries) {
  return db
    .select(shown())
    .from(tickets)
    .innerJoin(accounts, eq(accounts.id, tickets.customerId))
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId));
}

/** The same, led by the search whatever SQLite assumes about table sizes; joined by `isFoundTicket`. */
export function selectFoundTickets(db: Queries) {
  return db
    .select(shown())
    .from(ticketsSearch)
    .crossJoin(tickets)
    .crossJoin(accounts)
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId));
}

export const isFoundTicket = and(eq(tickets.id, ticketsSearch.rowid), eq(accounts.id, tickets.customerId));

const assignedTo = prepared('ticket_mechanics', (db, p: Slots<{ ids: string }>) =>
  db
    .select({ ticketId: ticketMechanics.ticketId, mechanic: mechanicColumns })
    .from(ticketMechanics)
    .innerJoin(mechanics, eq(mechanics.id, ticketMechanics.mechanicId))
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(inIds(ticketMechanics.ticketId, p.ids))
    .orderBy(asc(ticketMechanics.ticketId), asc(ticketMechanics.mechanicId)),
);

const linesOf = prepared('ticket_lines', (db, p: Slots<{ ids: string }>) =>
  db
    .select({ ticketId: lineTicketId, line: lineColumns })
    .from(ticketParts)
    .where(inIds(lineTicketId, p.ids))
    .orderBy(asc(ticketParts.id)),
);

type Line = Omit<TicketPart, 'totalCents'>;

interface Belongings {
  mechanics: Map<number, Mechanic[]>;
  lines: Map<number, Line[]>;
}

/** Mechanics and lines of tickets, in two queries for any number; empty where the ticket row includes them. */
export async function relationsOf(db: Queries, ids: readonly number[]): Promise<Belongings> {
  if (readsNested || ids.length === 0) return { mechanics: new Map(), lines: new Map() };
  const list = { ids: idList(ids) };
  const [mechanicRows, lineRows] = await Promise.all([assignedTo(db, list), linesOf(db, list)]);
  return {
    mechanics: grouped(mechanicRows, ({ mechanic }) => mechanic),
    lines: grouped(lineRows, ({ line }) => line),
  };
}

function grouped<R extends { ticketId: number }, T>(rows: R[], item: (row: R) => T): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.ticketId);
    if (group) group.push(item(row));
    else groups.set(row.ticketId, [item(row)]);
  }
  return groups;
}

type Row = Awaited<ReturnType<typeof selectTickets>>[number];

/** A ticket as the caller sees it. */
export function asTicket(row: Row, more: Belongings, caller: Caller): Ticket {
  const { ticket, customer, vehicle } = row;
  const lines = row.lines ?? more.lines.get(ticket.id) ?? [];
  const parts = lines.map((line) => ({ ...line, totalCents: line.quantity * line.unitPriceCents }));
  return {
    id: ticket.id,
    customer,
    vehicle: vehicle && asVehicle(vehicle),
    description: ticket.description,
    status: ticket.status,
    serviceDate: ticket.serviceDate,
    mechanics: row.mechanics ?? more.mechanics.get(ticket.id) ?? [],
    parts,
    partsTotalCents: parts.reduce((total, line) => total + line.totalCents, 0),
    allowedStatuses: allowedFrom(ticket.status, caller.role),
    version: ticket.version,
    createdAt: instantText(ticket.createdAt),
    updatedAt: instantText(ticket.updatedAt),
    completedAt: ticket.completedAt && instantText(ticket.completedAt),
  };
}

const byIds = prepared('tickets_by_ids', (db, p: Slots<{ ids: string }>) =>
  selectTickets(db).where(inIds(tickets.id, p.ids)),
);

export async function readTicket(db: Queries, id: number, caller: Caller): Promise<Ticket | undefined> {
  // Started in the same turn, so that nothing is committed in between; see readsNested.
  const [[row], belongings] = await Promise.all([byIds(db, { ids: idList([id]) }), relationsOf(db, [id])]);
  return row && asTicket(row, belongings, caller);
}
