import type { PartRecord, Purchase, Supplier } from '@mechanic-shop/shared';
import { part } from './samples.ts';

// Rows as the server returns them, for tests.
const createdAt = '2026-11-20T09:30:00.000Z';

export const supplier: Supplier = {
  id: 3,
  name: 'Liffey Motor Factors',
  email: 'orders@liffey.example',
  phone: '+353 20 911 0134',
  address: 'Unit 14',
  note: 'Twice a day',
  externalId: null,
  active: true,
  version: 2,
  createdAt,
};

export const record: PartRecord = {
  ...part,
  costCents: 7_850,
  minQuantity: 4,
  maxQuantity: 12,
  supplierId: supplier.id,
  location: 'A1-03',
  onOrder: 6,
  missing: 1,
};

export const purchase: Purchase = {
  id: 31,
  number: 'PO-000031',
  supplier: { id: supplier.id, name: supplier.name },
  status: 'partly_received',
  lines: [
    {
      id: 61,
      partId: part.id,
      sku: part.sku,
      name: part.name,
      unit: 'piece',
      quantity: 8,
      received: 2,
      unitCostCents: 7_850,
      totalCents: 62_800,
    },
    {
      id: 62,
      partId: 8,
      sku: null,
      name: 'Engine oil',
      unit: 'l',
      quantity: 20.5,
      received: 0,
      unitCostCents: null,
      totalCents: 0,
    },
  ],
  reference: 'LMF-88213',
  expectedOn: '2026-11-24',
  note: 'Call first',
  totalCents: 62_800,
  orderedAt: createdAt,
  receivedAt: null,
  version: 4,
  createdAt,
};
