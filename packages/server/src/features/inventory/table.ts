import { sql } from 'drizzle-orm';
import {
  cents,
  check,
  count,
  flag,
  id,
  index,
  instant,
  oneOf,
  ref,
  sortKey,
  table,
  text,
} from '../../platform/db/columns.ts';
import { suppliers } from '../suppliers/table.ts';

export const parts = table(
  'parts',
  {
    id: id(),
    sku: text().unique('parts_sku_unique'),
    name: text().notNull(),
    nameKey: sortKey().notNull(),
    priceCents: cents().notNull(),
    unit: text().notNull().default('piece'),
    /** How many decimals the part's quantities may have. */
    decimals: count().notNull().default(0),
    active: flag().notNull().default(true),
    /** Integer thousandths, like every quantity. */
    quantity: count().notNull(),
    /** Always the sum of what the part's lines on open and in-progress tickets have reserved. */
    reserved: count().notNull().default(0),
    // Only staff see what follows.
    costCents: cents(),
    minQuantity: count(),
    maxQuantity: count(),
    supplierId: ref().references(() => suppliers.id),
    location: text(),
    /** Whether what is available and on order, less what lines miss, is below the minimum; kept by low.ts. */
    low: flag().notNull().default(false),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    index('parts_inactive')
      .on(t.id)
      .where(sql`not ${t.active}`),
    index('parts_low')
      .on(t.id)
      .where(sql`${t.low}`),
    index('parts_supplier')
      .on(t.supplierId, t.id)
      .where(sql`${t.supplierId} is not null`),
    index('parts_name').on(t.nameKey, t.id),
    check('parts_price_not_negative', sql`${t.priceCents} >= 0`),
    check('parts_reserved_not_negative', sql`${t.reserved} >= 0`),
    check('parts_reserved_in_stock', sql`${t.reserved} <= ${t.quantity}`),
  ],
);

/** The ledger in integer thousandths: one row for each change of `quantity` or `reserved`, in the same transaction. */
export const stockMovements = table(
  'stock_movements',
  {
    id: id(),
    partId: ref()
      .notNull()
      .references(() => parts.id, { onDelete: 'cascade' }),
    kind: oneOf('receive', 'adjust', 'reserve', 'release', 'consume', 'return').notNull(),
    delta: count().notNull(),
    quantityAfter: count().notNull(),
    reservedAfter: count().notNull(),
    // Plain numbers: the ledger outlives the tickets and accounts that it names.
    ticketId: ref(),
    purchaseId: ref(),
    accountId: ref(),
    note: text(),
    at: instant().notNull(),
  },
  (t) => [
    index('stock_movements_part').on(t.partId, t.id),
    index('stock_movements_ticket').on(t.ticketId, t.partId),
    index('stock_movements_purchase')
      .on(t.purchaseId, t.partId)
      .where(sql`${t.purchaseId} is not null`),
  ],
);
