import { type InputIssue, MAX_STOCK, type MovementKind, fromThousandths, toThousandths } from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { StockRecording } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { partEntity } from './entity.ts';
import { watchLow } from './low.ts';
import { type PartRow, asTracked, getPartRow } from './rows.ts';
import { parts, stockMovements } from './table.ts';

/** A change of stock: the account, the ticket, the amount. */
export interface Movement {
  partId: number;
  kind: MovementKind;
  /** Signed thousandths: what `quantity` or `reserved` changes by. */
  delta: number;
  ticketId: number | null;
  purchaseId?: number;
  accountId: number | null;
  note?: string | null | undefined;
  at: Date;
  /** The member of the input that a quantity above the highest is reported at. */
  member?: InputIssue['path'];
}

// The counts that a kind changes. Consume takes reserved parts from the stock.
const moves: Record<MovementKind, { quantity: 0 | 1; reserved: 0 | 1 }> = {
  receive: { quantity: 1, reserved: 0 },
  adjust: { quantity: 1, reserved: 0 },
  return: { quantity: 1, reserved: 0 },
  reserve: { quantity: 0, reserved: 1 },
  release: { quantity: 0, reserved: 1 },
  consume: { quantity: 1, reserved: 1 },
};

const MAX_THOUSANDTHS = toThousandths(MAX_STOCK);

// One conditional update decides for everybody: there is no moment between looking and taking.
const changeStock = prepared(
  'change_stock',
  (db, p: Slots<{ partId: number; quantity: number; reserved: number; at: Date }>) =>
    db
      .update(parts)
      .set({
        quantity: sql`${parts.quantity} + ${p.quantity}`,
        reserved: sql`${parts.reserved} + ${p.reserved}`,
        version: sql`${parts.version} + 1`,
        updatedAt: sql`${sql.param(p.at, parts.updatedAt)}`,
      })
      .where(
        sql`${parts.id} = ${p.partId}
          and ${parts.quantity} + ${p.quantity} <= ${MAX_THOUSANDTHS}
          and ${parts.reserved} + ${p.reserved} between 0 and ${parts.quantity} + ${p.quantity}`,
      )
      .returning(),
);

/** Moves stock and records it in the ledger, or throws and changes nothing. Returns the part afterwards. */
export async function moveStock(call: StockRecording, tx: Queries, movement: Movement): Promise<PartRow> {
  const { partId, kind, delta, at } = movement;
  const { quantity, reserved } = moves[kind];
  const [part] = await changeStock(tx, { partId, quantity: quantity * delta, reserved: reserved * delta, at });
  if (!part) throw await refusal(tx, movement);
  await record(tx, movement, part);
  const before = asTracked({
    ...part,
    quantity: part.quantity - quantity * delta,
    reserved: part.reserved - reserved * delta,
    version: part.version - 1,
  });
  recordChange(call, partEntity, { before, after: asTracked(part) });
  if (part.minQuantity !== null) watchLow(call, partId);
  return part;
}

const writeCost = prepared('part_cost', (db, p: Slots<{ partId: number; costCents: number; at: Date }>) =>
  db
    .update(parts)
    .set({ costCents: sql`${p.costCents}`, updatedAt: sql`${sql.param(p.at, parts.updatedAt)}` })
    .where(eq(parts.id, p.partId))
    .returning(),
);

/** Takes over what a part that has just moved has cost. */
export async function setCost(call: StockRecording, tx: Queries, part: PartRow, costCents: number): Promise<void> {
  if (part.costCents === costCents) return;
  const [after] = await writeCost(tx, { partId: part.id, costCents, at: call.shop.now() });
  if (after) recordChange(call, partEntity, { before: asTracked(part), after: asTracked(after) });
}

const insertMovement = prepared(
  'insert_movement',
  (
    db,
    p: Slots<{
      partId: number;
      kind: MovementKind;
      delta: number;
      quantityAfter: number;
      reservedAfter: number;
      ticketId: number | null;
      purchaseId: number | null;
      accountId: number | null;
      note: string | null;
      at: Date;
    }>,
  ) =>
    db.insert(stockMovements).values({
      partId: p.partId,
      kind: p.kind,
      delta: p.delta,
      quantityAfter: p.quantityAfter,
      reservedAfter: p.reservedAfter,
      ticketId: p.ticketId,
      purchaseId: p.purchaseId,
      accountId: p.accountId,
      note: p.note,
      at: p.at,
    }),
);

/** Records a movement in the ledger. */
export async function record(
  tx: Queries,
  movement: Movement,
  part: { quantity: number; reserved: number },
): Promise<void> {
  const { partId, kind, delta, ticketId, purchaseId = null, accountId, note = null, at } = movement;
  await insertMovement(tx, {
    partId,
    kind,
    delta,
    quantityAfter: part.quantity,
    reservedAfter: part.reserved,
    ticketId,
    purchaseId,
    accountId,
    note,
    at,
  });
}

async function refusal(tx: Queries, { partId, kind, delta, member }: Movement): Promise<AppError> {
  const part = await getPartRow(tx, partId);
  if (!part) return notFound('part');
  const { quantity, reserved } = part;
  if (moves[kind].quantity === 1 && quantity + delta > MAX_THOUSANDTHS) {
    return invalidInput(
      member ?? [kind === 'return' ? 'status' : 'delta'],
      `Part ${partId} would exceed the highest quantity, ${MAX_STOCK}: use a lower number.`,
    );
  }
  return new AppError('INSUFFICIENT_STOCK', {
    partId,
    requested: fromThousandths(Math.abs(delta)),
    available: fromThousandths(quantity - reserved),
  });
}
