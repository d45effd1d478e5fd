import { sql } from 'drizzle-orm';
import { cents, count, id, index, instant, oneOf, ref, table, text, uniqueIndex } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { tickets } from '../tickets/table.ts';

export const invoices = table(
  'invoices',
  {
    id: id(),
    /** The value of the counter; `number` is the shop's prefix and this. */
    sequence: count().notNull(),
    number: text().notNull(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    /** The ticket's customer. The one that is printed is in the snapshot. */
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    /** Follows from the payments of the ticket, and is kept so that open invoices are found at once. */
    status: oneOf('open', 'paid', 'void').notNull(),
    issuedAt: instant().notNull(),
    dueDate: text().notNull(),
    totalCents: cents().notNull(),
    /** What its parts cost the shop, for reports; 0 for invoices from before costs were known. */
    partsCostCents: cents().notNull().default(0),
    /** Everything else that the invoice shows, as JSON; see snapshot.ts. Never rewritten. */
    snapshot: text().notNull(),
    voidedAt: instant(),
    voidedById: ref().references(() => accounts.id, { onDelete: 'set null' }),
    voidReason: text(),
    version: count().notNull().default(1),
  },
  (t) => [
    uniqueIndex('invoices_sequence').on(t.sequence),
    uniqueIndex('invoices_live')
      .on(t.ticketId)
      .where(sql`${t.voidedAt} is null`),
    index('invoices_ticket').on(t.ticketId, t.id),
    index('invoices_customer').on(t.customerId, t.id),
    // The due date comes last: a list of overdue invoices reads none that it excludes.
    index('invoices_status').on(t.status, t.id, t.dueDate),
    index('invoices_due')
      .on(t.dueDate, t.id)
      .where(sql`${t.status} = 'open'`),
    index('invoices_voided_by').on(t.voidedById),
  ],
);
