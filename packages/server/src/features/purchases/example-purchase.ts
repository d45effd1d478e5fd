import type { PartRecord, Purchase } from '@mechanic-shop/shared';
import { EXAMPLE_NOW } from '../../core/docs.ts';

const supplier = { id: 1, name: 'Liffey Motor Factors' };

/** A purchase of the demo shop that has not arrived. */
export const ordered: Purchase = {
  id: 5,
  number: 'PO-000005',
  supplier,
  status: 'ordered',
  lines: [
    {
      id: 11,
      partId: 2,
      sku: 'OIL-5W30-1',
      name: 'Engine oil 5W-30',
      unit: 'l',
      quantity: 60,
      received: 0,
      unitCostCents: 655,
      totalCents: 39_300,
    },
    {
      id: 12,
      partId: 237,
      sku: 'BDR-A4B9',
      name: 'Brake disc rear, Audi A4 (B9)',
      unit: 'piece',
      quantity: 2,
      received: 0,
      unitCostCents: 3_185,
      totalCents: 6_370,
    },
  ],
  reference: 'LMF-88213',
  expectedOn: '2026-11-23',
  note: null,
  totalCents: 45_670,
  orderedAt: '2026-11-19T16:40:00.000Z',
  receivedAt: null,
  version: 2,
  createdAt: '2026-11-19T16:30:00.000Z',
};

/** What the example of `create` creates in a fresh demo shop. */
export const made: Purchase = {
  id: 7,
  number: 'PO-000007',
  supplier,
  status: 'draft',
  lines: [
    {
      id: 17,
      partId: 1,
      sku: 'OIL-0W20-1',
      name: 'Engine oil 0W-20',
      unit: 'l',
      quantity: 10,
      received: 0,
      unitCostCents: 735,
      totalCents: 7_350,
    },
  ],
  reference: null,
  expectedOn: null,
  note: null,
  totalCents: 7_350,
  orderedAt: null,
  receivedAt: null,
  version: 1,
  createdAt: EXAMPLE_NOW,
};

/** A part of the demo shop that is low. */
export const low: PartRecord = {
  id: 252,
  sku: 'BDF-C205',
  name: 'Brake disc front, Mercedes-Benz C 200 (W205)',
  priceCents: 7_390,
  unit: 'piece',
  decimals: 0,
  quantity: 0,
  reserved: 0,
  available: 0,
  active: true,
  version: 3,
  createdAt: '2026-09-25T12:11:00.000Z',
  updatedAt: '2026-11-11T12:53:00.000Z',
  costCents: 4_065,
  minQuantity: 2,
  maxQuantity: 8,
  supplierId: 1,
  location: 'F3-09',
  onOrder: 0,
  missing: 0,
};

/** What the example of `createFromReorder` creates then, with the first of its lines. */
export const reordered: Purchase = {
  ...made,
  id: 8,
  number: 'PO-000008',
  lines: [
    {
      id: 18,
      partId: low.id,
      sku: low.sku,
      name: low.name,
      unit: low.unit,
      quantity: 8,
      received: 0,
      unitCostCents: 4_065,
      totalCents: 32_520,
    },
  ],
  totalCents: 32_520,
};
