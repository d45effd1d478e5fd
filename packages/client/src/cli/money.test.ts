import { MAX_TOTAL_CENTS } from '@mechanic-shop/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMoney } from '../csv/read-money.ts';
import { showMoney } from './money.ts';

test.for([
  ['0', 0],
  ['120', 12000],
  ['120.2', 12020],
  ['120.25', 12025],
  ['1.15', 115],
  ['007.5', 750],
] as const)('%s is %i cents', ([typed, cents]) => {
  expect(readMoney(typed)).toBe(cents);
});

test.for(['', ' ', '1,5', '1.005', '.5', '1.', '-1', '+1', '1e3', '0x10', '1 000', 'Infinity', '9'.repeat(15), '１'])(
  '"%s" is no amount',
  (typed) => {
    expect(readMoney(typed)).toBeNull();
  },
);

test('every amount reads back as it is shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_TOTAL_CENTS }), (cents) => readMoney(showMoney(cents)) === cents),
  );
  expect(showMoney(5)).toBe('0.05');
});
