import type { StockRecording } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { getPartRow } from '../inventory/rows.ts';
import { type Movement, moveStock } from '../inventory/stock.ts';

/** A stock movement by the caller for a ticket, in thousandths. */
export function moveFor(
  call: StockRecording,
  tx: Queries,
  ticketId: number,
  movement: Pick<Movement, 'partId' | 'kind' | 'delta'>,
) {
  return moveStock(call, tx, { ...movement, ticketId, accountId: call.caller?.accountId ?? null, at: call.shop.now() });
}

/** How a quantity is split when a line takes it, in thousandths. */
export interface Taken {
  reserved: number;
  missing: number;
}

export const nothing: Taken = { reserved: 0, missing: 0 };

/** Reserves all of a quantity, or with `backorder` as much as is available. Thousandths. */
export async function reserve(
  call: StockRecording,
  tx: Queries,
  line: { ticketId: number; partId: number },
  { quantity, backorder }: { quantity: number; backorder: boolean },
): Promise<Taken> {
  const part = backorder ? await getPartRow(tx, line.partId) : undefined;
  const reserved = part ? Math.min(quantity, part.quantity - part.reserved) : quantity;
  if (reserved > 0) await moveFor(call, tx, line.ticketId, { partId: line.partId, kind: 'reserve', delta: reserved });
  return { reserved, missing: quantity - reserved };
}

/** Gives back what a line has reserved. Thousandths. */
export async function release(
  call: StockRecording,
  tx: Queries,
  { ticketId, partId }: { ticketId: number; partId: number },
  quantity: number,
): Promise<void> {
  if (quantity > 0) await moveFor(call, tx, ticketId, { partId, kind: 'release', delta: -quantity });
}
