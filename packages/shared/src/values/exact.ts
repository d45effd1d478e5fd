// Products of safe integers can exceed 2^53: those are computed with BigInt, all others with numbers.

/**
 * The highest total of a ticket, in cents.
 * @internal
 */
export const MAX_TOTAL_CENTS = 9_000_000_000_000_000;

/** The exact quotient and remainder of `a × b / divisor`. All are integers, none is negative. */
function divided(a: number, b: number, divisor: number): { quotient: number; remainder: number } {
  const product = a * b;
  if (Number.isSafeInteger(product)) {
    const remainder = product % divisor;
    return { quotient: (product - remainder) / divisor, remainder };
  }
  const exact = BigInt(a) * BigInt(b);
  return { quotient: Number(exact / BigInt(divisor)), remainder: Number(exact % BigInt(divisor)) };
}

/**
 * `a × b / divisor`, rounded down.
 * @internal
 */
export const floorOf = (a: number, b: number, divisor: number): number => divided(a, b, divisor).quotient;

/**
 * The remainder of `a × b / divisor`.
 * @internal
 */
export const remainderOf = (a: number, b: number, divisor: number): number => divided(a, b, divisor).remainder;

/**
 * `a × b / divisor`, rounded half up. Nothing here is negative, so this is half away from zero.
 * @internal
 */
export function roundedOf(a: number, b: number, divisor: number): number {
  const { quotient, remainder } = divided(a, b, divisor);
  return remainder >= divisor - remainder ? quotient + 1 : quotient;
}

/**
 * A number with at most `decimals` decimals as an integer of its smallest unit: `scaled(0.3, 3)` is 300.
 * @internal
 */
export const scaled = (value: number, decimals: number): number => Math.round(value * 10 ** decimals);

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
 * Whether a number has at most `decimals` decimals, as JSON shows it.
 * @internal
 */
export function hasDecimals(value: number, decimals: number): boolean {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor === value;
}
