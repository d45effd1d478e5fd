import {
  type ExtraLine,
  type Job,
  type LaborLine,
  type Ticket,
  type TicketPart,
  type Totals,
  fromThousandths,
  laborCents,
  partCents,
  pricingOf,
} from '@mechanic-shop/shared';
import { and, eq, getTableColumns } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { type Caller, isStaff } from '../../core/caller.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readsNested } from '../../platform/db/json-rows.ts';
import { preparedByIds } from '../../platform/db/lists.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { asVehicle } from '../vehicles/rows.ts';
import { vehicles } from '../vehicles/table.ts';
import { blockersOf } from './blockers.ts';
import { discountOf } from './discount.ts';
import {
  type JobRow,
  type LaborRow,
  type PartRow,
  type Relations,
  type Work,
  nestedRelations,
  noWork,
  relationsOf,
  workOf,
} from './relations.ts';
import { ticketsSearch } from './search.ts';
import { allowedFrom } from './status.ts';
import { tickets } from './table.ts';
import type { View } from './view.ts';

function shown() {
  return {
    ticket: getTableColumns(tickets),
    customer: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    taxExempt: customers.taxExempt,
    vehicle: getTableColumns(vehicles),
    ...nestedRelations(),
  };
}

/** Tickets with all that they show; their relations and work may have to be read apart: `relationsOf`, `workOf`. */
export function selectTickets(db: Queries) {
  return db
    .select(shown())
    .from(tickets)
    .innerJoin(accounts, eq(accounts.id, tickets.customerId))
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId));
}

/** The same, led by the search whatever SQLite assumes about table sizes; joined by `isFoundTicket`. */
export function selectFoundTickets(db: Queries) {
  return db
    .select(shown())
    .from(ticketsSearch)
    .crossJoin(tickets)
    .crossJoin(accounts)
    .crossJoin(customers)
    .leftJoin(vehicles, eq(vehicles.id, tickets.vehicleId));
}

export const isFoundTicket = and(
  eq(tickets.id, ticketsSearch.rowid),
  eq(accounts.id, tickets.customerId),
  eq(customers.id, tickets.customerId),
);

export type TicketRow = Awaited<ReturnType<typeof selectTickets>>[number];

// Members of lines are named one by one: a ticket has many, and copying the rest of a row takes several times as long.

function asPart(row: PartRow): TicketPart {
  const quantity = fromThousandths(row.quantity);
  return {
    id: row.id,
    jobId: row.jobId,
    partId: row.partId,
    sku: row.sku,
    name: row.name,
    unit: row.unit,
    quantity,
    reserved: fromThousandths(row.reserved),
    missing: fromThousandths(row.missing),
    unitPriceCents: row.unitPriceCents,
    taxable: row.taxable,
    totalCents: partCents(quantity, row.unitPriceCents),
  };
}

function asLabor(row: LaborRow): LaborLine {
  const { mechanicId, firstName, lastName, specialty } = row;
  const hours = row.hours === null ? null : row.hours / 100;
  return {
    id: row.id,
    jobId: row.jobId,
    description: row.description,
    hours,
    rateCents: row.rateCents,
    taxable: row.taxable,
    done: row.done,
    totalCents: hours === null ? (row.priceCents ?? 0) : laborCents(hours, row.rateCents ?? 0),
    mechanic:
      mechanicId === null ? null : { id: mechanicId, firstName: firstName ?? '', lastName: lastName ?? '', specialty },
  };
}

type BareJob = Pick<Job, 'id' | 'name' | 'description' | 'note' | 'approval' | 'approvedCents' | 'discount'>;

function asJob({ discountPercent, discountCents, askedUntil, ...row }: JobRow, { caller, now }: View): BareJob {
  const isForgotten = row.approval === 'asked' && askedUntil !== null && askedUntil <= now;
  return {
    ...row,
    approval: isForgotten ? 'none' : row.approval,
    note: isStaff(caller) ? row.note : null,
    discount: discountOf({ discountPercent, discountCents }),
  };
}

interface Lines {
  jobs: BareJob[];
  parts: TicketPart[];
  labor: LaborLine[];
  extras: ExtraLine[];
}

function linesOf(row: TicketRow, relations: Relations, work: Work, view: View): Lines {
  const { id } = row.ticket;
  return {
    jobs: (row.jobs ?? work.jobs.get(id) ?? []).map((job) => asJob(job, view)),
    parts: (row.parts ?? relations.parts.get(id) ?? []).map(asPart),
    labor: (row.labor ?? work.labor.get(id) ?? []).map(asLabor),
    extras: row.extras ?? work.extras.get(id) ?? [],
  };
}

function vehicleFor({ vehicle, ticket }: TicketRow, caller: Caller): Ticket['vehicle'] {
  if (!vehicle) return null;
  const shown = asVehicle(vehicle, caller);
  // A vehicle may have got another owner since, whom the customer must not see.
  return isStaff(caller) ? shown : { ...shown, customerId: ticket.customerId };
}

