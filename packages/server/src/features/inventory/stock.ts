import { MAX_STOCK, type MovementKind, fromThousandths, toThousandths } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { partEntity } from './entity.ts';
import { type PartRow, asPart, getPartRow } from './rows.ts';
import { parts, stockMovements } from './table.ts';

/** A change of stock: the account, the ticket, the amount. */
export interface Movement {
  partId: number;
  kind: MovementKind;
  /** Signed thousandths: what `quantity` or `reserved` changes by. */
  delta: number;
  ticketId: number | null;
  accountId: number | null;
  note?: string | null | undefined;
  at: Date;
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
export async function moveStock(call: Recording, tx: Queries, movement: Movement): Promise<PartRow> {
  const { partId, kind, delta, at } = movement;
  const { quantity, reserved } = moves[kind];
  const [part] = await changeStock(tx, { partId, quantity: quantity * delta, reserved: reserved * delta, at });
  if (!part) throw await refusal(tx, movement);
  await record(tx, movement, part);
  const before = asPart({
    ...part,
    quantity: part.quantity - quantity * delta,
    reserved: part.reserved - reserved * delta,
    version: part.version - 1,
  });
  recordChange(call, partEntity, { before, after: asPart(part) });
  return part;
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
  const { partId, kind, delta, ticketId, accountId, note = null, at } = movement;
  await insertMovement(tx, {
    partId,
    kind,
    delta,
    quantityAfter: part.quantity,
    reservedAfter: part.reserved,
    ticketId,
    accountId,
    note,
    at,
  });
}

async function refusal(tx: Queries, { partId, kind, delta }: Movement): Promise<AppError> {
  const part = await getPartRow(tx, partId);
  if (!part) return notFound('part');
  const { quantity, reserved } = part;
  if (moves[kind].quantity === 1 && quantity + delta > MAX_THOUSANDTHS) {
    const member = kind === 'return' ? 'status' : 'delta';
    return invalidInput(
      [member],
      `Part ${partId} would exceed the highest quantity, ${MAX_STOCK}: use a lower number.`,
    );
  }
  return new AppError('INSUFFICIENT_STOCK', {
    partId,
    requested: fromThousandths(Math.abs(delta)),
    available: fromThousandths(quantity - reserved),
  });
}
