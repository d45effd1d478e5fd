import type { Ticket } from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import { type SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readTicket } from './rows.ts';
import { isWorkedOn } from './status.ts';
import { tickets } from './table.ts';

/** Staff see every ticket, customers their own; anything else is NOT_FOUND. */
export async function readableTicket(call: SignedInCall, db: Queries, id: number): Promise<Ticket> {
  const ticket = await readTicket(db, id, call.caller);
  if (!ticket || !(isStaff(call.caller) || ticket.customer.id === call.caller.accountId)) throw notFound('ticket');
  return ticket;
}

type Values = Partial<Omit<typeof tickets.$inferInsert, 'id' | 'version' | 'updatedAt'>>;

/** Updates a ticket's own columns, increments its version and returns the ticket. */
export async function touchTicket(call: SignedInCall, tx: Queries, id: number, values: Values = {}): Promise<Ticket> {
  await tx
    .update(tickets)
    .set({ ...values, version: sql`${tickets.version} + 1`, updatedAt: call.shop.now() })
    .where(eq(tickets.id, id));
  return readableTicket(call, tx, id);
}

/** Rejects a change based on an older version, or of a closed ticket. Referenced rows are checked before. */
export function assertOpen(ticket: Ticket, version?: number): void {
  assertVersion(ticket, version);
  if (!isWorkedOn(ticket.status)) throw new AppError('TICKET_CLOSED', { status: ticket.status });
}
