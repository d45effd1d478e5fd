import {
  type SetStatusInput,
  type Ticket,
  type TicketPart,
  type TicketStatus,
  hasDecimals,
  toThousandths,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { AppError, invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { getPartRow } from '../inventory/rows.ts';
import { noHold, readableTicket, touchTicket } from './change.ts';
import { ticketParts } from './lines-table.ts';
import { type Taken, moveFor, release, reserve } from './movements.ts';
import { closeSent } from './sent-estimate.ts';
import { isWorkedOn, mayMove, moveOf } from './status.ts';
import { statusChanges } from './table.ts';
import { fillWaiting } from './waiting.ts';

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
    if (move.noteRequired && note === null)
      throw invalidInput(['note'], 'Give a note that says why the ticket is reopened.');
    if (to === 'completed') assertNothingMissing(ticket);
    if (!isWorkedOn(to)) await closeSent(call, tx, id, 'withdrawn');
    await moveLines(call, tx, ticket, to);
    await recordStatus(call, tx, { ticketId: id, from, to, note });
    return touchTicket(call, tx, ticket, {
      status: to,
      completedAt: to === 'completed' ? call.shop.now() : null,
      ...(isWorkedOn(to) ? {} : noHold),
    });
  });
}

function assertNothingMissing({ parts }: Ticket): void {
  const lines = parts
    .filter(({ missing }) => missing > 0)
    .map(({ id, partId, missing }) => ({ lineId: id, partId, missing }));
  if (lines.length > 0) throw new AppError('PARTS_MISSING', { lines });
}

/** Moves the stock of one line and returns what the line holds then. Thousandths. */
type Step = (call: SignedInCall, tx: Queries, ticketId: number, line: TicketPart) => Promise<Taken>;

const nothing: Taken = { reserved: 0, missing: 0 };

const consume: Step = async (call, tx, ticketId, { partId, quantity }) => {
  await moveFor(call, tx, ticketId, { partId, kind: 'consume', delta: -toThousandths(quantity) });
  return nothing;
};

const giveUp: Step = async (call, tx, ticketId, { partId, reserved }) => {
  await release(call, tx, { ticketId, partId }, toThousandths(reserved));
  return nothing;
};

const takeBack: Step = async (call, tx, ticketId, { partId, quantity }) => {
  const delta = toThousandths(quantity);
  await moveFor(call, tx, ticketId, { partId, kind: 'return', delta });
  return reserve(call, tx, { ticketId, partId }, { quantity: delta, backorder: false });
};

const waitFor: Step = (call, tx, ticketId, { partId, quantity }) =>
  reserve(call, tx, { ticketId, partId }, { quantity: toThousandths(quantity), backorder: true });

/** Rejects opening a ticket again whose lines have more decimals than their parts have since. */
async function assertCountable(tx: Queries, { parts }: Ticket): Promise<void> {
  for (const { partId, quantity } of parts) {
    const part = await getPartRow(tx, partId);
    if (!part || hasDecimals(quantity, part.decimals)) continue;
    throw invalidInput(['status'], `Part ${partId} has fewer decimals than its line: raise its decimals first.`);
  }
}

function stepOf(from: TicketStatus, to: TicketStatus): Step | undefined {
  if (to === 'completed') return consume;
  if (to === 'cancelled') return giveUp;
  if (from === 'completed') return takeBack;
  return from === 'cancelled' ? waitFor : undefined;
}

async function moveLines(call: SignedInCall, tx: Queries, ticket: Ticket, to: TicketStatus): Promise<void> {
  const step = stepOf(ticket.status, to);
  if (!step) return;
  if (!isWorkedOn(ticket.status)) await assertCountable(tx, ticket);
  // In one order for everybody, so that two tickets with the same parts never wait for each other.
  const lines = ticket.parts.toSorted((a, b) => a.partId - b.partId || a.id - b.id);
  for (const line of lines) {
    const holds = await step(call, tx, ticket.id, line);
    await tx.update(ticketParts).set(holds).where(eq(ticketParts.id, line.id));
  }
  if (to !== 'cancelled') return;
  for (const partId of new Set(lines.map((line) => line.partId))) await fillWaiting(call, tx, partId, ticket.id);
}

type NewChange = Pick<typeof statusChanges.$inferInsert, 'ticketId' | 'from' | 'to' | 'note'>;

/** Records a change in the ticket's history. */
export async function recordStatus(call: SignedInCall, tx: Queries, change: NewChange): Promise<void> {
  await tx.insert(statusChanges).values({ ...change, byId: call.caller.accountId, at: call.shop.now() });
}
