import { sql } from 'drizzle-orm';
import {
  cents,
  check,
  count,
  id,
  index,
  instant,
  oneOf,
  ref,
  table,
  text,
  uniqueIndex,
} from '../../platform/db/columns.ts';
import { parts } from '../inventory/table.ts';
import { suppliers } from '../suppliers/table.ts';

export const purchases = table(
  'purchases',
  {
    id: id(),
    /** The value of the counter, from which the number follows. */
    sequence: count().notNull(),
    supplierId: ref()
      .notNull()
      .references(() => suppliers.id),
    status: oneOf('draft', 'ordered', 'partly_received', 'received', 'cancelled').notNull().default('draft'),
    reference: text(),
    expectedOn: text(),
    note: text(),
    orderedAt: instant(),
    receivedAt: instant(),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('purchases_sequence').on(t.sequence),
    index('purchases_status').on(t.status, t.id),
    index('purchases_supplier').on(t.supplierId, t.id),
    index('purchases_supplier_status').on(t.supplierId, t.status, t.id),
  ],
);

/** Quantities are integer thousandths; sku, name and unit are the part's when the line was written. */
export const purchaseLines = table(
  'purchase_lines',
  {
    id: id(),
    purchaseId: ref()
      .notNull()
      .references(() => purchases.id, { onDelete: 'cascade' }),
    partId: ref()
      .notNull()
      .references(() => parts.id),
    sku: text(),
    name: text().notNull(),
    unit: text().notNull(),
    quantity: count().notNull(),
    received: count().notNull().default(0),
    /** What is still to arrive while the purchase is ordered; 0 before, and once it is received or cancelled. */
    outstanding: count().notNull().default(0),
    /** Null if unknown. */
    unitCostCents: cents(),
  },
  (t) => [
    uniqueIndex('purchase_lines_part').on(t.partId, t.purchaseId),
    index('purchase_lines_purchase').on(t.purchaseId, t.id),
    index('purchase_lines_outstanding')
      .on(t.partId, t.outstanding)
      .where(sql`${t.outstanding} > 0`),
    check('purchase_lines_quantity_positive', sql`${t.quantity} > 0`),
    check('purchase_lines_received_within', sql`${t.received} between 0 and ${t.quantity}`),
  ],
);
