import {
  type AddExtraInput,
  MAX_LINES,
  type RemoveExtraInput,
  type Ticket,
  type UpdateExtraInput,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInWriteCall } from '../../core/call.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { readSettings } from '../shop/rows.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { extraOn, jobIdOn } from './find-line.ts';
import { assertInJob } from './holding.ts';
import { ticketExtras } from './lines-table.ts';

/** Rejects more extras than a ticket has room for. */
export function assertExtrasFit(ticket: Ticket, more = 1, at = 'id'): void {
  if (ticket.extras.length + more <= MAX_LINES) return;
  throw invalidInput([at], `A ticket has at most ${MAX_LINES} fees and sublet lines: open another ticket.`);
}

export function addExtra(call: SignedInWriteCall, input: Parsed<typeof AddExtraInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const jobId = jobIdOn(ticket, input.jobId);
    assertOpen(ticket, input.version);
    assertInJob(await readSettings(tx), jobId);
    assertExtrasFit(ticket);
    const { kind, description, amountCents, taxable } = input;
    await tx.insert(ticketExtras).values({ ticketId: ticket.id, jobId, kind, description, amountCents, taxable });
    return touchTicket(call, tx, ticket, { hasWork: true }, 'amountCents');
  });
}

export function updateExtra(call: SignedInWriteCall, input: Parsed<typeof UpdateExtraInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const line = extraOn(ticket, input.extraId);
    assertOpen(ticket, input.version);
    const { kind, description, amountCents, taxable } = input;
    const changes = changesOf(line, { kind, description, amountCents, taxable });
    if (isEmpty(changes)) return ticket;
    await tx.update(ticketExtras).set(changes).where(eq(ticketExtras.id, line.id));
    return touchTicket(call, tx, ticket, {}, 'amountCents');
  });
}

export function removeExtra(call: SignedInWriteCall, input: Parsed<typeof RemoveExtraInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const line = extraOn(ticket, input.extraId);
    assertOpen(ticket, input.version);
    await tx.delete(ticketExtras).where(eq(ticketExtras.id, line.id));
    return touchTicket(call, tx, ticket);
  });
}
