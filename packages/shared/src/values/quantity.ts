import * as z from 'zod';
import { MAX_DECIMALS, hasDecimals } from './exact.ts';

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
 * The hours of a labor line in an output.
 * @internal
 */
export const SoldHours = z.number().min(0).max(1000).meta({ multipleOf: 0.01 });

/**
 * A percentage from 0 to 100 with at most 3 decimals.
 * @internal
 */
export const Percent = decimal(0, 100, 3);
