// What reports sum up of invoices that are not void, in narrow rows: those of invoices hold large copies.
import { cents, count, index, instant, key, primaryKey, ref, table } from '../../platform/db/columns.ts';
import { parts } from '../inventory/table.ts';
import { invoices } from './table.ts';

const invoiceId = () =>
  ref()
    .notNull()
    .references(() => invoices.id, { onDelete: 'cascade' });

/** The totals of an invoice, and what its parts cost when it was issued. Amounts are integer cents. */
export const invoiceFigures = table(
  'invoice_figures',
  {
    invoiceId: key().references(() => invoices.id, { onDelete: 'cascade' }),
    issuedAt: instant().notNull(),
    laborCents: cents().notNull(),
    partsCents: cents().notNull(),
    subletCents: cents().notNull(),
    feesCents: cents().notNull(),
    suppliesCents: cents().notNull(),
    discountCents: cents().notNull(),
    netCents: cents().notNull(),
    taxCents: cents().notNull(),
    totalCents: cents().notNull(),
    partsCostCents: cents().notNull(),
  },
  (t) => [index('invoice_figures_issued').on(t.issuedAt)],
);

/** The taxes of an invoice; percentages are thousandths. */
export const invoiceTaxes = table(
  'invoice_taxes',
  {
    invoiceId: invoiceId(),
    issuedAt: instant().notNull(),
    percent: count().notNull(),
    baseCents: cents().notNull(),
    taxCents: cents().notNull(),
  },
  (t) => [primaryKey({ columns: [t.invoiceId, t.percent] }), index('invoice_taxes_issued').on(t.issuedAt)],
);

/** The parts of an invoice, all its lines of a part together; revenue is before discounts, quantities are thousandths. */
export const invoiceParts = table(
  'invoice_parts',
  {
    invoiceId: invoiceId(),
    issuedAt: instant().notNull(),
    partId: ref()
      .notNull()
      .references(() => parts.id),
    quantity: count().notNull(),
    revenueCents: cents().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.invoiceId, t.partId] }),
    // All that the report of usage reads, part by part.
    index('invoice_parts_sold').on(t.partId, t.issuedAt, t.quantity, t.revenueCents),
  ],
);
