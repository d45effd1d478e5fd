import type {
  CreatePurchaseInput,
  Deleted,
  ListPurchasesInput,
  Page,
  Purchase,
  UpdatePurchaseInput,
} from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { takeNumber } from '../../platform/db/counters.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { assertInUse } from '../suppliers/rows.ts';
import { assertStatus, touchPurchase } from './change.ts';
import { purchaseEntity } from './entity.ts';
import { type NewLine, readLines, writeLines } from './lines.ts';
import { assertPurchase, listPurchases } from './rows.ts';
import { purchases } from './table.ts';

/** The counter of all purchases. */
const COUNTER = 'purchases';

export function list(call: SignedInCall, input: Parsed<typeof ListPurchasesInput>): Promise<Page<Purchase>> {
  return listPurchases(call.read, input);
}

export function get(call: SignedInCall, id: number): Promise<Purchase> {
  return assertPurchase(call.read, id);
}

type Head = Pick<typeof purchases.$inferInsert, 'supplierId' | 'reference' | 'expectedOn' | 'note'>;

/** Writes a draft with the next number. */
export async function insertDraft(
  call: SignedInCall,
  tx: Queries,
  head: Head,
  lines: readonly NewLine[],
): Promise<Purchase> {
  // Taken late, because others wait for it.
  const sequence = await takeNumber(tx, COUNTER);
  const row = { ...head, sequence, createdAt: call.shop.now() };
  const { id } = insertedRow(await tx.insert(purchases).values(row).returning({ id: purchases.id }));
  await writeLines(tx, id, lines);
  const after = await assertPurchase(tx, id);
  recordChange(call, purchaseEntity, { before: null, after });
  return after;
}

export function create(call: SignedInWriteCall, input: Parsed<typeof CreatePurchaseInput>): Promise<Purchase> {
  return call.write(async (tx) => {
    const { lines, ...head } = input;
    await assertInUse(tx, head.supplierId);
    return insertDraft(call, tx, head, await readLines(tx, lines));
  });
}

/** Whether two lists of lines say the same, in the same order. */
function areSame(lines: readonly NewLine[], { lines: current }: Purchase): boolean {
  return (
    lines.length === current.length &&
    lines.every(({ part, quantity, unitCostCents }, at) => {
      const line = current[at];
      return line?.partId === part.id && line.quantity === quantity && line.unitCostCents === unitCostCents;
    })
  );
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdatePurchaseInput>): Promise<Purchase> {
  return call.write(async (tx) => {
    const { id, version, lines: wantedLines, reference, expectedOn, note } = input;
    const before = await assertPurchase(tx, id);
    assertVersion(before, version);
    if (input.supplierId !== undefined || wantedLines) assertStatus(before, 'draft');
    const changes = changesOf(
      { ...before, supplierId: before.supplier.id },
      { supplierId: input.supplierId, reference, expectedOn, note },
    );
    if (changes.supplierId !== undefined) await assertInUse(tx, changes.supplierId);
    const lines = wantedLines && (await readLines(tx, wantedLines));
    const newLines = lines && !areSame(lines, before) ? lines : undefined;
    if (isEmpty(changes) && !newLines) return before;
    if (newLines) await writeLines(tx, id, newLines);
    return touchPurchase(call, tx, before, { values: changes });
  });
}

/** Deletes a draft: what was ordered is kept. */
export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertPurchase(tx, id);
    if (before.status !== 'draft') throw new AppError('IN_USE', { by: 'orders' });
    await deleteRow(call, tx, purchases, id);
    recordChange(call, purchaseEntity, { before, after: null });
    return { id, message: 'The draft is deleted.' };
  });
}
