import { index, key, sortKey, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';

/** Fields that only customers have; the id is that of the account. */
export const customers = table(
  'customers',
  {
    id: key().references(() => accounts.id, { onDelete: 'cascade' }),
    phone: text(),
    address: text(),
    /** The sort key of last and first name; see platform/db/words.ts. */
    nameKey: sortKey().notNull(),
  },
  (t) => [index('customers_name').on(t.nameKey, t.id)],
);
