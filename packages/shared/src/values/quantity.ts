import * as z from 'zod';
import { hasDecimals, scaled } from './exact.ts';

/** The most decimals that a quantity may have. */
export const MAX_DECIMALS = 3;

/**
 * A quantity as the integer thousandths that the server stores and computes with.
 * @internal
 */
export const toThousandths = (quantity: number): number => scaled(quantity, MAX_DECIMALS);

/**
 * Thousandths as the number that callers see. The division is correctly rounded, so 300 is exactly the number 0.3.
 * @internal
 */
export const fromThousandths = (thousandths: number): number => thousandths / 1000;

/**
 * A number with at most `decimals` decimals.
 * @internal
 */
export function decimal(min: number, max: number, decimals: number) {
  return z
    .number()
    .min(min)
    .max(max)
    .refine((value) => hasDecimals(value, decimals), `Use at most ${decimals} decimals.`)
    .meta({ multipleOf: 10 ** -decimals });
}

/**
 * A quantity in an input. How many decimals it may have depends on the part.
 * @internal
 */
export const quantity = (min: number, max: number) => decimal(min, max, MAX_DECIMALS);

// Far above any real sum: it only gives the OpenAPI schema a bound.
const MAX_ANSWER = 1_000_000_000_000;

/**
 * A quantity in an output.
 * @internal
 */
export const Quantity = z.number().min(0).max(MAX_ANSWER).meta({ multipleOf: 0.001 });
/**
 * A signed change of a quantity in an output.
 * @internal
 */
export const SignedQuantity = z.number().min(-MAX_ANSWER).max(MAX_ANSWER).meta({ multipleOf: 0.001 });

/**
 * A percentage from 0 to 100 with at most 3 decimals.
 * @internal
 */
export const Percent = decimal(0, 100, 3);
