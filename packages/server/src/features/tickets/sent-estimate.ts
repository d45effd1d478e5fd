// The estimate of a ticket that waits for an answer; there is at most one. Its jobs are `asked`.
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { estimates } from './approvals-table.ts';
import { ticketEntity } from './entity.ts';
import { estimateEntity } from './estimate-entity.ts';
import { ticketJobs } from './lines-table.ts';
import { readTickets } from './rows.ts';
import { staffView } from './view.ts';

export type EstimateRow = typeof estimates.$inferSelect;

/** The status as the clock judges it: housekeeping marks expired estimates later. */
export function statusNow({ expiry }: Call['shop'], row: EstimateRow): EstimateRow['status'] {
  if (row.status !== 'sent') return row.status;
  return expiry.isCurrent({ ...row, createdAt: row.sentAt }) ? 'sent' : 'expired';
}

/** Marks a ticket's jobs that wait for an answer as not asked for. */
async function forgetAsked(tx: Queries, ticketIds: readonly number[]): Promise<void> {
  await tx
    .update(ticketJobs)
    .set({ approval: 'none', askedUntil: null })
    .where(and(inArray(ticketJobs.ticketId, [...ticketIds]), eq(ticketJobs.approval, 'asked')));
}

/** Closes the estimate of a ticket that waits for an answer, if there is one; its jobs are not asked for any more. */
export async function closeSent(
  call: Call,
  tx: Queries,
  ticketId: number,
  status: 'superseded' | 'withdrawn',
): Promise<void> {
  const [row] = await tx
    .select()
    .from(estimates)
    .where(and(eq(estimates.ticketId, ticketId), eq(estimates.status, 'sent')));
  if (!row) return;
  if (statusNow(call.shop, row) === 'expired') return expire(call, tx, [row]);
  await tx.update(estimates).set({ status }).where(eq(estimates.id, row.id));
  recordClosed(call, row, status);
  // What this changes on the ticket, its caller records.
  await forgetAsked(tx, [ticketId]);
}

type Sent = Pick<EstimateRow, 'id' | 'ticketId'>;

function recordClosed(call: Recording, { id, ticketId }: Sent, status: EstimateRow['status']): void {
  const row = { id, ticketId };
  const what = status === 'withdrawn' ? { what: status } : {};
  recordChange(call, estimateEntity, { before: { ...row, status: 'sent' }, after: { ...row, status }, ...what });
}

/** Marks estimates as expired, and their jobs as not asked for. */
async function expire(call: Recording, tx: Queries, rows: readonly Sent[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const ticketIds = rows.map(({ ticketId }) => ticketId);
  // As events have shown them so far; by now, the clock judges.
  const view = await staffView(tx, 0);
  const before = await readTickets(tx, ticketIds, view);
  await tx.update(estimates).set({ status: 'expired' }).where(inArray(estimates.id, ids));
  await forgetAsked(tx, ticketIds);
  const after = new Map((await readTickets(tx, ticketIds, view)).map((ticket) => [ticket.id, ticket]));
  for (const row of rows) recordClosed(call, row, 'expired');
  for (const ticket of before) {
    recordChange(call, ticketEntity, { before: ticket, after: after.get(ticket.id) ?? ticket });
  }
}

/** Marks up to `limit` estimates that have expired, and returns their number. */
export async function markExpired(call: Recording, tx: Queries, now: Date, limit: number): Promise<number> {
  const rows = await tx
    .select({ id: estimates.id, ticketId: estimates.ticketId })
    .from(estimates)
    .where(and(eq(estimates.status, 'sent'), lte(estimates.expiresAt, now)))
    .orderBy(asc(estimates.expiresAt))
    .limit(limit);
  if (rows.length > 0) await expire(call, tx, rows);
  return rows.length;
}
