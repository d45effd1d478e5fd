import type { Purchase, PurchaseStatus } from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { watchLow } from '../inventory/low.ts';
import { purchaseEntity } from './entity.ts';
import { assertPurchase } from './rows.ts';
import { purchaseLines, purchases } from './table.ts';

/** Rejects a move that is impossible in this status. */
export function assertStatus({ status }: Purchase, ...allowed: PurchaseStatus[]): void {
  if (!allowed.includes(status)) throw new AppError('PURCHASE_CLOSED', { status });
}

interface Change {
  values: Partial<Omit<typeof purchases.$inferInsert, 'id' | 'version' | 'sequence'>>;
  /** The second word of its kind of event. Default `updated`. */
  what?: string;
}

/** Writes a purchase's own columns, raises its version, records the change and returns the purchase as it is then. */
export async function touchPurchase(
  call: SignedInCall,
  tx: Queries,
  before: Purchase,
  { values, what }: Change,
): Promise<Purchase> {
  await tx
    .update(purchases)
    .set({ ...values, version: sql`${purchases.version} + 1` })
    .where(eq(purchases.id, before.id));
  const after = await assertPurchase(tx, before.id);
  recordChange(call, purchaseEntity, { before, after, ...(what === undefined ? {} : { what }) });
  return after;
}

/** Announces all that the lines still lack, or nothing of it. Parts may be low afterwards, or no longer. */
export async function announceLines(
  call: SignedInCall,
  tx: Queries,
  purchase: Purchase,
  isExpected: boolean,
): Promise<void> {
  await tx
    .update(purchaseLines)
    .set({ outstanding: isExpected ? sql`${purchaseLines.quantity} - ${purchaseLines.received}` : 0 })
    .where(eq(purchaseLines.purchaseId, purchase.id));
  for (const { partId } of purchase.lines) watchLow(call, partId);
}