/** A ticket as this caller sees it. */
export function asTicket(row: TicketRow, relations: Relations, work: Work, view: View): Ticket {
  const { caller, settings } = view;
  const { ticket, customer } = row;
  const { jobs, ...lines } = linesOf(row, relations, work, view);
  const discount = discountOf(ticket);
  const priced = pricingOf({ jobs, ...lines, discount }, { ...settings, taxExempt: row.taxExempt });
  const totals = frozenTotals(ticket) ?? priced.totals;
  const bill = billOf(ticket, totals);
  const allowedStatuses = allowedFrom(ticket.status, caller.role);
  return {
    id: ticket.id,
    customer,
    vehicle: vehicleFor(row, caller),
    description: ticket.description,
    status: ticket.status,
    serviceDate: ticket.serviceDate,
    mechanics: row.mechanics ?? relations.mechanics.get(ticket.id) ?? [],
    jobs: jobs.map((job) => ({ ...job, ...(priced.jobs.get(job.id) ?? noSums) })),
    ...lines,
    discount,
    totals,
    partsTotalCents: totals.partsCents,
    mileageIn: ticket.mileageIn,
    mileageOut: ticket.mileageOut,
    hold: holdOf(ticket, caller),
    ...bill,
    clockedMinutes: isStaff(caller) ? ticket.clockedMinutes : null,
    allowedStatuses,
    blockers: blockersOf(allowedStatuses, { jobs, parts: lines.parts, invoice: bill.invoice }, settings),
    version: ticket.version,
    createdAt: instantText(ticket.createdAt),
    updatedAt: instantText(ticket.updatedAt),
    completedAt: ticket.completedAt && instantText(ticket.completedAt),
  };
}

const noSums = { laborCents: 0, partsCents: 0, extrasCents: 0, discountCents: 0, netCents: 0 };

/** The totals of the live invoice. */
function frozenTotals({ invoiceTotals }: TicketRow['ticket']): Totals | null {
  return invoiceTotals === null ? null : (JSON.parse(invoiceTotals) as Totals);
}

function billOf(
  { status, invoiceId, invoiceNumber, paidCents }: TicketRow['ticket'],
  { totalCents }: Totals,
): Pick<Ticket, 'invoice' | 'paidCents' | 'balanceCents'> {
  const balanceCents = (status === 'cancelled' ? 0 : totalCents) - paidCents;
  if (invoiceId === null || invoiceNumber === null) return { invoice: null, paidCents, balanceCents };
  const invoice = { id: invoiceId, number: invoiceNumber, status: balanceCents <= 0 ? 'paid' : 'open' } as const;
  return { invoice, paidCents, balanceCents };
}

function holdOf({ holdReason, holdNote, holdSince }: TicketRow['ticket'], caller: Caller): Ticket['hold'] {
  if (holdReason === null || holdSince === null) return null;
  return { reason: holdReason, note: isStaff(caller) ? holdNote : null, since: instantText(holdSince) };
}

/** Tickets of a page with all that they show. */
export async function asTickets(db: Queries, rows: readonly TicketRow[], view: View): Promise<Ticket[]> {
  const [relations, work] = await Promise.all([
    relationsOf(
      db,
      rows.map(({ ticket }) => ticket.id),
    ),
    workOf(
      db,
      rows.filter(({ ticket }) => ticket.hasWork).map(({ ticket }) => ticket.id),
    ),
  ]);
  return rows.map((row) => asTicket(row, relations, work, view));
}

const byIds = preparedByIds('tickets_by_ids', (db, isOf) => selectTickets(db).where(isOf(tickets.id)));

/** Tickets by their ids, in no order. */
export async function readTickets(db: Queries, ids: readonly number[], view: View): Promise<Ticket[]> {
  return ids.length === 0 ? [] : asTickets(db, await byIds(db, ids), view);
}

/** Tickets that had work when they were read last: theirs is read at once. A wrong guess costs three look-ups. */
const withWork = new LRUCache<number, true>({ max: 10_000 });

export async function readTicket(db: Queries, id: number, view: View): Promise<Ticket | undefined> {
  const ids = [id];
  const isGuessed = withWork.get(id) === true;
  // Begun in the same turn, so that nothing is committed in between; see readsNested.
  const [[row], relations, guessed] = await Promise.all([
    byIds(db, ids),
    relationsOf(db, ids),
    isGuessed ? workOf(db, ids) : noWork,
  ]);
  const hasWork = row?.ticket.hasWork === true && !readsNested;
  if (isGuessed && !hasWork) withWork.delete(id);
  if (isGuessed || !hasWork) return row && asTicket(row, relations, guessed, view);
  withWork.set(id, true);
  // Only now it is known that there is work: read again as of one moment.
  const [[again], relationsThen, work] = await Promise.all([byIds(db, ids), relationsOf(db, ids), workOf(db, ids)]);
  return again && asTicket(again, relationsThen, work, view);
}
