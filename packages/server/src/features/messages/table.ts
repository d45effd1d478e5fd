import { sql } from 'drizzle-orm';
import { check, count, flag, id, index, instant, primaryKey, ref, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';
import { tickets } from '../tickets/table.ts';

export const messages = table(
  'messages',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    /** The ticket's customer when it was posted: no later one ever sees it. */
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    /** Who wrote it for the shop; null for the customer. */
    staffId: ref().references(() => accounts.id),
    text: text().notNull(),
    internal: flag().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    index('messages_ticket').on(t.ticketId, t.id),
    // What each side has to read; the other columns are all that counting needs.
    index('messages_to_staff')
      .on(t.ticketId, t.id, t.staffId, t.at)
      .where(sql`${t.staffId} is null or ${t.internal}`),
    index('messages_to_customer')
      .on(t.customerId, t.ticketId, t.id, t.at)
      .where(sql`${t.staffId} is not null and not ${t.internal}`),
    index('messages_customer').on(t.customerId),
    index('messages_staff').on(t.staffId),
    check('messages_internal_by_staff', sql`${t.staffId} is not null or not ${t.internal}`),
  ],
);

/** Up to which message an account has read a ticket. */
export const messageMarks = table(
  'message_marks',
  {
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    /** The id of a message, as a plain number. */
    upTo: count().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.ticketId] }), index('message_marks_ticket').on(t.ticketId)],
);
