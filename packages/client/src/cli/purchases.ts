import { PurchaseStatus, type Purchase } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand, addGroup, itemsOf } from './command.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, day, id, idOrName, ifVersion, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showMoney } from './money.ts';
import { purchaseCard, receiptLines, reorderLines } from './purchase-card.ts';
import { boughtParts, linesThatArrived } from './purchase-lines.ts';
import { findPart, findSupplier } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import { findParts, typedParts } from './typed-parts.ts';
import { paintStatus } from './view.ts';

const columns: Column<Purchase>[] = [
  { title: 'ID', cell: (purchase) => purchase.id, keep: ID },
  { title: 'NUMBER', cell: (purchase) => purchase.number, keep: KEY },
  { title: 'SUPPLIER', cell: (purchase) => purchase.supplier.name, keep: KEY },
  {
    title: 'STATUS',
    cell: (purchase) => purchase.status,
    keep: 3,
    paint: (view, row, shown) => paintStatus(view, row.status, shown),
  },
  { title: 'LINES', cell: (purchase) => purchase.lines.length, keep: 1 },
  { title: 'TOTAL', cell: (purchase) => showMoney(purchase.totalCents), amount: true, keep: 2 },
  { title: 'EXPECTED', cell: (purchase) => purchase.expectedOn, keep: 2, whole: true },
  { title: 'REFERENCE', cell: (purchase) => purchase.reference },
];

const purchase = { id: required(id('<id>', 'the purchase')) };
const supplier = idOrName('--supplier <id>', 'the supplier, by id or name', findSupplier);
const reference = text('--reference <text>', "the supplier's own number for it");
const expectedOn = day('--expected <day>', 'when it should arrive: tomorrow or 2026-11-24');
const note = text('--note <text>', 'for staff');
const version = ifVersion;

/** `shop purchases`: what the shop buys. */
export function addPurchases(program: Command, io: Io): void {
  const group = addGroup(program, 'purchases', 'purchases of parts, from a draft to their deliveries (staff)');
  addList(group, io, {
    name: 'list',
    about: 'list purchases, newest first',
    options: {
      status: choice('--status <status>', 'only these', PurchaseStatus.options),
      supplierId: { ...supplier, about: 'only from this supplier, by id or name' },
      partId: idOrName('--part <id>', 'only purchases of this part, by id, SKU or name', findPart),
    },
    call: ({ shop }, input) => shop.purchases.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a purchase',
    args: purchase,
    call: ({ shop }, input) => shop.purchases.get.query(input),
    show: purchaseCard,
  });
  addCommand(group, io, {
    name: 'create',
    about: 'create a draft; --part can be repeated',
    args: { supplierId: required({ ...supplier, flags: '<supplier>' }) },
    options: { parts: required(boughtParts), reference, expectedOn, note },
    call: async ({ shop }, { parts, ...input }) =>
      shop.purchases.create.mutate({ ...input, lines: await findParts(shop, parts) }),
    show: purchaseCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a purchase; --supplier and --part only of a draft, --part replaces all lines',
    args: purchase,
    options: {
      supplierId: supplier,
      parts: boughtParts,
      reference: clearable(reference),
      expectedOn: clearable(expectedOn),
      note: clearable(note),
      version,
    },
    call: async ({ shop }, { parts, ...input }) =>
      shop.purchases.update.mutate({ ...input, ...(parts && { lines: await findParts(shop, parts) }) }),
    show: purchaseCard,
  });
  addCommand(group, io, {
    name: 'order',
    about: 'order a draft',
    args: purchase,
    options: { version },
    call: ({ shop }, input) => shop.purchases.order.mutate(input),
    show: purchaseCard,
  });
  addCommand(group, io, {
    name: 'receive',
    about: 'receive a delivery and show which tickets have all of their parts; without --part, all that is left',
    args: purchase,
    options: { parts: typedParts('a part that arrived, and how many: BP-100=2; can be repeated'), version },
    call: async ({ shop }, { parts, ...input }) =>
      shop.purchases.receive.mutate({ ...input, ...(parts && (await linesThatArrived(shop, input, parts))) }),
    show: receiptLines,
  });
  addCommand(group, io, {
    name: 'cancel',
    about: 'cancel a purchase; what has arrived stays',
    args: purchase,
    options: { reason: text('--reason <text>', 'why; added to the note'), version },
    call: ({ shop }, input) => shop.purchases.cancel.mutate(input),
    show: purchaseCard,
  });
  addDelete(group, io, {
    about: 'delete a draft',
    what: 'the purchase',
    describe: async ({ shop }, purchaseId) => `draft ${(await shop.purchases.get.query({ id: purchaseId })).number}`,
    inUse: (purchaseId, name) =>
      `Purchase ${purchaseId} is no draft any more: cancel it with \`${name} purchases cancel ${purchaseId}\`.`,
    call: ({ shop }, input) => shop.purchases.delete.mutate(input),
  });
  addCommand(group, io, {
    name: 'from-reorder',
    about: 'create a draft of what to buy from a supplier; see `shop reorder`',
    args: { supplierId: required({ ...supplier, flags: '<supplier>' }) },
    call: ({ shop }, input) => shop.purchases.createFromReorder.mutate(input),
    show: purchaseCard,
  });
}

/** `shop reorder`: what to buy. */
export function addReorder(program: Command, io: Io): void {
  addCommand(program, io, {
    name: 'reorder',
    about: 'list the parts to buy: below their minimum, or missing on tickets (staff)',
    options: { supplierId: { ...supplier, about: 'only parts of this supplier, by id or name' } },
    call: ({ shop }, input) => shop.purchases.reorder.query(input),
    rows: itemsOf,
    show: reorderLines,
  });
}
