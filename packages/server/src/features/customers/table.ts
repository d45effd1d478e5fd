import { sql } from 'drizzle-orm';
import { flag, index, key, sortKey, table, text, uniqueIndex } from '../../platform/db/columns.ts';
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
    /** The id in another system. */
    externalId: text(),
    active: flag().notNull().default(true),
    /** Last and first name as they sort: see platform/db/words.ts. */
    nameKey: sortKey().notNull(),
  },
  (t) => [
    uniqueIndex('customers_external_id').on(t.externalId),
    index('customers_name').on(t.nameKey, t.id),
    index('customers_inactive')
      .on(t.id)
      .where(sql`not ${t.active}`),
  ],
);
