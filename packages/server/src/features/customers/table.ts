import { sql } from 'drizzle-orm';
import { flag, index, key, sortKey, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';

/** Fields that only customers have; the id is that of the account. */
export const customers = table(
  'customers',
  {
    id: key().references(() => accounts.id, { onDelete: 'cascade' }),
    phone: text(),
    address: text(),
    company: text(),
    taxExempt: flag().notNull().default(false),
    note: text(),
    active: flag().notNull().default(true),
    /** Last and first name as they sort: see platform/db/words.ts. */
    nameKey: sortKey().notNull(),
  },
  (t) => [
    index('customers_name').on(t.nameKey, t.id),
    index('customers_inactive')
      .on(t.id)
      .where(sql`not ${t.active}`),
  ],
);
