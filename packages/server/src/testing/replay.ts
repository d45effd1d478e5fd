import type { Appointment, Event, Invoice, Purchase, Ticket } from '@mechanic-shop/shared';
import { asc } from 'drizzle-orm';
import { events } from '../core/events/table.ts';
import { accounts } from '../features/accounts/table.ts';
import { getAppointment } from '../features/appointments/rows.ts';
import { appointments } from '../features/appointments/table.ts';
import { isErased } from '../features/customers/erased.ts';
import { asEvent, selectEvents } from '../features/events/rows.ts';
import { type TrackedPart, asTracked } from '../features/inventory/rows.ts';
import { parts } from '../features/inventory/table.ts';
import { asInvoice, selectInvoices } from '../features/invoices/rows.ts';
import { assertPurchase } from '../features/purchases/rows.ts';
import { purchases } from '../features/purchases/table.ts';
import { readTickets } from '../features/tickets/rows.ts';
import { tickets } from '../features/tickets/table.ts';
import { staffView } from '../features/tickets/view.ts';
import type { Queries } from '../platform/db/database.ts';

type Row = Record<string, unknown>;

/** Rows by entity and id, as someone knows them who has only read events. */
export type Copy = Map<string, Row>;

/** Applies events in their order to a copy. */
export function replay(copy: Copy, seen: Iterable<Pick<Event, 'kind' | 'entity' | 'entityId' | 'changes'>>): Copy {
  for (const { kind, entity, entityId, changes } of seen) {
    const key = `${entity} ${entityId}`;
    if (kind === `${entity}.deleted`) copy.delete(key);
    if (changes === null) continue;
    if (kind === 'customer.merged') moveRows(copy, entityId, changes['mergedIntoId']?.after);
    const row = copy.get(key) ?? {};
    for (const [name, { after }] of Object.entries(changes)) row[name] = after;
    copy.set(key, row);
  }
  return copy;
}

/** A customer who is merged into another one takes tickets and appointments along, of which no event tells apart. */
function moveRows(copy: Copy, from: number, into: unknown): void {
  for (const [key, row] of copy) {
    const { customer } = row as { customer?: { id: number } };
    if (/^(?:ticket|appointment) /.test(key) && customer?.id === from) row['customer'] = { id: into };
  }
}

const named = (person: { id: number } | null): number | null => person && person.id;

// Without what every change changes, what follows from other members or the shop's settings, and names of others.
function plainTicket(ticket: Ticket): Row {
  const { version: _v, updatedAt: _u, allowedStatuses: _a, blockers: _b, totals: _t, ...rest } = ticket;
  const { partsTotalCents: _p, balanceCents: _c, ...row } = rest;
  return {
    ...row,
    customer: named(ticket.customer),
    vehicle: named(ticket.vehicle),
    mechanics: ticket.mechanics.map(named),
    labor: ticket.labor.map((line) => ({ ...line, mechanic: named(line.mechanic) })),
    jobs: ticket.jobs.map(({ id, name, description, note, approval, approvedCents, discount }) => {
      return { id, name, description, note, approval, approvedCents, discount };
    }),
  };
}

const plainPart = ({ version: _v, updatedAt: _u, ...row }: TrackedPart): Row => row;
const plainPurchase = ({ version: _v, ...row }: Purchase): Row => ({ ...row, supplier: named(row.supplier) });
/** Events lose what they said of an erased person, and invoices keep it. */
function plainInvoice({ version: _v, customer, vehicle, ...row }: Invoice, isErasedPerson: boolean): Row {
  return isErasedPerson ? row : { ...row, customer, vehicle };
}

// Without its vehicle and ticket, whose deletion it survives.
function plainAppointment({ version: _v, vehicle: _c, ticketId: _t, ...row }: Appointment): Row {
  return { ...row, customer: named(row.customer), bay: row.bay && row.bay.id, mechanic: named(row.mechanic) };
}

const byName = (row: Row): [string, unknown][] => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What a copy made of all events says otherwise than the rows. Rows from before there were events are left out. */
export async function copyProblems(db: Queries): Promise<string[]> {
  const rows = await selectEvents(db).orderBy(asc(events.id));
  const copy = replay(
    new Map(),
    rows.map((row) => asEvent(row, 'admin')),
  );
  const latest = new Map(rows.map(({ event }) => [`${event.entity} ${event.entityId}`, event]));
  const isWhole = ({ event }: (typeof rows)[number]) => event.kind === `${event.entity}.created`;
  const whole = new Set(rows.filter(isWhole).map(({ event }) => `${event.entity} ${event.entityId}`));
  for (const { event } of rows) if (event.kind === 'invoice.issued') whole.add(`invoice ${event.entityId}`);
  const problems: string[] = [];
  const check = <R extends { id: number; version: number }>(entity: string, row: R, plain: (row: R) => Row) => {
    const key = `${entity} ${row.id}`;
    if (!whole.has(key)) return;
    const known = copy.get(key);
    if (!known) {
      problems.push(`${key} is deleted by its events`);
      return;
    }
    // What events say is untyped; the comparison shows whether it is such a row.
    const [found, expected] = [byName(plain(known as unknown as R)), byName(plain(row))];
    for (const [at, [name, value]] of expected.entries()) {
      const other = JSON.stringify(found[at]?.[1]);
      if (other !== JSON.stringify(value)) problems.push(`${key}: ${name} is ${other} by its events`);
    }
    if (latest.get(key)?.version !== row.version) problems.push(`${key}: its last event has another version`);
    copy.delete(key);
  };
  const ids = (await db.select({ id: tickets.id }).from(tickets)).map(({ id }) => id);
  for (const ticket of await readTickets(db, ids, await staffView(db, 0))) check('ticket', ticket, plainTicket);
  for (const row of await db.select().from(parts)) check('part', asTracked(row), plainPart);
  for (const { id } of await db.select({ id: purchases.id }).from(purchases)) {
    check('purchase', await assertPurchase(db, id), plainPurchase);
  }
  const people = await db
    .select({ id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName })
    .from(accounts);
  const erased = new Set(people.filter(isErased).map(({ id }) => id));
  for (const row of await selectInvoices(db)) {
    check('invoice', asInvoice(row), (invoice) => plainInvoice(invoice, erased.has(row.invoice.customerId)));
  }
  for (const { id } of await db.select({ id: appointments.id }).from(appointments)) {
    const appointment = await getAppointment(db, id, { accountId: 0, sessionId: null, apiKey: null, role: 'admin' });
    if (appointment) check('appointment', appointment, plainAppointment);
  }
  const left = [...copy.keys()].filter((key) => whole.has(key) && /^(?:ticket|part|invoice|purchase) /.test(key));
  return [...problems, ...left.map((key) => `${key} is not deleted by its events`)];
}
