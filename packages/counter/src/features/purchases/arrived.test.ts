import type { PurchaseLine } from '@mechanic-shop/client';
import { expect, test } from 'vitest';
import { arrivalsOf, leftOf } from './arrived.ts';

const line: PurchaseLine = {
  id: 1,
  partId: 7,
  sku: null,
  name: 'Oil',
  unit: 'l',
  quantity: 0.3,
  received: 0.1,
  unitCostCents: null,
  totalCents: 0,
};
const whole: PurchaseLine = { ...line, id: 2, quantity: 4, received: 0 };
const done: PurchaseLine = { ...line, id: 3, quantity: 2, received: 2 };

test('what is left is exact', () => {
  expect(leftOf(line)).toBe(0.2);
});

test('everything that is left arrives, unless something else is typed', () => {
  const all = [line, whole, done];
  expect(arrivalsOf(all, {})).toEqual([
    { lineId: 1, quantity: 0.2 },
    { lineId: 2, quantity: 4 },
  ]);
  expect(arrivalsOf(all, { 1: '', 2: '1,5' })).toEqual([{ lineId: 2, quantity: 1.5 }]);
});

test('nothing is received of what is not valid, or when nothing arrives', () => {
  expect(arrivalsOf([line, whole], { 1: 'x' })).toBeUndefined();
  expect(arrivalsOf([line, whole], { 1: '0', 2: '' })).toBeUndefined();
});
