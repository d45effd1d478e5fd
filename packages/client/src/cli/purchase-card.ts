import type { Purchase, PurchaseLine, Receipt, Reorder, ReorderItem } from '@mechanic-shop/shared';
import { type Entry, card } from './card.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { showQuantity } from './prices.ts';
import { type Column, ID, KEY, tableOf } from './table.ts';
import { type View, paintStatus } from './view.ts';

function lineEntry({ name, sku, partId, quantity, received, unit, unitCostCents }: PurchaseLine): Entry {
  const cost = unitCostCents === null ? 'at an unknown cost' : `at ${showMoney(unitCostCents)}`;
  const arrived = received === 0 ? '' : `, ${showQuantity(received, unit)} received`;
  return ['part', `${name} (${sku ?? partId}): ${showQuantity(quantity, unit)} ${cost}${arrived}`];
}

/** A purchase with its lines. */
export function purchaseCard(purchase: Purchase, view: View): string[] {
  const { supplier, status, orderedAt, receivedAt } = purchase;
  return card(
    `Purchase ${purchase.id}: ${purchase.number}`,
    [
      ['supplier', `${supplier.name} (${supplier.id})`],
      ['status', paintStatus(view, status)],
      ...purchase.lines.map(lineEntry),
      ['total', showMoney(purchase.totalCents)],
      ['reference', purchase.reference],
      ['expected', purchase.expectedOn],
      ['note', purchase.note],
      ['ordered', orderedAt && showInstant(orderedAt)],
      ['received', receivedAt && showInstant(receivedAt)],
      ['version', purchase.version],
      ['created', showInstant(purchase.createdAt)],
    ],
    view,
  );
}

/** A purchase after a delivery, and the tickets that it helped. */
export function receiptLines({ purchase, filled, ready }: Receipt, view: View): string[] {
  const names = new Map(purchase.lines.map(({ partId, name, unit }) => [partId, { name, unit }]));
  const lines = filled.map(({ ticketId, partId, quantity, complete }) => {
    const { name = `part ${partId}`, unit = 'piece' } = names.get(partId) ?? {};
    return `Ticket ${ticketId} gets ${showQuantity(quantity, unit)} of ${name}${complete ? '' : ', and waits for more'}.`;
  });
  const done = ready.map((id) => `Ticket ${id} has all of its parts.`);
  return [...purchaseCard(purchase, view), ...lines, ...done];
}

const columns: Column<ReorderItem>[] = [
  { title: 'PART', cell: ({ part }) => part.id, keep: ID },
  { title: 'NAME', cell: ({ part }) => part.name, keep: KEY },
  { title: 'BUY', cell: ({ part, suggested }) => showQuantity(suggested, part.unit), amount: true, keep: KEY },
  { title: 'AVAILABLE', cell: ({ part }) => part.available, amount: true, keep: 3 },
  { title: 'ON ORDER', cell: ({ part }) => part.onOrder, amount: true, keep: 2 },
  { title: 'MISSING', cell: ({ part }) => part.missing, amount: true, keep: 3 },
  { title: 'MIN', cell: ({ part }) => part.minQuantity, amount: true, keep: 2 },
  { title: 'SUPPLIER', cell: ({ part }) => part.supplierId, keep: 1 },
];

/** What to buy, as a table. */
export function reorderLines({ items }: Reorder, view: View): string[] {
  return items.length === 0 ? ['Nothing to buy.'] : tableOf(columns, view)(items);
}
