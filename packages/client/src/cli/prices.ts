import type { Discount } from '@mechanic-shop/shared';
import { InvalidArgumentError } from 'commander';
import { field, moneyOf } from './fields.ts';
import { showMoney } from './money.ts';

/** Parses a percentage from 0 to 100, with or without its sign; null if it is not one. */
function readPercent(typed: string): number | null {
  const [, digits] = /^(\d{1,3}(?:\.\d{1,3})?) ?%?$/.exec(typed) ?? [];
  const percent = Number(digits);
  return percent <= 100 ? percent : null;
}

/** A percentage: `13.5` or `13.5%`. */
export function percent(flags: string, about: string) {
  return field(flags, about, (typed) => {
    const found = readPercent(typed);
    if (found === null) throw new InvalidArgumentError('Type a percentage from 0 to 100, like 13.5.');
    return found;
  });
}

function readDiscount(typed: string): Discount {
  const percent = typed.endsWith('%') ? readPercent(typed) : null;
  if (percent !== null && percent > 0) return { kind: 'percent', percent };
  const amountCents = typed.endsWith('%') ? 0 : moneyOf(typed);
  if (amountCents === 0) throw new InvalidArgumentError('Type a discount like 10% or 25.00.');
  return { kind: 'amount', amountCents };
}

/** A discount: `10%` or an amount. */
export const discount = (flags: string, about: string) => field(flags, about, readDiscount);

/** A discount, or `none` to take it away. */
export function discountOrNone(flags: string, about: string) {
  return field(flags, about, (typed): Discount | null => (typed === 'none' ? null : readDiscount(typed)));
}

/** A discount for people: `10%` or `25.00`. */
export function showDiscount(discount: Discount): string {
  return discount.kind === 'percent' ? `${discount.percent}%` : showMoney(discount.amountCents);
}

/** A quantity with its unit; pieces are only counted. */
export const showQuantity = (quantity: number, unit: string): string =>
  unit === 'piece' ? String(quantity) : `${quantity} ${unit}`;
