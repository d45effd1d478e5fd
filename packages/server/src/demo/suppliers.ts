import type { RouterInputs } from '@mechanic-shop/shared';
import type { CatalogueItem } from './catalogue.ts';

type NewSupplier = RouterInputs['suppliers']['create'];

/** Who the shop buys from; numbers that begin with 020 are reserved for fiction. */
export const suppliers: readonly [parts: NewSupplier, tyres: NewSupplier] = [
  {
    name: 'Liffey Motor Factors',
    email: 'orders@liffey-factors.example',
    phone: '+353 20 911 0134',
    address: 'Unit 14, Ballymount Road\nDublin 12',
    note: 'Delivers at 7:30 and at 13:00. Order by 18:00 for the next morning.',
  },
  {
    name: 'Midland Tyre & Battery',
    email: 'sales@midland-tyre.example',
    phone: '+353 20 914 0220',
    address: 'Dublin Road\nAthlone',
    note: 'Tyres, wheels and batteries. Tuesdays and Fridays.',
  },
];

const ROUND = /^(?:TYR|VLV|WGT|PLU|WBT|LCK|BAT)-/;

/** The index of the supplier that an item is bought from. */
export const supplierOf = (sku: string): 0 | 1 => (ROUND.test(sku) ? 1 : 0);

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** What staff know of an item: its cost, when to buy it, and its shelf. Some items are bought only on demand. */
export function shelfOf({ priceCents, shelf }: CatalogueItem, at: number) {
  const place = { costCents: Math.round(priceCents * (0.52 + (at % 5) * 0.03)), location: locationOf(at) };
  return at % 9 === 5 ? place : { ...place, minQuantity: Math.ceil(shelf / 4), maxQuantity: shelf };
}

// Racks A to H with five boards of nine places.
function locationOf(at: number): string {
  const rack = 'ABCDEFGH'[Math.floor(at / 45) % 8] ?? 'A';
  return `${rack}${(Math.floor(at / 9) % 5) + 1}-${twoDigits((at % 9) + 1)}`;
}
