import { sql } from 'drizzle-orm';
import { cents, check, count, id, index, instant, oneOf, ref, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { tickets } from '../tickets/table.ts';

export const payments = table(
  'payments',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    /** The ticket's customer. */
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    kind: oneOf('payment', 'refund').notNull(),
    method: oneOf('cash', 'card', 'transfer', 'check', 'other').notNull(),
    amountCents: cents().notNull(),
    /** The refunded payment, of this table. */
    refundOf: count(),
    /** How much of a payment has been refunded. */
    refundedCents: cents().notNull().default(0),
    reference: text(),
    note: text(),
    receivedAt: instant().notNull(),
    byId: ref().references(() => accounts.id, { onDelete: 'set null' }),
  },
  (t) => [
    index('payments_received').on(t.receivedAt, t.id),
    index('payments_ticket').on(t.ticketId, t.receivedAt, t.id),
    index('payments_customer').on(t.customerId, t.receivedAt, t.id),
    index('payments_method').on(t.method, t.receivedAt, t.id),
    index('payments_by').on(t.byId),
    check('payments_amount_positive', sql`${t.amountCents} > 0`),
    check('payments_refunded_within', sql`${t.refundedCents} between 0 and ${t.amountCents}`),
  ],
);
