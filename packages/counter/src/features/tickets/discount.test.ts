import { expect, test } from 'vitest';
import { discountOf, typedDiscount } from './discount.tsx';

test.each([null, { kind: 'percent' as const, percent: 12.5 }, { kind: 'amount' as const, amountCents: 1999 }])(
  'the discount %j is typed and read back',
  (discount) => {
    expect(discountOf(typedDiscount(discount))).toEqual(discount);
  },
);

test.each([
  ['percent', '0'],
  ['percent', '100.1'],
  ['percent', ''],
  ['amount', '0'],
  ['amount', 'x'],
])('a discount of %s %j is not valid', (discountKind, discountValue) => {
  expect(discountOf({ discountKind, discountValue })).toBeUndefined();
});
