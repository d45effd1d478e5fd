import { sql } from 'drizzle-orm';
import {
  cents,
  check,
  count,
  id,
  index,
  instant,
  oneOf,
  primaryKey,
  ref,
  table,
  text,
  uniqueIndex,
} from '../../platform/db/columns.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { parts } from '../inventory/table.ts';
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

/** The lines of a ticket; name, sku and price are fixed when the part is first added. */
export const ticketParts = table(
  'ticket_parts',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    partId: ref()
      .notNull()
      .references(() => parts.id),
    sku: text(),
    name: text().notNull(),
    quantity: count().notNull(),
    unitPriceCents: cents().notNull(),
  },
  (t) => [
    uniqueIndex('ticket_parts_ticket_part').on(t.ticketId, t.partId),
    index('ticket_parts_part').on(t.partId),
    check('ticket_parts_quantity_positive', sql`${t.quantity} > 0`),
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
