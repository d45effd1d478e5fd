import type { Mechanic, Ticket, TicketPart } from '@mechanic-shop/shared';
import { asc, eq, getTableColumns } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import type { Caller } from '../call.ts';
import type { Queries } from '../db/database.ts';
import { idList, inIds } from '../db/lists.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { mechanicColumns } from '../mechanics/rows.ts';
import { mechanics } from '../mechanics/table.ts';
import { asVehicle } from '../vehicles/rows.ts';
import { vehicles } from '../vehicles/table.ts';
import { allowedFrom } from './status.ts';
import { ticketMechanics, ticketParts, tickets } from './table.ts';

const heads = prepared('ticket_heads', (db, p: Slots<{ ids: string }>) =>
  db
    .select({
      ticket: getTableColumns(tickets),
      customer: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
      vehicle: getTableColumns(vehicles),
    })
    .from(tickets)
    .innerJoin(accounts, eq(accounts.id, tickets.customerId))
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId))
    .where(inIds(tickets.id, p.ids)),
);

const assigned = prepared('ticket_mechanics', (db, p: Slots<{ ids: string }>) =>
  db
    .select({ ticketId: ticketMechanics.ticketId, mechanic: mechanicColumns })
    .from(ticketMechanics)
    .innerJoin(mechanics, eq(mechanics.id, ticketMechanics.mechanicId))
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(inIds(ticketMechanics.ticketId, p.ids))
    .orderBy(asc(ticketMechanics.ticketId), asc(ticketMechanics.mechanicId)),
);

const lines = prepared('ticket_lines', (db, p: Slots<{ ids: string }>) =>
  db.select().from(ticketParts).where(inIds(ticketParts.ticketId, p.ids)).orderBy(asc(ticketParts.id)),
);

type LineRow = typeof ticketParts.$inferSelect;

const asLine = ({ ticketId: _, ...line }: LineRow): TicketPart => ({
  ...line,
  totalCents: line.quantity * line.unitPriceCents,
});

/** Whole tickets in the order of their ids, in three queries however many they are. */
export const readTickets = async (db: Queries, ids: readonly number[], caller: Caller): Promise<Ticket[]> => {
  if (ids.length === 0) return [];
  const list = { ids: idList(ids) };
  const [headRows, mechanicRows, lineRows] = await Promise.all([heads(db, list), assigned(db, list), lines(db, list)]);
  const headOf = new Map(headRows.map((row) => [row.ticket.id, row]));
  const mechanicsOf = grouped(mechanicRows, (row) => row.mechanic);
  const partsOf = grouped(lineRows, asLine);
  return ids.flatMap((id) => {
    const row = headOf.get(id);
    return row ? [asTicket(row, mechanicsOf.get(id) ?? [], partsOf.get(id) ?? [], caller)] : [];
  });
};

const grouped = <R extends { ticketId: number }, T>(rows: R[], item: (row: R) => T): Map<number, T[]> => {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.ticketId);
    if (group) group.push(item(row));
    else groups.set(row.ticketId, [item(row)]);
  }
  return groups;
};

type Head = Awaited<ReturnType<typeof heads>>[number];

const asTicket = (
  { ticket, customer, vehicle }: Head,
  staff: Mechanic[],
  parts: TicketPart[],
  caller: Caller,
): Ticket => ({
  id: ticket.id,
  customer,
  vehicle: vehicle && asVehicle(vehicle),
  description: ticket.description,
  status: ticket.status,
  serviceDate: ticket.serviceDate,
  mechanics: staff,
  parts,
  partsTotalCents: parts.reduce((total, line) => total + line.totalCents, 0),
  allowedStatuses: allowedFrom(ticket.status, caller.role),
  version: ticket.version,
  createdAt: ticket.createdAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
  completedAt: ticket.completedAt?.toISOString() ?? null,
});

export const readTicket = async (db: Queries, id: number, caller: Caller): Promise<Ticket | undefined> =>
  (await readTickets(db, [id], caller))[0];
