import type { Purchase } from '@mechanic-shop/client';
import { expect, test } from 'vitest';
import { purchaseOf, typedPurchase } from './typed.ts';

const line = { id: 1, sku: null, unit: 'piece', received: 0, totalCents: 0 };
const purchase: Purchase = {
  id: 5,
  number: 'PO-000005',
  supplier: { id: 2, name: 'Liffey' },
  status: 'draft',
  lines: [
    { ...line, partId: 7, name: 'Oil', quantity: 4.5, unitCostCents: 655 },
    { ...line, id: 2, partId: 8, name: 'Filter', quantity: 1, unitCostCents: null },
  ],
  reference: 'Q-17',
  expectedOn: '2026-11-30',
  note: null,
  totalCents: 2948,
  orderedAt: null,
  receivedAt: null,
  version: 3,
  createdAt: '2026-11-20T10:00:00.000Z',
};
const input = {
  supplierId: 2,
  lines: [
    { partId: 7, quantity: 4.5, unitCostCents: 655 },
    { partId: 8, quantity: 1 },
  ],
  reference: 'Q-17',
  expectedOn: '2026-11-30',
  note: null,
};

test('a purchase is typed as texts and read back, without a cost as the cost of the part', () => {
  expect(purchaseOf(typedPurchase(purchase))).toEqual(input);
});

test('without a supplier, without lines, or with a line that is not valid there is nothing to save', () => {
  const typed = typedPurchase(purchase);
  const oil = typed.lines[0]!;
  for (const wrong of [
    { supplierId: '' },
    { lines: [] },
    { lines: [{ ...oil, quantity: 'x' }] },
    { lines: [{ ...oil, cost: '1.234' }] },
  ])
    expect(purchaseOf({ ...typed, ...wrong })).toBeUndefined();
});
