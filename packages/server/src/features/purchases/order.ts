import type { CancelPurchaseInput, OrderPurchaseInput, Purchase } from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { announceLines, assertStatus, touchPurchase } from './change.ts';
import { assertPurchase } from './rows.ts';

export function order(call: SignedInWriteCall, input: Parsed<typeof OrderPurchaseInput>): Promise<Purchase> {
  return call.write(async (tx) => {
    const before = await assertPurchase(tx, input.id);
    assertVersion(before, input.version);
    assertStatus(before, 'draft');
    await announceLines(call, tx, before, true);
    return touchPurchase(call, tx, before, {
      values: { status: 'ordered', orderedAt: call.shop.now() },
      what: 'ordered',
    });
  });
}

/** Cancels what has not arrived. The reason is added to the note. */
export function cancel(call: SignedInWriteCall, input: Parsed<typeof CancelPurchaseInput>): Promise<Purchase> {
  return call.write(async (tx) => {
    const before = await assertPurchase(tx, input.id);
    assertVersion(before, input.version);
    assertStatus(before, 'draft', 'ordered', 'partly_received');
    await announceLines(call, tx, before, false);
    const notes = [before.note, input.reason].filter((text) => text != null);
    return touchPurchase(call, tx, before, {
      values: { status: 'cancelled', note: notes.length > 0 ? notes.join('\n') : null },
      what: 'cancelled',
    });
  });
}
