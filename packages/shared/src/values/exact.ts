// Products of safe integers can exceed 2^53: those are computed with BigInt, all others with numbers.

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

/**
 * Whether a number has at most `decimals` decimals, as JSON shows it.
 * @internal
 */
export function hasDecimals(value: number, decimals: number): boolean {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor === value;
}
