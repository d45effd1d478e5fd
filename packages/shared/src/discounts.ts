import * as z from 'zod';
import { MAX_CENTS } from './values/money.ts';
import { decimal } from './values/quantity.ts';

/** A discount on a job or a ticket: a percentage from 0.001 to 100 with at most 3 decimals, or integer cents. */
export type Discount = { kind: 'percent'; percent: number } | { kind: 'amount'; amountCents: number };
/** @internal */
export const PercentDiscount = z.strictObject({ kind: z.literal('percent'), percent: decimal(0.001, 100, 3) });
/** @internal */
export const AmountDiscount = z.strictObject({
  kind: z.literal('amount'),
  amountCents: z.int().min(1).max(MAX_CENTS),
});
/** @internal */
export const Discount = z.discriminatedUnion('kind', [PercentDiscount, AmountDiscount]);
