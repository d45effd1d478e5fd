import type { Estimate, Invoice, InvoiceLine } from '@mechanic-shop/shared';
import type { EstimatePrint } from '../estimate.ts';

const shop = {
  name: 'Liffey Motors',
  address: '12 Bachelors Walk\nDublin 1\nD01 X2Y3',
  phone: '+353 1 555 0100',
  email: 'desk@liffey.example',
  taxNumber: 'IE1234567T',
  language: 'en-IE',
  documentNote: 'Thank you for your business. IBAN IE29 AIBK 9311 5212 3456 78.',
};

const fixed = { sku: null, quantity: null, unit: null, unitPriceCents: null };

const lines: InvoiceLine[] = [
  {
    kind: 'part',
    job: 'Front brakes',
    description: 'Brake pads, front',
    sku: 'BP-204',
    quantity: 1,
    unit: 'piece',
    unitPriceCents: 12_000,
    amountCents: 12_000,
    discountCents: 1200,
    taxPercent: 23,
  },
  {
    kind: 'part',
    job: null,
    description: 'Engine oil 5W-30',
    sku: 'OIL-5W30',
    quantity: 4.5,
    unit: 'l',
    unitPriceCents: 1250,
    amountCents: 5625,
    discountCents: 0,
    taxPercent: 23,
  },
  {
    kind: 'labor',
    job: 'Front brakes',
    description: 'Replace pads and discs',
    sku: null,
    quantity: 1.5,
    unit: 'h',
    unitPriceCents: 9000,
    amountCents: 13_500,
    discountCents: 1350,
    taxPercent: 13.5,
  },
  {
    kind: 'labor',
    job: null,
    description: 'Oil change',
    ...fixed,
    amountCents: 4000,
    discountCents: 0,
    taxPercent: 13.5,
  },
  {
    kind: 'sublet',
    job: 'Front brakes',
    description: 'Disc skimming',
    ...fixed,
    amountCents: 5000,
    discountCents: 500,
    taxPercent: 23,
  },
  { kind: 'fee', job: null, description: 'Oil disposal', ...fixed, amountCents: 350, discountCents: 0, taxPercent: 0 },
  {
    kind: 'supplies',
    job: null,
    description: 'Shop supplies',
    ...fixed,
    amountCents: 702,
    discountCents: 0,
    taxPercent: 23,
  },
];

/** An invoice of an Irish shop whose sums agree, with what a test says differently. */
export function sampleInvoice(given: Partial<Invoice> = {}): Invoice {
  return {
    id: 12,
    number: 'INV-000012',
    ticketId: 34,
    status: 'open',
    issuedAt: '2026-11-20T23:30:00.000Z',
    dueDate: '2026-12-04',
    currency: 'EUR',
    taxMode: 'exclusive',
    shop,
    customer: {
      id: 5,
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: 'Analytical Engines Ltd',
      address: '1 Byron Road\nCork',
      email: 'ada@example.com',
      taxExempt: false,
    },
    vehicle: { make: 'Toyota', model: 'Corolla', year: 2019, licensePlate: '191-D-12345', vin: 'JTDBR32E720123456' },
    mileage: 84_210,
    lines,
    totals: {
      laborCents: 17_500,
      partsCents: 17_625,
      subletCents: 5000,
      feesCents: 350,
      suppliesCents: 702,
      discountCents: 3050,
      netCents: 38_127,
      taxes: [
        { percent: 23, baseCents: 21_627, taxCents: 4974 },
        { percent: 13.5, baseCents: 16_150, taxCents: 2180 },
      ],
      taxCents: 7154,
      totalCents: 45_281,
    },
    paidCents: 10_000,
    balanceCents: 35_281,
    note: 'Check the rear pads at the next service.',
    voided: null,
    version: 1,
    ...given,
  };
}

/** An estimate of the same shop. */
export function sampleEstimate(given: Partial<Estimate> = {}): Estimate {
  return {
    id: 3,
    ticketId: 34,
    number: 2,
    status: 'sent',
    message: 'We found worn brakes.',
    currency: 'EUR',
    taxMode: 'exclusive',
    jobs: [
      {
        jobId: 7,
        name: 'Front brakes',
        description: 'Pads are down to 2 mm.',
        labor: [{ description: 'Replace pads and discs', hours: 1.5, totalCents: 13_500 }],
        parts: [
          {
            name: 'Brake pads, front',
            sku: 'BP-204',
            unit: 'piece',
            quantity: 1,
            unitPriceCents: 12_000,
            totalCents: 12_000,
          },
        ],
        extras: [{ kind: 'sublet', description: 'Disc skimming', amountCents: 5000 }],
        discountCents: 3050,
        netCents: 27_450,
        decision: null,
      },
      {
        jobId: 8,
        name: 'Oil change',
        description: null,
        labor: [{ description: 'Oil change', hours: null, totalCents: 4000 }],
        parts: [],
        extras: [],
        discountCents: 0,
        netCents: 4000,
        decision: null,
      },
    ],
    totals: {
      laborCents: 17_500,
      partsCents: 12_000,
      subletCents: 5000,
      feesCents: 0,
      suppliesCents: 0,
      discountCents: 3050,
      netCents: 31_450,
      taxes: [
        { percent: 23, baseCents: 15_300, taxCents: 3519 },
        { percent: 13.5, baseCents: 16_150, taxCents: 2180 },
      ],
      taxCents: 5699,
      totalCents: 37_149,
    },
    sentBy: null,
    sentAt: '2026-11-20T09:30:00.000Z',
    expiresAt: '2026-12-05T00:00:00.000Z',
    viewedAt: null,
    answer: null,
    ...given,
  };
}

/** What stands around it. */
export function samplePrint(given: Partial<EstimatePrint['shop']> = {}): EstimatePrint {
  return {
    shop: { ...shop, timeZone: 'Europe/Dublin', ...given },
    customer: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: null,
      address: '1 Byron Road\nCork',
      taxExempt: false,
    },
    vehicle: { make: 'Toyota', model: 'Corolla', year: 2019, licensePlate: '191-D-12345', vin: null },
  };
}
