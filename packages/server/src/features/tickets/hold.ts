import type { SetHoldInput, Ticket } from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertOpen, noHold, readableTicket, touchTicket } from './change.ts';

/** Puts a ticket on hold, or lifts the hold. A second hold for the same reason keeps its start. */
export function setHold(call: SignedInWriteCall, { id, version, hold }: Parsed<typeof SetHoldInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, id);
    assertOpen(ticket, version);
    const note = hold?.note ?? null;
    if (hold?.reason === ticket.hold?.reason && note === (ticket.hold?.note ?? null)) return ticket;
    if (!hold) return touchTicket(call, tx, ticket, noHold);
    const isSame = ticket.hold?.reason === hold.reason;
    const since = isSame && ticket.hold ? new Date(ticket.hold.since) : call.shop.now();
    return touchTicket(call, tx, ticket, { holdReason: hold.reason, holdNote: note, holdSince: since });
  });
}
