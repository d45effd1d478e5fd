import {
  type SetStatusInput,
  type Shop,
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
import { readSettings } from '../shop/rows.ts';
import { undecidedJobs } from './blockers.ts';
import { asCallerSees, asStaffSees, noHold, readableTicket, touchTicket } from './change.ts';
import { deferJobs, resumeJobs } from './deferral.ts';
import { type Holding, holdLines, holdingOn } from './holding.ts';
import { ticketParts } from './lines-table.ts';
import { type Taken, moveFor, nothing, release, reserve } from './movements.ts';
import { closeSent } from './sent-estimate.ts';
import { isWorkedOn, mayMove, moveOf } from './status.ts';
import { statusChanges } from './table.ts';
import { stopClocks } from './time-entries.ts';
import { fillWaiting } from './waiting.ts';

/** Changes the status of a ticket, and its stock with it. */
export function setStatus(call: SignedInWriteCall, input: Parsed<typeof SetStatusInput>): Promise<Ticket> {
  return call.write((tx) => setStatusOf(call, tx, input));
}

export async function setStatusOf(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof SetStatusInput>,
): Promise<Ticket> {
  const { id, version, status: to, note = null } = input;
  const ticket = await readableTicket(call, tx, id);
  const from = ticket.status;
  const move = moveOf(from, to);
  if (move && !mayMove(call.caller.role, move)) throw new AppError('ROLE_REQUIRED', { role: move.role });
  assertVersion(ticket, version);
  if (!move) throw new AppError('ILLEGAL_TRANSITION', { from, to, allowed: ticket.allowedStatuses });
  if (move.noteRequired && note === null)
    throw invalidInput(['note'], 'Give a note that says why the ticket is reopened.');
  const settings = await readSettings(tx);
  if (to === 'completed') await assertReady(call, tx, ticket, settings);
  if (ticket.invoice) throw new AppError('INVOICED', { invoiceId: ticket.invoice.id, number: ticket.invoice.number });
  const before = await asStaffSees(call, tx, ticket);
  if (!isWorkedOn(to)) await closeSent(call, tx, id, 'withdrawn');
  const resumed = isWorkedOn(from) ? ticket : await resumeJobs(tx, ticket);
  await moveLines(call, tx, resumed, to, holdingOn(settings, resumed));
  if (!isWorkedOn(to)) await deferJobs(call, tx, ticket, to);
  await recordStatus(call, tx, { ticketId: id, from, to, note });
  const minutes = isWorkedOn(to) ? 0 : await stopClocks(call, tx, id);
  const after = await touchTicket(call, tx, before, {
    status: to,
    clockedMinutes: (before.clockedMinutes ?? 0) + minutes,
    completedAt: to === 'completed' ? call.shop.now() : null,
    ...(isWorkedOn(to) ? {} : noHold),
  });
  return asCallerSees(call, tx, after);
}

/** Rejects completing a ticket whose jobs the customer has not decided about, or whose parts are not all there. */
async function assertReady(call: SignedInCall, tx: Queries, ticket: Ticket, settings: Shop): Promise<void> {
  const jobIds = undecidedJobs(ticket, settings);
  if (jobIds.length > 0) throw new AppError('APPROVAL_NEEDED', { jobIds });
  // A line may hold nothing yet: the shop required approval when it last changed.
  const parts = await holdLines(call, tx, ticket.id, ticket.parts, holdingOn(settings, ticket));
  const lines = parts
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => a.id - b.id)
    .map(({ id, partId, missing }) => ({ lineId: id, partId, missing }));
  if (lines.length > 0) throw new AppError('PARTS_MISSING', { lines });
}

/** Moves the stock of one line and returns what the line holds then. Thousandths. */
type Step = (call: SignedInCall, tx: Queries, ticketId: number, line: TicketPart, holds: boolean) => Promise<Taken>;

const consume: Step = async (call, tx, ticketId, { partId, quantity }) => {
  await moveFor(call, tx, ticketId, { partId, kind: 'consume', delta: -toThousandths(quantity) });
  return nothing;
};

const giveUp: Step = async (call, tx, ticketId, { partId, reserved }) => {
  await release(call, tx, { ticketId, partId }, toThousandths(reserved));
  return nothing;
};

const takeBack: Step = async (call, tx, ticketId, { partId, quantity }, holds) => {
  const delta = toThousandths(quantity);
  await moveFor(call, tx, ticketId, { partId, kind: 'return', delta });
  return holds ? reserve(call, tx, { ticketId, partId }, { quantity: delta, backorder: false }) : nothing;
};

const waitFor: Step = async (call, tx, ticketId, { partId, quantity }, holds) => {
  if (!holds) return nothing;
  return reserve(call, tx, { ticketId, partId }, { quantity: toThousandths(quantity), backorder: true });
};

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

async function moveLines(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  to: TicketStatus,
  holding: Holding,
): Promise<void> {
  const step = stepOf(ticket.status, to);
  if (!step) return;
  if (!isWorkedOn(ticket.status)) await assertCountable(tx, ticket);
  const lines = usedLines(ticket);
  for (const line of lines) {
    const holds = await step(call, tx, ticket.id, line, holding(line.jobId));
    await tx.update(ticketParts).set(holds).where(eq(ticketParts.id, line.id));
  }
  if (step !== giveUp && step !== takeBack) return;
  for (const partId of new Set(lines.map((line) => line.partId))) await fillWaiting(call, tx, partId, ticket.id);
}

/**
 * The lines that hold stock or have consumed it: not those of declined jobs. In one order for everybody, so that two
 * tickets with the same parts never wait for each other.
 */
function usedLines({ jobs, parts }: Ticket): TicketPart[] {
  const declined = new Set(jobs.filter(({ approval }) => approval === 'declined').map(({ id }) => id));
  return parts
    .filter(({ jobId }) => jobId === null || !declined.has(jobId))
    .toSorted((a, b) => a.partId - b.partId || a.id - b.id);
}

type NewChange = Pick<typeof statusChanges.$inferInsert, 'ticketId' | 'from' | 'to' | 'note'>;

/** Records a change in the ticket's history. */
export async function recordStatus(call: SignedInCall, tx: Queries, change: NewChange): Promise<void> {
  await tx.insert(statusChanges).values({ ...change, byId: call.caller.accountId, at: call.shop.now() });
}
