import { sql } from 'drizzle-orm';
import {
  cents,
  count,
  flag,
  id,
  index,
  instant,
  oneOf,
  primaryKey,
  ref,
  table,
  text,
} from '../../platform/db/columns.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { vehicles } from '../vehicles/table.ts';

const status = () => oneOf('open', 'in_progress', 'completed', 'cancelled');

export const tickets = table(
  'tickets',
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    vehicleId: ref().references(() => vehicles.id),
    description: text().notNull(),
    status: status().notNull(),
    serviceDate: text(),
    /** A percentage in thousandths. */
    discountPercent: count(),
    discountCents: cents(),
    mileageIn: count(),
    mileageOut: count(),
    holdReason: oneOf('waiting_parts', 'waiting_customer', 'other'),
    holdNote: text(),
    holdSince: instant(),
    /** Whether the ticket ever had a job, labor or an extra: reading others asks for none. */
    hasWork: flag().notNull().default(false),
    /** The live invoice, which refers to the ticket: its id, number, and frozen totals as JSON. */
    invoiceId: count(),
    invoiceNumber: text(),
    invoiceTotals: text(),
    /** All payments less all refunds. */
    paidCents: cents().notNull().default(0),
    /** The minutes of its stopped time entries. */
    clockedMinutes: count().notNull().default(0),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    completedAt: instant(),
  },
  (t) => [
    index('tickets_customer').on(t.customerId, t.id),
    index('tickets_vehicle').on(t.vehicleId, t.id),
    index('tickets_status').on(t.status, t.id),
    // The status comes last: a date range by status reads no ticket that it excludes.
    index('tickets_service_date').on(t.serviceDate, t.id, t.status),
    index('tickets_completed')
      .on(t.completedAt, t.id)
      .where(sql`${t.completedAt} is not null`),
    index('tickets_on_hold')
      .on(t.id)
      .where(sql`${t.holdReason} is not null`),
    index('tickets_invoiced')
      .on(t.id)
      .where(sql`${t.invoiceId} is not null`),
    // Completed tickets are those with a time of completion.
    index('tickets_to_invoice')
      .on(t.id)
      .where(sql`${t.completedAt} is not null and ${t.invoiceId} is null`),
  ],
);

export const ticketMechanics = table(
  'ticket_mechanics',
  {
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    mechanicId: ref()
      .notNull()
      .references(() => mechanics.id),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.mechanicId] }),
    index('ticket_mechanics_mechanic').on(t.mechanicId, t.ticketId),
  ],
);

export const statusChanges = table(
  'status_changes',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    from: status(),
    to: status().notNull(),
    byId: ref().references(() => accounts.id, { onDelete: 'set null' }),
    note: text(),
    at: instant().notNull(),
  },
  (t) => [index('status_changes_ticket').on(t.ticketId, t.id), index('status_changes_by').on(t.byId)],
);
