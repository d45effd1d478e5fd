import { sql } from 'drizzle-orm';
import { count, email, flag, id, index, instant, table, text, uniqueIndex } from '../../platform/db/columns.ts';

export const suppliers = table(
  'suppliers',
  {
    id: id(),
    name: text().notNull(),
    /** A contact address: it need not be unique. */
    email: email(),
    phone: text(),
    address: text(),
    note: text(),
    /** The id in another system. */
    externalId: text(),
    active: flag().notNull().default(true),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('suppliers_external_id').on(t.externalId),
    index('suppliers_inactive')
      .on(t.id)
      .where(sql`not ${t.active}`),
  ],
);
