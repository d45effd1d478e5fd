import * as z from 'zod';
import { Count } from './values/input.ts';
import { Percent } from './values/quantity.ts';

/** One tax rate of a ticket. */
export interface TaxTotal {
  /** The rate: above 0, at most 3 decimals. */
  percent: number;
  /** The taxed amount, without the tax. Integer cents. */
  baseCents: number;
  /** Integer cents. */
  taxCents: number;
}

/**
 * The totals of a ticket, in integer cents. Labor, parts, sublet, fees and supplies are before discounts; declined jobs
 * do not count. With exclusive prices, the total is their sum minus the discount plus the tax. With inclusive prices,
 * the total is their sum minus the discount, and contains the tax.
 */
export interface Totals {
  laborCents: number;
  partsCents: number;
  subletCents: number;
  feesCents: number;
  suppliesCents: number;
  discountCents: number;
  /** Without tax. */
  netCents: number;
  /** One entry per rate above 0 that applies, highest rate first. */
  taxes: TaxTotal[];
  taxCents: number;
  totalCents: number;
}
/** @internal */
export const Totals: z.ZodType<Totals> = z.object({
  laborCents: Count,
  partsCents: Count,
  subletCents: Count,
  feesCents: Count,
  suppliesCents: Count,
  discountCents: Count,
  netCents: Count,
  taxes: z.array(z.object({ percent: Percent, baseCents: Count, taxCents: Count })),
  taxCents: Count,
  totalCents: Count,
});
