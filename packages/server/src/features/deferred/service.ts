import type {
  DeferredJob,
  Deleted,
  DismissDeferredInput,
  ListDeferredInput,
  Page,
  ReviveDeferredInput,
  Ticket,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertOpen, readableTicket, touchTicket } from '../tickets/change.ts';
import { copyJob } from '../tickets/copy-job.ts';
import { ticketJobs } from '../tickets/lines-table.ts';
import { deferredEntity } from './entity.ts';
import { deferredJob, listDeferred } from './rows.ts';

/** Customers list their own. */
export async function list(call: SignedInCall, input: Parsed<typeof ListDeferredInput>): Promise<Page<DeferredJob>> {
  if (isStaff(call.caller)) return listDeferred(call.read, input);
  if (input.customerId !== undefined) {
    throw invalidInput(['customerId'], 'Customers can list only their own deferred work: leave customerId out.');
  }
  return listDeferred(call.read, { ...input, customerId: call.caller.accountId });
}

async function assertDeferred(tx: Queries, jobId: number): Promise<DeferredJob> {
  const job = await deferredJob(tx, jobId);
  if (!job) throw notFound('job');
  return job;
}

function assertUntouched({ revivedTicketId, dismissed }: DeferredJob): void {
  if (revivedTicketId !== null || dismissed) throw new AppError('DEFERRED_CLOSED');
}

function recordClosed(call: SignedInCall, before: DeferredJob, after: DeferredJob, what: string): void {
  const id = before.jobId;
  recordChange(call, deferredEntity, { before: { id, ...before }, after: { id, ...after }, what });
}

/** Copies a deferred job to another ticket of its customer, at today's prices. */
export function revive(
  call: SignedInWriteCall,
  { jobId, ticketId }: Parsed<typeof ReviveDeferredInput>,
): Promise<Ticket> {
  return call.write(async (tx) => {
    const job = await assertDeferred(tx, jobId);
    const ticket = await readableTicket(call, tx, ticketId);
    if (ticket.customer.id !== job.customerId) {
      throw invalidInput(['ticketId'], 'This is the work of another customer: use a ticket of the same customer.');
    }
    assertOpen(ticket);
    assertUntouched(job);
    await tx.update(ticketJobs).set({ revivedTicketId: ticketId, deferredOpen: false }).where(eq(ticketJobs.id, jobId));
    recordClosed(call, job, { ...job, revivedTicketId: ticketId }, 'revived');
    await copyJob(call, tx, await readableTicket(call, tx, job.ticketId), jobId, ticket);
    return touchTicket(call, tx, ticket, { hasWork: true }, 'jobId');
  });
}

/** Takes a job off the list of deferred work. */
export function dismiss(call: SignedInWriteCall, { jobId }: Parsed<typeof DismissDeferredInput>): Promise<Deleted> {
  return call.write(async (tx) => {
    const job = await assertDeferred(tx, jobId);
    assertUntouched(job);
    await tx
      .update(ticketJobs)
      .set({ dismissedAt: call.shop.now(), deferredOpen: false })
      .where(eq(ticketJobs.id, jobId));
    recordClosed(call, job, { ...job, dismissed: true }, 'dismissed');
    return { id: jobId, message: 'The job is no longer listed as deferred work.' };
  });
}
