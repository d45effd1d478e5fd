// What a decision of the customer does to jobs and stock. Callers record the approval and touch the ticket.
import type { Job, Ticket } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import type { StockRecording } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { readSettings } from '../shop/rows.ts';
import { holdLines, holdingOn } from './holding.ts';
import { ticketJobs } from './lines-table.ts';

export interface Decision {
  approve: readonly number[];
  decline: readonly number[];
  /** What is approved of each job, in cents. Defaults to its net now. */
  nets?: ReadonlyMap<number, number>;
}

const jobsOf = (ticket: Ticket, ids: readonly number[]): Job[] => ticket.jobs.filter(({ id }) => ids.includes(id));

/**
 * Approves and declines jobs. An approved job reserves its parts as far as there is stock, and the rest is missing; a
 * declined one releases them. Ids that are not on the ticket have no effect.
 */
export async function decideJobs(
  call: StockRecording,
  tx: Queries,
  ticket: Ticket,
  { approve, decline, nets }: Decision,
): Promise<void> {
  const [approved, declined] = [jobsOf(ticket, approve), jobsOf(ticket, decline)];
  const decided = new Set([...approved, ...declined].map(({ id }) => id));
  const lines = ticket.parts.filter(({ jobId }) => jobId !== null && decided.has(jobId));
  await holdLines(call, tx, ticket.id, lines, (jobId) => jobId !== null && approve.includes(jobId));
  for (const { id, netCents } of approved) {
    await tx
      .update(ticketJobs)
      .set({ approval: 'approved', approvedCents: nets?.get(id) ?? netCents, revivedTicketId: null })
      .where(eq(ticketJobs.id, id));
  }
  await setApproval(tx, declined, 'declined');
}

/**
 * Marks jobs as asked for, unless they are approved or exceeded. One that was declined gets its parts back, as far as
 * there is stock, where the shop does not require approval.
 */
export async function askForJobs(call: Call, tx: Queries, ticket: Ticket, ids: readonly number[]) {
  const asked = jobsOf(ticket, ids).filter(({ approval }) => approval !== 'approved' && approval !== 'exceeded');
  const again = new Set(asked.filter(({ approval }) => approval === 'declined').map(({ id }) => id));
  const lines = ticket.parts.filter(({ jobId }) => jobId !== null && again.has(jobId));
  const jobs = asked.map(({ id }) => ({ id, approval: 'asked' as const }));
  await holdLines(call, tx, ticket.id, lines, holdingOn(await readSettings(tx), { jobs }));
  await setApproval(tx, asked, 'asked');
}

async function setApproval(tx: Queries, jobs: readonly Job[], approval: 'asked' | 'declined'): Promise<void> {
  if (jobs.length === 0) return;
  const ids = idList(jobs.map(({ id }) => id));
  await tx.update(ticketJobs).set({ approval, approvedCents: null }).where(inIds(ticketJobs.id, ids));
}
