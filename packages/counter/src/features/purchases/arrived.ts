import type { PurchaseLine, RouterInputs } from '@mechanic-shop/client';
import { parseDecimal } from '../../app/format.tsx';

/** What was typed for lines, by their ids; a line without a text has arrived whole. */
export type TypedArrivals = Readonly<Record<number, string>>;

type Arrivals = NonNullable<RouterInputs['purchases']['receive']['lines']>;

/** What is left of a line, as a number of at most three decimals. */
export function leftOf({ quantity, received }: Pick<PurchaseLine, 'quantity' | 'received'>): number {
  return Math.round((quantity - received) * 1000) / 1000;
}

/** What arrives; undefined while a quantity is not valid, or if nothing arrives. */
export function arrivalsOf(lines: readonly PurchaseLine[], typed: TypedArrivals): Arrivals | undefined {
  const arrivals = lines.map((line) => {
    const text = typed[line.id];
    return { lineId: line.id, quantity: text === undefined ? leftOf(line) : text === '' ? 0 : parseDecimal(text) };
  });
  const valid = arrivals.flatMap(({ lineId, quantity }) => (quantity === undefined ? [] : [{ lineId, quantity }]));
  const some = valid.filter(({ quantity }) => quantity !== 0);
  return valid.length < arrivals.length || some.length === 0 ? undefined : some;
}
