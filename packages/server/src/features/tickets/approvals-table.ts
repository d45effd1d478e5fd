import { sql } from 'drizzle-orm';
import {
  cents,
  count,
  id,
  index,
  instant,
  oneOf,
  ref,
  table,
  text,
  tick,
  uniqueIndex,
} from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';
import { tickets } from './table.ts';

/** Jobs and their price, frozen when they were sent to the customer. Only the digest of the link's code is stored. */
export const estimates = table(
  'estimates',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    /** Counts the ticket's estimates from 1. */
    number: count().notNull(),
    status: oneOf('sent', 'answered', 'expired', 'superseded', 'withdrawn').notNull(),
    digest: text().notNull().unique('estimates_digest_unique'),
    message: text(),
    /** What was sent, as JSON; see features/estimates/snapshot.ts. */
    snapshot: text().notNull(),
    sentById: ref().references(() => accounts.id, { onDelete: 'set null' }),
    sentAt: instant().notNull(),
    expiresAt: instant().notNull(),
    viewedAt: instant(),
    tick: tick(),
  },
  (t) => [
    uniqueIndex('estimates_ticket_number').on(t.ticketId, t.number),
    uniqueIndex('estimates_one_sent')
      .on(t.ticketId)
      .where(sql`${t.status} = 'sent'`),
    index('estimates_ticket').on(t.ticketId, t.id),
    index('estimates_sent_by').on(t.sentById),
    index('estimates_expiring')
      .on(t.expiresAt)
      .where(sql`${t.status} = 'sent'`),
  ],
);

/** What customers decided about jobs; rows are only added. The lists are JSON arrays of job ids. */
export const approvals = table(
  'approvals',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    /** Null for what staff recorded. */
    estimateId: ref().references(() => estimates.id, { onDelete: 'cascade' }),
    method: oneOf('link', 'account', 'in_person', 'phone', 'email', 'text').notNull(),
    by: text().notNull(),
    recordedById: ref().references(() => accounts.id, { onDelete: 'set null' }),
    approved: text().notNull(),
    declined: text().notNull(),
    approvedCents: cents().notNull(),
    note: text(),
    at: instant().notNull(),
  },
  (t) => [
    index('approvals_ticket').on(t.ticketId, t.id),
    uniqueIndex('approvals_one_per_estimate')
      .on(t.estimateId)
      .where(sql`${t.estimateId} is not null`),
    index('approvals_recorded_by').on(t.recordedById),
  ],
);
