import { sql } from 'drizzle-orm';
import {
  cents,
  check,
  count,
  flag,
  id,
  index,
  instant,
  oneOf,
  ref,
  table,
  text,
  uniqueIndex,
} from '../../platform/db/columns.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { customers } from '../customers/table.ts';
import { parts } from '../inventory/table.ts';
import { vehicles } from '../vehicles/table.ts';
import { tickets } from './table.ts';

export const ticketJobs = table(
  'ticket_jobs',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    description: text(),
    note: text(),
    approval: oneOf('none', 'asked', 'approved', 'declined', 'exceeded').notNull().default('none'),
    approvedCents: cents(),
    /** When the estimate that asks for it expires, in milliseconds: job rows are read as JSON, which has no instants. */
    askedUntil: count(),
    /** A percentage in thousandths. */
    discountPercent: count(),
    discountCents: cents(),
    /** Set while the job is deferred work: when, why, and its net then. */
    deferredAt: instant(),
    deferredReason: oneOf('declined', 'cancelled'),
    deferredNetCents: cents(),
    /** The ticket that the deferred job was copied to. */
    revivedTicketId: ref().references(() => tickets.id, { onDelete: 'set null' }),
    dismissedAt: instant(),
    /** The ticket's customer and vehicle, repeated for the list of deferred work. */
    deferredCustomerId: ref().references(() => customers.id),
    deferredVehicleId: ref().references(() => vehicles.id),
    /** Whether the deferred job is neither revived nor dismissed; null while it is not deferred. */
    deferredOpen: flag(),
  },
  (t) => [
    index('ticket_jobs_ticket').on(t.ticketId, t.id),
    index('ticket_jobs_deferred')
      .on(t.deferredOpen, t.deferredAt, t.id)
      .where(sql`${t.deferredOpen} is not null`),
    index('ticket_jobs_deferred_customer')
      .on(t.deferredCustomerId, t.deferredOpen, t.deferredAt, t.id)
      .where(sql`${t.deferredCustomerId} is not null`),
    index('ticket_jobs_deferred_vehicle')
      .on(t.deferredVehicleId, t.deferredOpen, t.deferredAt, t.id)
      .where(sql`${t.deferredVehicleId} is not null`),
    index('ticket_jobs_revived').on(t.revivedTicketId),
  ],
);

const jobId = () => ref().references(() => ticketJobs.id, { onDelete: 'cascade' });

/**
 * A ticket's parts; name, sku, unit and price are frozen when the line begins. Quantities are integer thousandths:
 * while the ticket is worked on `quantity` is `reserved + missing`, afterwards both are 0. So are those of declined jobs,
 * and where the shop requires approval those of jobs that are not approved.
 */
export const ticketParts = table(
  'ticket_parts',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    jobId: jobId(),
    partId: ref()
      .notNull()
      .references(() => parts.id),
    sku: text(),
    name: text().notNull(),
    unit: text().notNull().default('piece'),
    quantity: count().notNull(),
    reserved: count().notNull().default(0),
    missing: count().notNull().default(0),
    unitPriceCents: cents().notNull(),
    taxable: flag().notNull().default(true),
  },
  (t) => [
    uniqueIndex('ticket_parts_without_job')
      .on(t.ticketId, t.partId)
      .where(sql`${t.jobId} is null`),
    uniqueIndex('ticket_parts_job_part')
      .on(t.jobId, t.partId)
      .where(sql`${t.jobId} is not null`),
    index('ticket_parts_ticket').on(t.ticketId, t.id),
    index('ticket_parts_part').on(t.partId),
    // The queue for a part: oldest ticket first, then oldest line.
    index('ticket_parts_waiting')
      .on(t.partId, t.ticketId, t.id)
      .where(sql`${t.missing} > 0`),
    check('ticket_parts_quantity_positive', sql`${t.quantity} > 0`),
  ],
);

export const ticketLabor = table(
  'ticket_labor',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    jobId: jobId(),
    description: text().notNull(),
    /** Hundredths of an hour; null at a fixed price. */
    hours: count(),
    /** Null at a fixed price. */
    rateCents: cents(),
    /** The fixed price; null by the hour. */
    priceCents: cents(),
    taxable: flag().notNull(),
    mechanicId: ref().references(() => mechanics.id),
    done: flag().notNull().default(false),
  },
  (t) => [
    index('ticket_labor_ticket').on(t.ticketId, t.id),
    index('ticket_labor_job').on(t.jobId),
    index('ticket_labor_mechanic').on(t.mechanicId),
    check('ticket_labor_one_price', sql`(${t.hours} is null) <> (${t.priceCents} is null)`),
  ],
);

export const ticketExtras = table(
  'ticket_extras',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    jobId: jobId(),
    kind: oneOf('fee', 'sublet').notNull(),
    description: text().notNull(),
    amountCents: cents().notNull(),
    taxable: flag().notNull(),
  },
  (t) => [index('ticket_extras_ticket').on(t.ticketId, t.id), index('ticket_extras_job').on(t.jobId)],
);
