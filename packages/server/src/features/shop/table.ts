import type { OpeningHours } from '@mechanic-shop/shared';
import { cents, count, flag, instant, key, oneOf, table, text } from '../../platform/db/columns.ts';

const workday = [{ from: '08:00', to: '17:00' }];

/** The opening hours until someone changes them. */
export const DEFAULT_HOURS: OpeningHours = {
  monday: workday,
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: [],
  sunday: [],
};

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
  /** As JSON. */
  openingHours: text().notNull().default(JSON.stringify(DEFAULT_HOURS)),
  /** As JSON. */
  closures: text().notNull().default('[]'),
  version: count().notNull(),
  updatedAt: instant().notNull(),
});
