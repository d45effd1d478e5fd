import { hasDecimals } from '@mechanic-shop/shared';
import { invalidInput } from '../../core/errors.ts';

/** The smallest quantity of a part with so many decimals, in thousandths. */
export const stepOf = (decimals: number): number => 10 ** (3 - decimals);

/** Rejects a quantity with more decimals than the part has. */
export function assertDecimals(quantity: number, decimals: number, ...path: (string | number)[]): void {
  if (hasDecimals(quantity, decimals)) return;
  throw invalidInput(
    path,
    decimals === 0 ? 'This part is counted in whole units: use a whole number.' : `Use at most ${decimals} decimals.`,
  );
}
