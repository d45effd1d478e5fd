import type { Invoice, Payment } from '@mechanic-shop/shared';
import { fullTicket } from './work-samples.ts';

const fixedPrice = { sku: null, quantity: null, unit: null, unitPriceCents: null };

export const invoice: Invoice = {
  id: 71,
  number: 'INV-000042',
  ticketId: 13,
  status: 'open',
  issuedAt: '2026-11-20T09:30:00.000Z',
  dueDate: '2026-12-04',
  currency: 'EUR',
  taxMode: 'exclusive',
  shop: {
    name: 'Byrne Motors',
    address: null,
    phone: null,
    email: null,
    taxNumber: 'IE1234567T',
    language: 'en',
    documentNote: null,
  },
  customer: {
    id: 5,
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: null,
    address: '1 Analytical Way\nLondon',
    email: 'ada@example.com',
    taxExempt: false,
  },
  vehicle: { make: 'Ford', model: 'Focus', year: 2020, licensePlate: 'AB-123', vin: null },
  mileage: 84_012,
  lines: [
    {
      kind: 'part',
      job: 'Oil service',
      description: 'Engine oil 5W-30',
      sku: 'OIL-5W30',
      quantity: 4.3,
      unit: 'l',
      unitPriceCents: 899,
      amountCents: 3866,
      discountCents: 387,
      taxPercent: 23,
    },
    {
      kind: 'labor',
      job: 'Oil service',
      description: 'Change the oil',
      sku: null,
      quantity: 0.75,
      unit: 'h',
      unitPriceCents: 9000,
      amountCents: 6750,
      discountCents: 675,
      taxPercent: 13.5,
    },
    {
      kind: 'supplies',
      job: null,
      description: 'Shop supplies',
      ...fixedPrice,
      amountCents: 743,
      discountCents: 0,
      taxPercent: 23,
    },
  ],
  totals: fullTicket.totals,
  paidCents: 20_000,
  balanceCents: 33_265,
  note: 'See you soon.',
  voided: null,
  version: 1,
};

export const voided: Invoice = {
  ...invoice,
  status: 'void',
  paidCents: 0,
  balanceCents: 0,
  voided: {
    at: '2026-11-21T09:30:00.000Z',
    by: { id: 1, firstName: 'Olga', lastName: 'Owner' },
    reason: 'Wrong customer',
  },
  version: 2,
};

export const payment: Payment = {
  id: 81,
  ticketId: 13,
  kind: 'payment',
  method: 'card',
  amountCents: 20_000,
  refundOf: null,
  reference: 'Slip 4711',
  note: null,
  receivedAt: '2026-11-20T09:30:00.000Z',
  by: { id: 4, firstName: 'Grace', lastName: 'Hopper' },
};

export const refund: Payment = {
  ...payment,
  id: 82,
  kind: 'refund',
  amountCents: 2_500,
  refundOf: 81,
  reference: null,
  note: 'Goodwill',
};
