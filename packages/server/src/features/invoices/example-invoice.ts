import type * as shared from '@mechanic-shop/shared';
import { totalsOfLines } from '@mechanic-shop/shared';
import { EXAMPLE_NOW } from '../../core/docs.ts';
import { CUSTOMER, demoIds } from '../accounts/demo-people.ts';
import { DEMO_SETTINGS } from '../shop/demo-settings.ts';
import { ticket } from '../tickets/example-ticket.ts';

const { name, address, phone, email, taxNumber, language, documentNote } = DEMO_SETTINGS;

const fixedPrice = { sku: null, quantity: null, unit: null, unitPriceCents: null };
const suppliesLine: shared.InvoiceLine = {
  kind: 'supplies',
  job: null,
  description: 'Shop supplies',
  ...fixedPrice,
  amountCents: 110,
  discountCents: 0,
  taxPercent: 23,
};
const lines: shared.InvoiceLine[] = [
  {
    kind: 'labor',
    job: 'Diagnosis',
    description: 'Read the fault memory and report',
    ...fixedPrice,
    amountCents: 5_500,
    discountCents: 0,
    taxPercent: 13.5,
  },
  suppliesLine,
];
const totals = totalsOfLines(lines, 'exclusive');

/** An invoice of the demo shop, paid by its customer. */
export const invoice: shared.Invoice = {
  id: 56,
  number: 'INV-000056',
  ticketId: 64,
  status: 'paid',
  issuedAt: '2026-10-26T12:06:00.000Z',
  dueDate: '2026-11-09',
  currency: DEMO_SETTINGS.currency,
  taxMode: DEMO_SETTINGS.taxMode,
  shop: { name, address, phone, email, taxNumber, language, documentNote },
  customer: {
    id: demoIds.customer,
    ...CUSTOMER,
    company: null,
    address: '1 Ferryman’s Row, Dublin 8',
    taxExempt: false,
  },
  vehicle: { make: 'Audi', model: 'A4 (B9)', year: 2023, licensePlate: '231-MH-44573', vin: 'WAUZZZF4XPL962145' },
  mileage: 43_522,
  lines,
  totals,
  paidCents: totals.totalCents,
  balanceCents: 0,
  note: null,
  voided: null,
  version: 1,
};

function partLine(
  description: string,
  sku: string,
  { quantity, unitPriceCents }: { quantity: number; unitPriceCents: number },
): shared.InvoiceLine {
  const amountCents = quantity * unitPriceCents;
  const price = { quantity, unit: 'piece', unitPriceCents, amountCents, discountCents: 0, taxPercent: 23 };
  return { kind: 'part', job: null, description, sku, ...price };
}

const partLines: shared.InvoiceLine[] = [
  partLine('Cabin filter, charcoal, Hyundai i30 (GD)', 'CAF-I30G', { quantity: 1, unitPriceCents: 1_790 }),
  partLine('Refrigerant R1234yf, 100 g', 'ACR-1234-100', { quantity: 4, unitPriceCents: 2_190 }),
  { ...suppliesLine, amountCents: 211 },
];
const partTotals = totalsOfLines(partLines, 'exclusive');

/** What the example of `issue` creates in a fresh demo shop. */
export const issued: shared.Invoice = {
  ...invoice,
  id: 103,
  number: 'INV-000103',
  ticketId: 124,
  status: 'open',
  issuedAt: EXAMPLE_NOW,
  dueDate: '2026-12-04',
  customer: {
    ...invoice.customer,
    id: 44,
    firstName: 'Vytautas',
    lastName: 'Žukauskas',
    email: 'vytautas.zukauskas@example.com',
    address: '50 Ferryman’s Row, Bray',
  },
  vehicle: { make: 'Hyundai', model: 'i30 (GD)', year: 2015, licensePlate: '152-D-11083', vin: 'TMAD351B1FS994861' },
  mileage: 180_062,
  lines: partLines,
  totals: partTotals,
  paidCents: 0,
  balanceCents: partTotals.totalCents,
  note: 'Thank you for your visit.',
};

/** The ticket of `issued`, before. */
export const invoiceable: shared.Ticket = {
  ...ticket,
  id: issued.ticketId,
  customer: { id: 44, firstName: 'Vytautas', lastName: 'Žukauskas' },
  vehicle: null,
  description: 'The air conditioning smells musty and no longer cools.',
  status: 'completed',
  serviceDate: null,
  totals: partTotals,
  partsTotalCents: partTotals.partsCents,
  balanceCents: partTotals.totalCents,
  allowedStatuses: [],
  version: 8,
  createdAt: '2026-11-17T09:38:00.000Z',
  updatedAt: '2026-11-17T12:03:00.000Z',
  completedAt: '2026-11-17T12:03:00.000Z',
};
