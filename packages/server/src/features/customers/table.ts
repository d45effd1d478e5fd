import { index, key, sortKey, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';

/** What only customers have; the id is the account's. */
export const customers = table(
  'customers',
  {
    id: key().references(() => accounts.id, { onDelete: 'cascade' }),
    phone: text(),
    address: text(),
    /** Last and first name as they sort: see platform/db/words.ts. */
    nameKey: sortKey().notNull(),
  },
  (t) => [index('customers_name').on(t.nameKey, t.id)],
);
