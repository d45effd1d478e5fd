import { cents, count, flag, instant, key, oneOf, table, text } from '../../platform/db/columns.ts';

/** The shop's settings: one row, whose id is 1. Percentages are in thousandths. */
export const shopSettings = table('shop_settings', {
  id: key(),
  name: text().notNull(),
  address: text(),
  phone: text(),
  email: text(),
  taxNumber: text(),
  currency: text().notNull(),
  timeZone: text().notNull(),
  language: text().notNull(),
  mileageUnit: oneOf('km', 'mi').notNull(),
  laborRateCents: cents().notNull(),
  taxMode: oneOf('exclusive', 'inclusive').notNull(),
  partsTax: count().notNull(),
  laborTax: count().notNull(),
  subletTax: count().notNull(),
  feesTax: count().notNull(),
  /** Null: no supplies. */
  suppliesPercent: count(),
  suppliesCapCents: cents(),
  approvalRequired: flag().notNull(),
  estimateDays: count().notNull(),
  paymentDays: count().notNull(),
  invoicePrefix: text().notNull(),
  documentNote: text(),
  version: count().notNull(),
  updatedAt: instant().notNull(),
});
