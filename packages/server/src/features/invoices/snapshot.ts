import {
  type Customer,
  type Invoice,
  type InvoiceLine,
  MAX_TOTAL_CENTS,
  type MileageUnit,
  type PricedLine,
  type Shop,
  type Ticket,
  partCents,
  pricingOf,
} from '@mechanic-shop/shared';
import { invalidInput } from '../../core/errors.ts';

/** What an invoice froze. Later versions that store more raise `schema`; a stored snapshot is never rewritten. */
export interface Snapshot extends Pick<
  Invoice,
  'currency' | 'taxMode' | 'shop' | 'customer' | 'vehicle' | 'mileage' | 'lines' | 'totals' | 'note'
> {
  schema: 1 | 2;
  /** What the lines of parts cost the shop, in their order; it is for reports only. From version 2. */
  costs?: readonly LineCost[];
  /** For documents: when the work was completed, the zone of their dates, and the unit of `mileage`. ISO 8601. */
  suppliedAt: string | null;
  timeZone: string;
  mileageUnit: MileageUnit;
}

/** What a unit of a line's part cost the shop when the invoice was issued; null if unknown. */
export interface LineCost {
  partId: number;
  unitCostCents: number | null;
}

/** The costs of parts by their ids. */
export type PartCosts = ReadonlyMap<number, number | null>;

const suppliesNames: Readonly<Record<string, string>> = {
  de: 'Kleinmaterial',
  en: 'Shop supplies',
};
function suppliesName(language: string): string {
  return suppliesNames[language.split('-')[0] ?? ''] ?? 'Shop supplies';
}

/** What a line says besides its price. */
type Said = Pick<InvoiceLine, 'description' | 'sku' | 'quantity' | 'unit' | 'unitPriceCents'>;

const fixedPrice = { sku: null, quantity: null, unit: null, unitPriceCents: null };

function saidOf({ kind, id }: PricedLine, { parts, labor, extras }: Ticket): Said {
  const isIt = (line: { id: number }): boolean => line.id === id;
  if (kind === 'part') {
    const part = found(parts.find(isIt));
    const { name: description, sku, quantity, unit, unitPriceCents } = part;
    return { description, sku, quantity, unit, unitPriceCents };
  }
  if (kind === 'labor') {
    const { description, hours, rateCents } = found(labor.find(isIt));
    if (hours === null) return { description, ...fixedPrice };
    return { description, sku: null, quantity: hours, unit: 'h', unitPriceCents: rateCents };
  }
  return { description: found(extras.find(isIt)).description, ...fixedPrice };
}

function found<T>(line: T | undefined): T {
  if (line === undefined) throw new Error('A priced line is not on its ticket.');
  return line;
}

/** The lines in the order of the totals: parts, labor and extras by id, then supplies. */
function linesOf(ticket: Ticket, shop: Shop, pricing: ReturnType<typeof pricingOf>): InvoiceLine[] {
  const jobs = new Map(ticket.jobs.map(({ id, name }) => [id, name]));
  const lines = pricing.lines.map((line): InvoiceLine => {
    const { kind, jobId, amountCents, discountCents, taxPercent } = line;
    const job = jobId === null ? null : (jobs.get(jobId) ?? null);
    return { kind, job, ...saidOf(line, ticket), amountCents, discountCents, taxPercent };
  });
  const { suppliesCents, suppliesPercent } = pricing;
  if (suppliesCents === 0) return lines;
  const supplies: InvoiceLine = {
    kind: 'supplies',
    job: null,
    description: suppliesName(shop.language),
    ...fixedPrice,
    amountCents: suppliesCents,
    discountCents: 0,
    taxPercent: suppliesPercent,
  };
  return [...lines, supplies];
}

/** What the lines of parts cost, in the order in which they are listed. */
function costsOf({ parts }: Ticket, pricing: ReturnType<typeof pricingOf>, costs: PartCosts): LineCost[] {
  return pricing.lines
    .filter(({ kind }) => kind === 'part')
    .map(({ id }) => {
      const { partId } = found(parts.find((line) => line.id === id));
      return { partId, unitCostCents: costs.get(partId) ?? null };
    });
}

/** The cost of all parts, rounded line by line; an unknown cost counts 0. */
export function partsCostOf({ lines, costs = [] }: Pick<Snapshot, 'lines' | 'costs'>): number {
  const ofParts = lines.filter(({ kind }) => kind === 'part');
  return ofParts.reduce((sum, { quantity }, at) => sum + partCents(quantity ?? 0, costs[at]?.unitCostCents ?? 0), 0);
}

function vehicleOf({ vehicle }: Ticket): Invoice['vehicle'] {
  if (!vehicle) return null;
  const { make, model, year, licensePlate, vin } = vehicle;
  return { make, model, year, licensePlate, vin };
}

interface Frozen {
  customer: Customer;
  shop: Shop;
  costs: PartCosts;
  note: string | null;
}

/** Freezes a ticket, its customer, the shop and the costs of its parts as they are now. */
export function snapshotOf(ticket: Ticket, { customer, shop, costs, note }: Frozen): Snapshot {
  const pricing = pricingOf(ticket, { ...shop, taxExempt: customer.taxExempt });
  if (pricing.isCut) {
    throw invalidInput(
      ['ticketId'],
      `An invoice is at most ${MAX_TOTAL_CENTS} cents: lower the ticket's prices first.`,
    );
  }
  const { name, address, phone, email, taxNumber, language, documentNote } = shop;
  const { id, firstName, lastName, company, taxExempt } = customer;
  return {
    schema: 2,
    costs: costsOf(ticket, pricing, costs),
    suppliedAt: ticket.completedAt,
    timeZone: shop.timeZone,
    mileageUnit: ticket.vehicle?.mileageUnit ?? shop.mileageUnit,
    currency: shop.currency,
    taxMode: shop.taxMode,
    shop: { name, address, phone, email, taxNumber, language, documentNote },
    customer: { id, firstName, lastName, company, address: customer.address, email: customer.email, taxExempt },
    vehicle: vehicleOf(ticket),
    mileage: ticket.mileageOut ?? ticket.mileageIn,
    lines: linesOf(ticket, shop, pricing),
    totals: pricing.totals,
    note,
  };
}

/** A stored snapshot. */
export const readSnapshot = (text: string): Snapshot => JSON.parse(text) as Snapshot;
