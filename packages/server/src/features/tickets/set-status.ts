import type { SetStatusInput, Ticket, TicketStatus } from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { AppError, invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Movement, moveStock } from '../inventory/stock.ts';
import { readableTicket, touchTicket } from './change.ts';
import { ticketMovement } from './parts.ts';
import { mayMove, moveOf } from './status.ts';
import { statusChanges } from './table.ts';

/** Changes the status of a ticket, and its stock with it. */
export function setStatus(call: SignedInWriteCall, input: Parsed<typeof SetStatusInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { id, version, status: to, note = null } = input;
    const ticket = await readableTicket(call, tx, id);
    const from = ticket.status;
    const move = moveOf(from, to);
    if (move && !mayMove(call.caller.role, move)) throw new AppError('ROLE_REQUIRED', { role: move.role });
    assertVersion(ticket, version);
    if (!move) throw new AppError('ILLEGAL_TRANSITION', { from, to, allowed: ticket.allowedStatuses });
    if (move.noteRequired && note === null) throw invalidInput(['note'], 'Say why the ticket is opened again.');
    await moveLines(call, tx, ticket, to);
    await recordStatus(call, tx, { ticketId: id, from, to, note });
    return touchTicket(call, tx, id, { status: to, completedAt: to === 'completed' ? call.shop.now() : null });
  });
}

type Step = (quantity: number) => Pick<Movement, 'kind' | 'delta'>;

const consume: Step = (quantity) => ({ kind: 'consume', delta: -quantity });
const release: Step = (quantity) => ({ kind: 'release', delta: -quantity });
const giveBack: Step = (quantity) => ({ kind: 'return', delta: quantity });
const reserve: Step = (quantity) => ({ kind: 'reserve', delta: quantity });

function stepsOf(from: TicketStatus, to: TicketStatus): Step[] {
  if (to === 'completed') return [consume];
  if (to === 'cancelled') return [release];
  if (from === 'completed') return [giveBack, reserve];
  return from === 'cancelled' ? [reserve] : [];
}

async function moveLines(call: SignedInCall, tx: Queries, ticket: Ticket, to: TicketStatus): Promise<void> {
  const steps = stepsOf(ticket.status, to);
  // In one order for all calls, so that two tickets with the same parts never deadlock.
  const lines = ticket.parts.toSorted((a, b) => a.partId - b.partId);
  for (const { partId, quantity } of lines) {
    for (const step of steps) await moveStock(call, tx, ticketMovement(call, ticket.id, { partId, ...step(quantity) }));
  }
}

type NewChange = Pick<typeof statusChanges.$inferInsert, 'ticketId' | 'from' | 'to' | 'note'>;

/** Records a change in the ticket's history. */
export async function recordStatus(call: SignedInCall, tx: Queries, change: NewChange): Promise<void> {
  await tx.insert(statusChanges).values({ ...change, byId: call.caller.accountId, at: call.shop.now() });
}
