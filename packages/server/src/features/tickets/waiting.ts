// The queue for parts that are short: lines wait by the age of their ticket, then their own.
import type { Ticket } from '@mechanic-shop/shared';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { recordChange, recordHappening } from '../../core/events/record.ts';
import type { Filled, StockDemand, StockRecording } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { partEntity } from '../inventory/entity.ts';
import { type PartRow, asTracked, getPartRow } from '../inventory/rows.ts';
import { parts, stockMovements } from '../inventory/table.ts';
import { ticketEntity } from './entity.ts';
import { ticketParts } from './lines-table.ts';
import { readTickets } from './rows.ts';
import { tickets } from './table.ts';
import { staffView } from './view.ts';

/** How many lines one statement fills. */
const BATCH = 500;

const waitingLines = prepared('waiting_lines', (db, p: Slots<{ partId: number; limit: number }>) =>
  db
    .select({ id: ticketParts.id, ticketId: ticketParts.ticketId, missing: ticketParts.missing })
    .from(ticketParts)
    .where(and(eq(ticketParts.partId, p.partId), sql`${ticketParts.missing} > 0`))
    .orderBy(asc(ticketParts.ticketId), asc(ticketParts.id))
    .limit(p.limit),
);

/** Shares what is available out among lines in the order of the queue. */
function shareOut(
  lines: Awaited<ReturnType<typeof waitingLines>>,
  { id: partId, quantity: onShelf, reserved }: PartRow,
): Filled[] {
  const fills: Filled[] = [];
  let left = onShelf - reserved;
  for (const { id, ticketId, missing } of lines) {
    if (left === 0) break;
    const quantity = Math.min(left, missing);
    fills.push({ ticketId, lineId: id, partId, quantity, complete: quantity === missing });
    left -= quantity;
  }
  return fills;
}

/** Gives what is available of a part to the lines that wait for it; `ownTicketId` is a ticket that its caller touches. */
export async function fillWaiting(
  call: StockRecording,
  tx: Queries,
  partId: number,
  ownTicketId = 0,
): Promise<Filled[]> {
  const filled: Filled[] = [];
  let isFull = true;
  while (isFull) {
    const lines = await waitingLines(tx, { partId, limit: BATCH });
    const part = lines.length === 0 ? undefined : await getPartRow(tx, partId);
    if (!part || part.quantity === part.reserved) return filled;
    isFull = lines.length === BATCH;
    const fills = shareOut(lines, part);
    const ticketIds = [...new Set(fills.map(({ ticketId }) => ticketId))].filter((id) => id !== ownTicketId);
    const before = await staffTickets(call, tx, ticketIds);
    await fillLines(tx, fills);
    await recordFills(call, tx, part, fills);
    await touchFilled(call, tx, ticketIds);
    await recordFilled(call, tx, before);
    filled.push(...fills);
  }
  return filled;
}

/** All of the lines are filled but perhaps the last. */
async function fillLines(tx: Queries, fills: Filled[]): Promise<void> {
  const last = fills.at(-1);
  const isPartial = last !== undefined && !last.complete;
  const whole = isPartial ? fills.slice(0, -1) : fills;
  await tx
    .update(ticketParts)
    .set({ reserved: sql`${ticketParts.reserved} + ${ticketParts.missing}`, missing: 0 })
    .where(inIds(ticketParts.id, idList(whole.map(({ lineId }) => lineId))));
  if (!isPartial) return;
  await tx
    .update(ticketParts)
    .set({
      reserved: sql`${ticketParts.reserved} + ${last.quantity}`,
      missing: sql`${ticketParts.missing} - ${last.quantity}`,
    })
    .where(eq(ticketParts.id, last.lineId));
}

