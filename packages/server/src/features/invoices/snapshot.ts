import {
  type Customer,
  type Invoice,
  type InvoiceLine,
  MAX_TOTAL_CENTS,
  type MileageUnit,
  type PricedLine,
  type Shop,
  type Ticket,
  pricingOf,
} from '@mechanic-shop/shared';
import { invalidInput } from '../../core/errors.ts';

/** What an invoice froze. Later versions that store more raise `schema`; a stored snapshot is never rewritten. */
export interface Snapshot extends Pick<
  Invoice,
  'currency' | 'taxMode' | 'shop' | 'customer' | 'vehicle' | 'mileage' | 'lines' | 'totals' | 'note'
> {
  schema: 1;
  /** For documents: when the work was completed, the zone of their dates, and the unit of `mileage`. ISO 8601. */
  suppliedAt: string | null;
  timeZone: string;
  mileageUnit: MileageUnit;
}

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

function vehicleOf({ vehicle }: Ticket): Invoice['vehicle'] {
  if (!vehicle) return null;
  const { make, model, year, licensePlate, vin } = vehicle;
  return { make, model, year, licensePlate, vin };
}

/** Freezes a ticket, its customer and the shop as they are now. */
export function snapshotOf(ticket: Ticket, customer: Customer, shop: Shop, note: string | null): Snapshot {
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
    schema: 1,
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
