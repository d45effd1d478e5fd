import { OrderBy, type Part, type StockMovement } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, idOrName, ifVersion, integer, money, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { type PeopleNames, accountNames } from './people-names.ts';
import { findPart } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Part>[] = [
  { title: 'ID', cell: (part) => part.id, keep: ID },
  { title: 'NAME', cell: (part) => part.name, keep: KEY },
  { title: 'SKU', cell: (part) => part.sku, keep: KEY },
  { title: 'PRICE', cell: (part) => showMoney(part.priceCents), amount: true, keep: 2 },
  { title: 'QUANTITY', cell: (part) => part.quantity, keep: 1 },
  { title: 'RESERVED', cell: (part) => part.reserved },
  { title: 'AVAILABLE', cell: (part) => part.available, keep: 3 },
];

function movementColumns(names: PeopleNames): Column<StockMovement>[] {
  return [
    { title: 'AT', cell: (movement) => showInstant(movement.at), keep: KEY },
    { title: 'KIND', cell: (movement) => movement.kind, keep: KEY },
    { title: 'DELTA', cell: (movement) => movement.delta, keep: KEY },
    { title: 'QUANTITY', cell: (movement) => movement.quantityAfter, keep: 2 },
    { title: 'RESERVED', cell: (movement) => movement.reservedAfter, keep: 1 },
    { title: 'TICKET', cell: (movement) => movement.ticketId, keep: ID },
    { title: 'BY', cell: (movement) => names.nameOf(movement.accountId), keep: KEY },
    { title: 'NOTE', cell: (movement) => movement.note },
  ];
}

function partCard(part: Part, view: View) {
  return card(
    `Part ${part.id}: ${part.name}`,
    [
      ['sku', part.sku],
      ['price', showMoney(part.priceCents)],
      ['quantity', part.quantity],
      ['reserved', part.reserved],
      ['available', part.available],
      ['version', part.version],
      ['created', showInstant(part.createdAt)],
      ['updated', showInstant(part.updatedAt)],
    ],
    view,
  );
}

const name = text('--name <name>', 'part name');
const priceCents = money('--price <amount>', 'unit price, like 120.25');
const quantity = integer('--quantity <n>', 'how many are on the shelf');
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
      orderBy: choice('--order-by <order>', 'sort order', OrderBy.options),
    },
    call: ({ shop }, input) => shop.inventory.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a part',
    args: part,
    call: ({ shop }, input) => shop.inventory.get.query(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'add a part',
    options: { name: required(name), priceCents: required(priceCents), quantity, sku },
    call: ({ shop }, input) => shop.inventory.create.mutate(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'update a part',
    args: part,
    options: { name, priceCents, quantity, sku: clearable(sku), version: ifVersion },
    call: ({ shop }, input) => shop.inventory.update.mutate(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'adjust',
    about: 'add to the stock of a part (3) or take from it (-3)',
    args: { ...part, delta: required(integer('<delta>', 'how many to add, or to take with a minus')) },
    options: { note: text('--note <text>', 'why') },
    call: ({ shop }, input) => shop.inventory.adjust.mutate(input),
    show: partCard,
  });
  addDelete(group, io, {
    about: 'delete a part that was never on a ticket',
    what: 'the part',
    describe: async ({ shop }, id) => {
      const { name, quantity } = await shop.inventory.get.query({ id });
      return `part ${id}, ${name}, with the history of its stock${quantity > 0 ? ` (${quantity} on the shelf)` : ''}`;
    },
    inUse: (id, program) =>
      `Tickets have used part ${id}: empty its shelf with \`${program} parts update ${id} --quantity 0\`.`,
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
