import type { Part, PartRecord } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Entry, card } from './card.ts';
import { addCommand } from './command.ts';
import { type Field, idOrName, money, number, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { showQuantity } from './prices.ts';
import { findSupplier } from './references.ts';
import { activeEntry } from './retired.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

/** What everybody sees of a part. */
export function partEntries(part: Part): Entry[] {
  return [
    ['sku', part.sku],
    ['price', showMoney(part.priceCents)],
    ['unit', part.unit],
    ['decimals', part.decimals],
    ['quantity', showQuantity(part.quantity, part.unit)],
    ['reserved', showQuantity(part.reserved, part.unit)],
    ['available', showQuantity(part.available, part.unit)],
    activeEntry(part),
    ['version', part.version],
    ['created', showInstant(part.createdAt)],
    ['updated', showInstant(part.updatedAt)],
  ];
}

function recordCard(part: PartRecord, view: View): string[] {
  const shown = (quantity: number | null): string | null =>
    quantity === null ? null : showQuantity(quantity, part.unit);
  return card(
    `Part ${part.id}: ${part.name}`,
    [
      ...partEntries(part),
      ['cost', part.costCents === null ? null : showMoney(part.costCents)],
      ['minimum', shown(part.minQuantity)],
      ['maximum', shown(part.maxQuantity)],
      ['supplier', part.supplierId],
      ['location', part.location],
      ['on order', shown(part.onOrder)],
      ['missing', shown(part.missing)],
    ],
    view,
  );
}

const columns: Column<PartRecord>[] = [
  { title: 'ID', cell: (part) => part.id, keep: ID },
  { title: 'NAME', cell: (part) => part.name, keep: KEY },
  { title: 'SKU', cell: (part) => part.sku, keep: 2 },
  { title: 'AVAILABLE', cell: ({ available, unit }) => showQuantity(available, unit), amount: true, keep: KEY },
  { title: 'MIN', cell: (part) => part.minQuantity, amount: true, keep: 3 },
  { title: 'ON ORDER', cell: (part) => part.onOrder, amount: true, keep: 2 },
  { title: 'MISSING', cell: (part) => part.missing, amount: true, keep: 2 },
  { title: 'COST', cell: ({ costCents }) => (costCents === null ? null : showMoney(costCents)), amount: true, keep: 1 },
  { title: 'SUPPLIER', cell: (part) => part.supplierId, keep: 1 },
  { title: 'LOCATION', cell: (part) => part.location, keep: 1 },
];

/** What staff write down of a part. */
export const recordFields = {
  costCents: money('--cost <amount>', 'what a unit costs the shop, like 7.80 (staff)'),
  minQuantity: number('--min <n>', 'when to buy it: below this quantity (staff)'),
  maxQuantity: number('--max <n>', 'what to buy it up to (staff)'),
  supplierId: idOrName('--supplier <id>', 'who it is bought from, by id or name (staff)', findSupplier),
  location: text('--location <text>', 'its place in the shop, like A1-03 (staff)'),
};

/** `shop parts record` and `records`: parts as staff see them. */
export function addPartRecords(group: Command, io: Io, part: { id: Field<number, true> }): void {
  addCommand(group, io, {
    name: 'record',
    about: 'show a part with its cost, bounds, supplier and place (staff)',
    args: part,
    call: ({ shop }, input) => shop.inventory.record.query(input),
    show: recordCard,
  });
  addList(group, io, {
    name: 'records',
    about: 'list parts with their costs and bounds, newest first (staff)',
    options: {
      search: text('--search <words>', 'search name and SKU by the beginnings of words'),
      supplierId: idOrName('--supplier <id>', 'only parts of this supplier, by id or name', findSupplier),
      low: yesNo('--low', 'only parts below their minimum'),
    },
    call: ({ shop }, input) => shop.inventory.records.query(input),
    columns,
  });
}
