import { OrderBy, type Part, type StockMovement } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { sendBy } from '../csv/index.ts';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, idOrName, ifVersion, integer, money, number, required, text, yesNo } from './fields.ts';
import { addImport } from './import/import-command.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { addPartRecords, partEntries, recordFields } from './part-records.ts';
import { type PeopleNames, accountNames } from './people-names.ts';
import { showQuantity } from './prices.ts';
import { findPart } from './references.ts';
import { active, ofRetired, retired } from './retired.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Part>[] = [
  { title: 'ID', cell: (part) => part.id, keep: ID },
  { title: 'NAME', cell: (part) => part.name, keep: KEY },
  { title: 'SKU', cell: (part) => part.sku, keep: KEY },
  { title: 'PRICE', cell: (part) => showMoney(part.priceCents), amount: true, keep: 2 },
  { title: 'QUANTITY', cell: ({ quantity, unit }) => showQuantity(quantity, unit), amount: true, keep: 1 },
  { title: 'RESERVED', cell: ({ reserved, unit }) => showQuantity(reserved, unit), amount: true },
  { title: 'AVAILABLE', cell: ({ available, unit }) => showQuantity(available, unit), amount: true, keep: 3 },
];

function movementColumns(names: PeopleNames): Column<StockMovement>[] {
  return [
    { title: 'AT', cell: (movement) => showInstant(movement.at), keep: KEY },
    { title: 'KIND', cell: (movement) => movement.kind, keep: KEY },
    { title: 'DELTA', cell: (movement) => movement.delta, keep: KEY },
    { title: 'QUANTITY', cell: (movement) => movement.quantityAfter, keep: 2 },
    { title: 'RESERVED', cell: (movement) => movement.reservedAfter, keep: 1 },
    { title: 'TICKET', cell: (movement) => movement.ticketId, keep: ID },
    { title: 'PURCHASE', cell: (movement) => movement.purchaseId, keep: 1 },
    { title: 'BY', cell: (movement) => names.nameOf(movement.accountId), keep: KEY },
    { title: 'NOTE', cell: (movement) => movement.note },
  ];
}

const partCard = (part: Part, view: View) => card(`Part ${part.id}: ${part.name}`, partEntries(part), view);

const name = text('--name <name>', 'part name');
const priceCents = money('--price <amount>', 'unit price, like 120.25');
const quantity = number('--quantity <n>', 'how many are on the shelf, like 20 or 4.3');
const unit = text('--unit <unit>', 'what it is counted in, like l; default piece');
const decimals = integer('--decimals <n>', 'decimals of its quantities, 0 to 3; default 0');
const sku = text('--sku <sku>', 'stock-keeping unit, the number to order it by');
const part = { id: required(idOrName('<id>', 'the part: id, SKU or name', findPart)) };

/** `shop parts`: stock and its ledger. */
export function addParts(program: Command, io: Io): void {
  const group = addGroup(program, 'parts', 'parts in stock');
  addList(group, io, {
    name: 'list',
    about: 'list parts, newest first',
    options: {
      search: text('--search <words>', 'search name and SKU by the beginnings of words'),
      inStock: yesNo('--in-stock', 'only parts that are available'),
      retired,
      orderBy: choice('--order-by <order>', 'sort order', OrderBy.options),
    },
    call: ({ shop }, input) => shop.inventory.list.query(ofRetired(input)),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a part',
    args: part,
    call: ({ shop }, input) => shop.inventory.get.query(input),
    show: partCard,
  });
  addPartRecords(group, io, part);
  addCommand(group, io, {
    name: 'add',
    about: 'add a part',
    options: { name: required(name), priceCents: required(priceCents), quantity, sku, unit, decimals, ...recordFields },
    call: ({ shop }, input) => shop.inventory.create.mutate(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'update a part',
    args: part,
    options: {
      name,
      priceCents,
      quantity,
      sku: clearable(sku),
      unit: { ...unit, about: 'what it is counted in, like l' },
      decimals: { ...decimals, about: 'decimals of its quantities, 0 to 3' },
      costCents: clearable(recordFields.costCents),
      minQuantity: clearable(recordFields.minQuantity),
      maxQuantity: clearable(recordFields.maxQuantity),
      supplierId: clearable(recordFields.supplierId),
      location: clearable(recordFields.location),
      active,
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.inventory.update.mutate(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'adjust',
    about: 'add to the stock of a part (3) or take from it (-3)',
    args: { ...part, delta: required(number('<delta>', 'how many to add, or to take with a minus')) },
    options: { note: text('--note <text>', 'why') },
    call: ({ shop }, input) => shop.inventory.adjust.mutate(input),
    show: partCard,
  });
  addImport(group, io, {
    what: 'parts',
    send: (shop) => sendBy(shop.inventory.import.mutate),
  });
  addDelete(group, io, {
    about: 'delete a part that was never on a ticket or a purchase',
    what: 'the part',
    describe: async ({ shop }, id) => {
      const { name, quantity, unit } = await shop.inventory.get.query({ id });
      return `part ${id}, ${name}, with the history of its stock${quantity > 0 ? ` (${showQuantity(quantity, unit)} on the shelf)` : ''}`;
    },
    inUse: (id, program) =>
      `Tickets, purchases or canned jobs use part ${id}: retire it with \`${program} parts update ${id} --no-active\`.`,
    call: ({ shop }, input) => shop.inventory.delete.mutate(input),
  });
  addList(group, io, {
    name: 'history',
    about: 'list the stock movements of a part, newest first',
    args: { partId: part.id },
    call: ({ shop }, input) => shop.inventory.movements.query(input),
    columns: { names: accountNames, personOf: ({ accountId }) => accountId, columns: movementColumns },
  });
}
