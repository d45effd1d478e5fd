import type { Mechanic } from '@mechanic-shop/shared';
import { type Column, type SQL, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { readsNested, rowsOf } from '../../platform/db/json-rows.ts';
import { preparedByIds } from '../../platform/db/lists.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';
import { mechanicColumns } from '../mechanics/rows.ts';
import { ticketExtras, ticketJobs, ticketLabor, ticketParts } from './lines-table.ts';
import { ticketMechanics, tickets } from './table.ts';

const { ticketId: _part, ...partColumns } = getTableColumns(ticketParts);
const {
  ticketId: _job,
  deferredAt: _at,
  deferredReason: _reason,
  deferredNetCents: _net,
  revivedTicketId: _revived,
  dismissedAt: _dismissed,
  deferredCustomerId: _customer,
  deferredVehicleId: _vehicle,
  deferredOpen: _open,
  ...jobColumns
} = getTableColumns(ticketJobs);
const { ticketId: _extra, ...extraColumns } = getTableColumns(ticketExtras);
const { ticketId: _labor, ...ownLaborColumns } = getTableColumns(ticketLabor);
const laborColumns = {
  ...ownLaborColumns,
  firstName: accounts.firstName,
  lastName: accounts.lastName,
  specialty: mechanics.specialty,
};

/** The rows of a query only for tickets that have work, so that others do not pay for it. */
function ifWork<T>(rows: SQL<T>): SQL<T> {
  return readsNested ? sql<T>`case when ${tickets.hasWork} then ${rows} else '[]'::json end` : rows;
}

function ofTicket(table: { ticketId: Column }): SQL {
  return sql`${table} where ${table.ticketId} = ${tickets.id}`;
}

/** What belongs to the ticket around it, where one statement reads it all. */
export function nestedRelations() {
  return {
    mechanics: rowsOf(
      mechanicColumns,
      sql`${ticketMechanics}
          join ${mechanics} on ${mechanics.id} = ${ticketMechanics.mechanicId}
          join ${accounts} on ${accounts.id} = ${mechanics.id}
          where ${ticketMechanics.ticketId} = ${tickets.id}`,
      ticketMechanics.mechanicId,
    ),
    parts: rowsOf(partColumns, ofTicket(ticketParts), ticketParts.id),
    jobs: ifWork(rowsOf(jobColumns, ofTicket(ticketJobs), ticketJobs.id)),
    labor: ifWork(
      rowsOf(
        laborColumns,
        sql`${ticketLabor}
            left join ${mechanics} on ${mechanics.id} = ${ticketLabor.mechanicId}
            left join ${accounts} on ${accounts.id} = ${mechanics.id}
            where ${ticketLabor.ticketId} = ${tickets.id}`,
        ticketLabor.id,
      ),
    ),
    extras: ifWork(rowsOf(extraColumns, ofTicket(ticketExtras), ticketExtras.id)),
  };
}

const mechanicsOf = preparedByIds('ticket_mechanics', (db, isOf) =>
  db
    .select({ ticketId: ticketMechanics.ticketId, row: mechanicColumns })
    .from(ticketMechanics)
    .innerJoin(mechanics, eq(mechanics.id, ticketMechanics.mechanicId))
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(isOf(ticketMechanics.ticketId))
    .orderBy(asc(ticketMechanics.ticketId), asc(ticketMechanics.mechanicId)),
);

const partsOf = preparedByIds('ticket_lines', (db, isOf) =>
  db
    .select({ ticketId: ticketParts.ticketId, row: partColumns })
    .from(ticketParts)
    .where(isOf(ticketParts.ticketId))
    .orderBy(asc(ticketParts.id)),
);

const jobsOf = preparedByIds('ticket_jobs', (db, isOf) =>
  db
    .select({ ticketId: ticketJobs.ticketId, row: jobColumns })
    .from(ticketJobs)
    .where(isOf(ticketJobs.ticketId))
    .orderBy(asc(ticketJobs.id)),
);

// The names of people who are on no labor are null.
const laborOf = preparedByIds('ticket_labor', (db, isOf) =>
  db
    .select({
      ticketId: ticketLabor.ticketId,
      ...ownLaborColumns,
      firstName: sql<string | null>`${accounts.firstName}`,
      lastName: sql<string | null>`${accounts.lastName}`,
      specialty: sql<string | null>`${mechanics.specialty}`,
    })
    .from(ticketLabor)
    .leftJoin(mechanics, eq(mechanics.id, ticketLabor.mechanicId))
    .leftJoin(accounts, eq(accounts.id, mechanics.id))
    .where(isOf(ticketLabor.ticketId))
    .orderBy(asc(ticketLabor.id)),
);

const extrasOf = preparedByIds('ticket_extras', (db, isOf) =>
  db
    .select({ ticketId: ticketExtras.ticketId, row: extraColumns })
    .from(ticketExtras)
    .where(isOf(ticketExtras.ticketId))
    .orderBy(asc(ticketExtras.id)),
);

type RowOf<Q extends (...args: never[]) => Promise<{ row: unknown }[]>> = Awaited<ReturnType<Q>>[number]['row'];
export type PartRow = RowOf<typeof partsOf>;
export type JobRow = RowOf<typeof jobsOf>;
export type LaborRow = Omit<Awaited<ReturnType<typeof laborOf>>[number], 'ticketId'>;
export type ExtraRow = RowOf<typeof extrasOf>;

/** Mechanics and parts of tickets, by their ids. */
export interface Relations {
  mechanics: Map<number, Mechanic[]>;
  parts: Map<number, PartRow[]>;
}
/** Jobs, labor and extras of tickets, by their ids. */
export interface Work {
  jobs: Map<number, JobRow[]>;
  labor: Map<number, LaborRow[]>;
  extras: Map<number, ExtraRow[]>;
}

export const noWork: Work = { jobs: new Map(), labor: new Map(), extras: new Map() };

/** Mechanics and parts of tickets, in two queries however many they are; none where a ticket brings them along. */
export async function relationsOf(db: Queries, ids: readonly number[]): Promise<Relations> {
  if (readsNested || ids.length === 0) return { mechanics: new Map(), parts: new Map() };
  const [mechanicRows, partRows] = await Promise.all([mechanicsOf(db, ids), partsOf(db, ids)]);
  return { mechanics: grouped(mechanicRows, ({ row }) => row), parts: grouped(partRows, ({ row }) => row) };
}

/** The work of the tickets that have any, in three queries. */
export async function workOf(db: Queries, ids: readonly number[]): Promise<Work> {
  if (readsNested || ids.length === 0) return noWork;
  const [jobs, labor, extras] = await Promise.all([jobsOf(db, ids), laborOf(db, ids), extrasOf(db, ids)]);
  return {
    jobs: grouped(jobs, ({ row }) => row),
    labor: grouped(labor, (row) => row),
    extras: grouped(extras, ({ row }) => row),
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