async function recordFills(call: StockRecording, tx: Queries, part: PartRow, fills: Filled[]): Promise<void> {
  const at = call.shop.now();
  const partId = part.id;
  let reservedAfter = part.reserved;
  const movements = fills.map(({ ticketId, quantity }) => {
    reservedAfter += quantity;
    return {
      partId,
      kind: 'reserve' as const,
      delta: quantity,
      quantityAfter: part.quantity,
      reservedAfter,
      ticketId,
      accountId: call.caller?.accountId ?? null,
      note: null,
      at,
    };
  });
  await tx.insert(stockMovements).values(movements);
  await tx
    .update(parts)
    .set({ reserved: reservedAfter, version: sql`${parts.version} + 1`, updatedAt: at })
    .where(eq(parts.id, partId));
  const after = asTracked({ ...part, reserved: reservedAfter, version: part.version + 1, updatedAt: at });
  recordChange(call, partEntity, { before: asTracked(part), after });
}

/** Raises the versions of filled tickets, and lifts the holds of those that miss nothing any more. */
async function touchFilled(call: StockRecording, tx: Queries, ticketIds: readonly number[]): Promise<void> {
  const ids = idList(ticketIds);
  const areFilled = inIds(tickets.id, ids);
  await tx
    .update(tickets)
    .set({ version: sql`${tickets.version} + 1`, updatedAt: call.shop.now() })
    .where(areFilled);
  const stillMisses = tx
    .select({ id: ticketParts.ticketId })
    .from(ticketParts)
    .where(and(inIds(ticketParts.ticketId, ids), sql`${ticketParts.missing} > 0`));
  await tx
    .update(tickets)
    .set({ holdReason: null, holdNote: null, holdSince: null })
    .where(and(areFilled, eq(tickets.holdReason, 'waiting_parts'), sql`${tickets.id} not in (${stillMisses})`));
}

const staffTickets = async (call: StockRecording, tx: Queries, ids: readonly number[]): Promise<Ticket[]> =>
  readTickets(tx, ids, await staffView(tx, call.shop.now().getTime()));

const isComplete = ({ parts: lines }: Ticket): boolean => lines.every(({ missing }) => missing === 0);

/** Records what filling has changed on tickets, and that all parts of some have arrived. */
async function recordFilled(call: StockRecording, tx: Queries, before: readonly Ticket[]): Promise<void> {
  const ids = before.map(({ id }) => id);
  const after = new Map((await staffTickets(call, tx, ids)).map((ticket) => [ticket.id, ticket]));
  for (const ticket of before) {
    const filled = after.get(ticket.id);
    if (!filled) continue;
    recordChange(call, ticketEntity, { before: ticket, after: filled });
    if (isComplete(filled)) recordHappening(call, ticketEntity, { row: filled, what: 'parts_arrived' });
  }
}

const missing = prepared('parts_missing', (db, p: Slots<{ ids: string }>) =>
  db
    .select({ partId: ticketParts.partId, missing: sql<number>`sum(${ticketParts.missing})`.mapWith(Number) })
    .from(ticketParts)
    .where(and(inIds(ticketParts.partId, p.ids), sql`${ticketParts.missing} > 0`))
    .groupBy(ticketParts.partId),
);

const live = ['open', 'in_progress'] as const;

export const ticketDemand: StockDemand = {
  fill: (call, tx, partId) => fillWaiting(call, tx, partId),
  needsFiner: async (tx, partId, step) => {
    const [line] = await tx
      .select({ id: ticketParts.id })
      .from(ticketParts)
      .innerJoin(tickets, eq(tickets.id, ticketParts.ticketId))
      .where(
        and(
          eq(ticketParts.partId, partId),
          inArray(tickets.status, live),
          sql`(${ticketParts.quantity} % ${step} <> 0 or ${ticketParts.reserved} % ${step} <> 0)`,
        ),
      )
      .limit(1);
    return line !== undefined;
  },
  demandOf: async (db, partIds) =>
    new Map((await missing(db, { ids: idList(partIds) })).map((row) => [row.partId, { missing: row.missing }])),
};
