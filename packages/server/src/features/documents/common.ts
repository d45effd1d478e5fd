import type { Estimate, Invoice, Totals } from '@mechanic-shop/shared';
import type { PdfFact, PdfNote, PdfSize, PdfTotal } from '../../platform/pdf/content.ts';
import type { Formats } from './formats.ts';
import { type Texts, filled } from './texts.ts';

/** What a document is written with. */
export interface Writing {
  texts: Texts;
  formats: Formats;
}

const LETTER = new Set(['USD', 'CAD']);

export const sizeFor = (currency: string): PdfSize => (LETTER.has(currency) ? 'LETTER' : 'A4');

type Sender = Pick<Invoice['shop'], 'name' | 'address' | 'phone' | 'email' | 'taxNumber'>;

/** The shop at the top of a document. */
export function senderLines(shop: Sender, texts: Texts): string[] {
  const labelled = (label: string, value: string | null) => (value === null ? [] : [`${label}: ${value}`]);
  return [
    shop.name,
    ...(shop.address === null ? [] : [shop.address]),
    ...labelled(texts.phone, shop.phone),
    ...labelled(texts.email, shop.email),
    ...labelled(texts.taxNumber, shop.taxNumber),
  ];
}

type Recipient = Pick<Invoice['customer'], 'firstName' | 'lastName' | 'company' | 'address'>;

export function recipientLines({ firstName, lastName, company, address }: Recipient): string[] {
  return [company, `${firstName} ${lastName}`, address].filter((line) => line !== null);
}

export function vehicleFacts(vehicle: Invoice['vehicle'], texts: Texts): PdfFact[] {
  if (vehicle === null) return [];
  const { make, model, year, licensePlate, vin } = vehicle;
  return [
    { label: texts.vehicle, value: `${make} ${model} (${year})` },
    ...(licensePlate === null ? [] : [{ label: texts.licensePlate, value: licensePlate }]),
    ...(vin === null ? [] : [{ label: texts.vin, value: vin }]),
  ];
}

/** A quantity with its unit, in the language of the document where the program named the unit. */
export function quantityCell(quantity: number | null, unit: string | null, { texts, formats }: Writing): string {
  if (quantity === null) return '';
  if (unit === null) return formats.quantity(quantity);
  // A shop's own unit may be called like a member that every object has.
  const name = Object.hasOwn(texts.units, unit) ? texts.units[unit] : unit;
  return `${formats.quantity(quantity)} ${name}`.trimEnd();
}

function taxRows({ netCents, taxes }: Totals, taxed: string, { texts, formats }: Writing): PdfTotal[] {
  const rows = taxes.map(({ percent, baseCents, taxCents }) => ({
    label: filled(taxed, { percent: formats.percent(percent), base: formats.money(baseCents) }),
    value: formats.money(taxCents),
    strong: false,
  }));
  const untaxed = netCents - taxes.reduce((sum, { baseCents }) => sum + baseCents, 0);
  if (untaxed === 0 || taxes.length === 0) return rows;
  const label = filled(texts.untaxed, { base: formats.money(untaxed) });
  return [...rows, { label, value: formats.money(0), strong: false }];
}

/** The sums of a document; those that are zero are left out. */
export function totalRows(totals: Totals, taxMode: Estimate['taxMode'], writing: Writing): PdfTotal[] {
  const { texts, formats } = writing;
  const row = (label: string, cents: number, strong: boolean) => ({ label, value: formats.money(cents), strong });
  const parts = [
    [texts.labor, totals.laborCents],
    [texts.parts, totals.partsCents],
    [texts.sublet, totals.subletCents],
    [texts.fees, totals.feesCents],
    [texts.supplies, totals.suppliesCents],
    [texts.discount, -totals.discountCents],
  ] as const;
  const sums = parts.flatMap(([label, cents]) => (cents === 0 ? [] : [row(label, cents, false)]));
  const net = row(texts.net, totals.netCents, false);
  const total = row(texts.total, totals.totalCents, true);
  return taxMode === 'exclusive'
    ? [...sums, net, ...taxRows(totals, texts.taxOn, writing), total]
    : [...sums, total, net, ...taxRows(totals, texts.taxIn, writing)];
}

interface Notes {
  taxMode: Estimate['taxMode'];
  taxExempt: boolean;
  documentNote: string | null;
}

/** What stands below the sums of every document. */
export function commonNotes({ taxMode, taxExempt, documentNote }: Notes, { texts }: Writing): PdfNote[] {
  return [
    ...(taxExempt ? [{ title: null, text: texts.taxExempt }] : []),
    ...(taxMode === 'inclusive' ? [{ title: null, text: texts.pricesWithTax }] : []),
    ...(documentNote === null ? [] : [{ title: null, text: documentNote }]),
  ];
}
