import { OrderBy, type Part, type StockMovement } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { choice, clearable, id, ifVersion, integer, money, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import type { Column } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Part>[] = [
  { title: 'ID', cell: (part) => part.id },
  { title: 'NAME', cell: (part) => part.name },
  { title: 'SKU', cell: (part) => part.sku },
  { title: 'PRICE', cell: (part) => showMoney(part.priceCents), amount: true },
  { title: 'QUANTITY', cell: (part) => part.quantity },
  { title: 'RESERVED', cell: (part) => part.reserved },
  { title: 'AVAILABLE', cell: (part) => part.available },
];

const movementColumns: Column<StockMovement>[] = [
  { title: 'AT', cell: (movement) => showInstant(movement.at) },
  { title: 'KIND', cell: (movement) => movement.kind },
  { title: 'DELTA', cell: (movement) => movement.delta },
  { title: 'QUANTITY', cell: (movement) => movement.quantityAfter },
  { title: 'RESERVED', cell: (movement) => movement.reservedAfter },
  { title: 'TICKET', cell: (movement) => movement.ticketId },
  { title: 'ACCOUNT', cell: (movement) => movement.accountId },
  { title: 'NOTE', cell: (movement) => movement.note },
];

const partCard = (part: Part, view: View) =>
  card(
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

const name = text('--name <name>', 'what it is called');
const priceCents = money('--price <amount>', 'the price of one, like 120.25');
const quantity = integer('--quantity <n>', 'how many are on the shelf');
const sku = text('--sku <sku>', 'the number it is ordered by');
const part = { id: required(id('<id>', 'the part')) };

/** `shop parts`: stock and its ledger. */
export function addParts(program: Command, io: Io): void {
  const group = addGroup(program, 'parts', 'parts in stock');
  addList(group, io, {
    name: 'list',
    about: 'list parts, newest first',
    options: {
      search: text('--search <words>', 'words that begin words of name or sku'),
      inStock: yesNo('--in-stock', 'only parts that are available'),
      orderBy: choice('--order-by <order>', 'by what', OrderBy.options),
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
    about: 'change a part',
    args: part,
    options: { name, priceCents, quantity, sku: clearable(sku), version: ifVersion },
    call: ({ shop }, input) => shop.inventory.update.mutate(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'adjust',
    about: 'book parts that came (3) or went (-3)',
    args: { ...part, delta: required(integer('<delta>', 'how many came, or went with a minus')) },
    options: { note: text('--note <text>', 'why') },
    call: ({ shop }, input) => shop.inventory.adjust.mutate(input),
    show: partCard,
  });
  addCommand(group, io, {
    name: 'delete',
    about: 'delete a part that no ticket ever used',
    args: part,
    call: ({ shop }, input) => shop.inventory.delete.mutate(input),
    show: ({ message }) => [message],
  });
  addList(group, io, {
    name: 'history',
    about: 'list what moved the stock of a part, newest first',
    args: { partId: part.id },
    call: ({ shop }, input) => shop.inventory.movements.query(input),
    columns: movementColumns,
  });
}
