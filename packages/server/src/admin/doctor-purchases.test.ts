import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { parts, stockMovements } from '../features/inventory/table.ts';
import { invoices } from '../features/invoices/table.ts';
import { purchaseLines, purchases } from '../features/purchases/table.ts';
import { emptyPart, draftOf, orderOf } from '../features/purchases/testing/buying.ts';
import { suppliersSearch } from '../features/suppliers/search.ts';
import { counters } from '../platform/db/counters.ts';
import type { Queries } from '../platform/db/database.ts';
import { shopOfFile } from '../testing/shop.ts';
import { someTicket } from '../testing/testing.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const { database } = shop.shop;
const [boss, cara] = [await shop.admin(), await shop.customer()];

/** A draft, a purchase that has partly arrived, and an invoice for a part with a cost. */
async function prepare() {
  const part = await emptyPart(boss, { minQuantity: 2, maxQuantity: 5, costCents: 70 });
  const draft = await draftOf(boss, [{ partId: part.id, quantity: 1 }]);
  const { id, lines } = await orderOf(boss, { partId: part.id, quantity: 3 });
  await boss.call.purchases.receive({ id, lines: [{ lineId: lines[0]?.id ?? 0, quantity: 1 }] });
  const { id: ticketId } = await someTicket(cara);
  await boss.call.tickets.addPart({ id: ticketId, partId: part.id });
  for (const status of ['in_progress', 'completed'] as const)
    await boss.call.tickets.setStatus({ id: ticketId, status });
  await boss.call.invoices.issue({ ticketId });
  return { partId: part.id, draftId: draft.id, id };
}
const { partId, draftId, id } = await prepare();

test('a shop that buys parts has no problems', async () => {
  expect(await problemsAfter(database, async () => undefined)).toEqual([]);
});

const ofPurchase = eq(purchases.id, id);
const ofDraft = eq(purchases.id, draftId);
const ofLine = eq(purchaseLines.purchaseId, id);

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'a purchase in an unknown state',
    /^purchases \d+: "lost"$/,
    (tx) => tx.update(purchases).set({ status: sql`'lost'` }),
  ],
  [
    'a counter that would give a number again',
    /^the next purchase would get number 2 instead of 3 or more$/,
    (tx) => tx.update(counters).set({ next: 2 }).where(eq(counters.name, 'purchases')),
  ],
  [
    'numbers that do not rise',
    /^purchase \d+: number 2 after 9$/,
    (tx) => tx.update(purchases).set({ sequence: 9 }).where(ofDraft),
  ],
  [
    'a purchase without lines',
    /^purchase \d+: 0 lines$/,
    (tx) => tx.delete(purchaseLines).where(eq(purchaseLines.purchaseId, draftId)),
  ],
  [
    'a quantity out of bounds',
    /^line \d+ of purchase \d+: 1000 of 100000001 received$/,
    (tx) => tx.update(purchaseLines).set({ quantity: 100_000_001 }).where(ofLine),
  ],
  [
    'a line that announces more than is left',
    /^line \d+ of purchase \d+ announces 3000, not 2000$/,
    (tx) => tx.update(purchaseLines).set({ outstanding: 3_000 }).where(ofLine),
  ],
  [
    'a draft that announces something',
    /^line \d+ of purchase \d+ announces 1000, not 0$/,
    (tx) => tx.update(purchaseLines).set({ outstanding: 1_000 }).where(eq(purchaseLines.purchaseId, draftId)),
  ],
  [
    'a status that its deliveries contradict',
    /^purchase \d+ is ordered, with 1000 received$/,
    (tx) => tx.update(purchases).set({ status: 'ordered' }).where(ofPurchase),
  ],
  [
    'a received purchase of which something is left',
    /^purchase \d+ is received, with 1000 received$/,
    (tx) => tx.update(purchases).set({ status: 'received' }).where(ofPurchase),
  ],
  [
    'an ordered purchase without its time',
    /^purchase \d+ is partly_received$/,
    (tx) => tx.update(purchases).set({ orderedAt: null }).where(ofPurchase),
  ],
  [
    'more received than the ledger says',
    /^line \d+ of purchase \d+: 2000 received, but 1000 by the ledger$/,
    (tx) => tx.update(purchaseLines).set({ received: 2_000, outstanding: 1_000 }).where(ofLine),
  ],
  [
    'a movement for a purchase without the part',
    /^movement \d+: receive for purchase 999$/,
    (tx) => tx.update(stockMovements).set({ purchaseId: 999 }).where(eq(stockMovements.purchaseId, id)),
  ],
  [
    'bounds in the wrong order',
    /^part \d+: at least 2000, at most 1000$/,
    (tx) => tx.update(parts).set({ maxQuantity: 1_000 }).where(eq(parts.id, partId)),
  ],
  [
    'a part that is low without the mark',
    /^part \d+: 2000 expected, with a minimum of 3000$/,
    (tx) => tx.update(parts).set({ minQuantity: 3_000 }).where(eq(parts.id, partId)),
  ],
  [
    'a mark on a part that is not low',
    /^part \d+: 2000 expected, with a minimum of 2000$/,
    (tx) => tx.update(parts).set({ low: true }).where(eq(parts.id, partId)),
  ],
  [
    'an invoice whose parts cost something else',
    /^invoice \d+: its parts cost 71, but its snapshot says otherwise$/,
    (tx) => tx.update(invoices).set({ partsCostCents: 71 }),
  ],
  ['a supplier missing from the search', /^suppliers \d+ cannot be found$/, (tx) => tx.delete(suppliersSearch)],
])('the doctor finds %s', async (_, expected, change) => {
  expect(await problemsAfter(database, change)).toContainEqual(expect.stringMatching(expected));
});
