import {
  type AddPartInput,
  MAX_LINES,
  MAX_LINE_QUANTITY,
  MAX_TOTAL_CENTS,
  type RemovePartInput,
  type Ticket,
} from '@mechanic-shop/shared';
import { and, eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { getPart } from '../inventory/rows.ts';
import { type Movement, moveStock } from '../inventory/stock.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { ticketParts } from './table.ts';

/** A stock movement by the caller for a ticket. */
export function ticketMovement(
  call: SignedInCall,
  ticketId: number,
  movement: Pick<Movement, 'partId' | 'kind' | 'delta'>,
): Movement {
  return { ...movement, ticketId, accountId: call.caller.accountId, at: call.shop.now() };
}

function ofLine(ticketId: number, partId: number) {
  return and(eq(ticketParts.ticketId, ticketId), eq(ticketParts.partId, partId));
}

/** Reserves stock and adds it to the part's line; name, sku and price are those when the line is created. */
export function addPart(call: SignedInWriteCall, input: Parsed<typeof AddPartInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { partId, quantity } = input;
    const ticket = await readableTicket(call, tx, input.id);
    const part = await getPart(tx, partId);
    if (!part) throw notFound('part');
    assertOpen(ticket);
    const line = ticket.parts.find((other) => other.partId === partId);
    if (!line && ticket.parts.length >= MAX_LINES) {
      throw invalidInput(['partId'], `A ticket has at most ${MAX_LINES} different parts: open another ticket.`);
    }
    if ((line?.quantity ?? 0) + quantity > MAX_LINE_QUANTITY) {
      throw invalidInput(['quantity'], `A line has at most ${MAX_LINE_QUANTITY} pieces: add fewer.`);
    }
    const unitPriceCents = line?.unitPriceCents ?? part.priceCents;
    if (ticket.partsTotalCents + quantity * unitPriceCents > MAX_TOTAL_CENTS) {
      throw invalidInput(['quantity'], `A ticket's total is at most ${MAX_TOTAL_CENTS} cents: add fewer.`);
    }
    await moveStock(call, tx, ticketMovement(call, ticket.id, { partId, kind: 'reserve', delta: quantity }));
    if (line) {
      await tx
        .update(ticketParts)
        .set({ quantity: sql`${ticketParts.quantity} + ${quantity}` })
        .where(ofLine(ticket.id, partId));
    } else {
      const { sku, name } = part;
      await tx.insert(ticketParts).values({ ticketId: ticket.id, partId, sku, name, quantity, unitPriceCents });
    }
    return touchTicket(call, tx, ticket.id);
  });
}

/** Removes from the part's line, by default all of it, and releases the stock. */
export function removePart(call: SignedInWriteCall, input: Parsed<typeof RemovePartInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { partId } = input;
    const ticket = await readableTicket(call, tx, input.id);
    const line = ticket.parts.find((part) => part.partId === partId);
    if (!line) throw notFound('part');
    assertOpen(ticket);
    const quantity = input.quantity ?? line.quantity;
    if (quantity > line.quantity) {
      throw invalidInput(['quantity'], `The ticket has only ${line.quantity} of this part: remove fewer.`);
    }
    await moveStock(call, tx, ticketMovement(call, ticket.id, { partId, kind: 'release', delta: -quantity }));
    if (quantity === line.quantity) {
      await tx.delete(ticketParts).where(ofLine(ticket.id, partId));
    } else {
      await tx
        .update(ticketParts)
        .set({ quantity: sql`${ticketParts.quantity} - ${quantity}` })
        .where(ofLine(ticket.id, partId));
    }
    return touchTicket(call, tx, ticket.id);
  });
}
