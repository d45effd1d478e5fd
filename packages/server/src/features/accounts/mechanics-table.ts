import { sql } from 'drizzle-orm';
import { cents, count, flag, index, key, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';

/** Fields that only mechanics and admins have; the id is that of the account. */
export const mechanics = table(
  'mechanics',
  {
    id: key().references(() => accounts.id, { onDelete: 'cascade' }),
    specialty: text(),
    address: text(),
    salaryCents: cents(),
    active: flag().notNull().default(true),
    /** The number of tickets assigned now; updated in the transaction of each assignment. */
    ticketCount: count().notNull().default(0),
  },
  (t) => [index('mechanics_ranking').on(t.active, sql`${t.ticketCount} desc`, t.id)],
);
