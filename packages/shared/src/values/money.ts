import * as z from 'zod';

/** The highest price or salary, in cents. */
export const MAX_CENTS = 10_000_000_000;
/**
 * An amount of money in integer cents, 0 to 10,000,000,000.
 * @internal
 */
export const Cents = z.int().min(0).max(MAX_CENTS);
