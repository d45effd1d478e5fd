// Deferred work: jobs that were not done when their ticket was closed.
import type { Job, Ticket, TicketStatus } from '@mechanic-shop/shared';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import type { Queries } from '../../platform/db/database.ts';
import { ticketJobs } from './lines-table.ts';

/** Puts the jobs that stay undone on the list: declined ones of a completed ticket, all of a cancelled one. */
export async function deferJobs(
  { shop }: Pick<Call, 'shop'>,
  tx: Queries,
  ticket: Ticket,
  to: TicketStatus,
): Promise<void> {
  const deferredReason = to === 'cancelled' ? ('cancelled' as const) : ('declined' as const);
  const undone = ticket.jobs.filter(({ approval }) => to === 'cancelled' || approval === 'declined');
  for (const { id, netCents } of undone) {
    await tx
      .update(ticketJobs)
      .set({
        deferredAt: shop.now(),
        deferredReason,
        deferredNetCents: netCents,
        deferredCustomerId: ticket.customer.id,
        deferredVehicleId: ticket.vehicle?.id ?? null,
        // Revived before its ticket was opened again: it stays revived.
        deferredOpen: sql`${ticketJobs.revivedTicketId} is null`,
      })
      .where(eq(ticketJobs.id, id));
  }
}

const notDeferred = {
  deferredAt: null,
  deferredReason: null,
  deferredNetCents: null,
  deferredCustomerId: null,
  deferredVehicleId: null,
  deferredOpen: null,
  dismissedAt: null,
};

/**
 * Takes the jobs of a ticket that is opened again off the list. One that was revived on another ticket is declined
 * here, so that it is not done twice. Returns the ticket with these approvals.
 */
export async function resumeJobs(tx: Queries, ticket: Ticket): Promise<Ticket> {
  if (ticket.jobs.length === 0) return ticket;
  const ofTicket = eq(ticketJobs.ticketId, ticket.id);
  // Only those on the list: one that was revived earlier may have been asked for again, and done here after all.
  const moved = await tx
    .update(ticketJobs)
    .set({ approval: 'declined', approvedCents: null })
    .where(and(ofTicket, isNotNull(ticketJobs.deferredAt), isNotNull(ticketJobs.revivedTicketId)))
    .returning({ id: ticketJobs.id });
  await tx.update(ticketJobs).set(notDeferred).where(ofTicket);
  const movedIds = new Set(moved.map(({ id }) => id));
  const declined = (job: Job): Job => ({ ...job, approval: 'declined', approvedCents: null });
  return { ...ticket, jobs: ticket.jobs.map((job) => (movedIds.has(job.id) ? declined(job) : job)) };
}

/** Moves the deferred jobs of a ticket to the customer that it is given to. */
export async function moveDeferred(
  tx: Queries,
  ticketId: number,
  to: { customerId: number; vehicleId: number | null },
): Promise<void> {
  await tx
    .update(ticketJobs)
    .set({ deferredCustomerId: to.customerId, deferredVehicleId: to.vehicleId })
    .where(and(eq(ticketJobs.ticketId, ticketId), isNotNull(ticketJobs.deferredAt)));
}

/** Opens the deferred jobs again that were copied to a ticket which is deleted. */
export async function forgetRevived(tx: Queries, ticketId: number): Promise<void> {
  const open = sql`case when ${ticketJobs.deferredAt} is null then null else ${ticketJobs.dismissedAt} is null end`;
  await tx
    .update(ticketJobs)
    .set({ revivedTicketId: null, deferredOpen: open })
    .where(eq(ticketJobs.revivedTicketId, ticketId));
}
