import { count, id, index, instant, ref, table, text, uniqueIndex } from '../../platform/db/columns.ts';
import { customers } from '../customers/table.ts';

export const vehicles = table(
  'vehicles',
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    vin: text(),
    make: text().notNull(),
    model: text().notNull(),
    year: count().notNull(),
    licensePlate: text(),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    index('vehicles_customer').on(t.customerId, t.id),
    uniqueIndex('vehicles_customer_vin').on(t.customerId, t.vin),
  ],
);
