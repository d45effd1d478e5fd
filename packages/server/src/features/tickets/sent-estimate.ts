// The estimate of a ticket that waits for an answer; there is at most one. Its jobs are `asked`.
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import type { Queries } from '../../platform/db/database.ts';
import { estimates } from './approvals-table.ts';
import { ticketJobs } from './lines-table.ts';

export type EstimateRow = typeof estimates.$inferSelect;

/** The status as the clock judges it: housekeeping marks expired estimates later. */
export function statusNow({ lives }: Call['shop'], row: EstimateRow): EstimateRow['status'] {
  if (row.status !== 'sent') return row.status;
  return lives.isAlive({ ...row, createdAt: row.sentAt }) ? 'sent' : 'expired';
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
  { shop }: Pick<Call, 'shop'>,
  tx: Queries,
  ticketId: number,
  status: 'superseded' | 'withdrawn',
): Promise<void> {
  const [row] = await tx
    .select()
    .from(estimates)
    .where(and(eq(estimates.ticketId, ticketId), eq(estimates.status, 'sent')));
  if (!row) return;
  const isExpired = statusNow(shop, row) === 'expired';
  await tx
    .update(estimates)
    .set({ status: isExpired ? 'expired' : status })
    .where(eq(estimates.id, row.id));
  await forgetAsked(tx, [ticketId]);
}

/** Marks up to `limit` estimates that have expired, and returns their number. */
export async function markExpired(tx: Queries, now: Date, limit: number): Promise<number> {
  const rows = await tx
    .select({ id: estimates.id, ticketId: estimates.ticketId })
    .from(estimates)
    .where(and(eq(estimates.status, 'sent'), lte(estimates.expiresAt, now)))
    .orderBy(asc(estimates.expiresAt))
    .limit(limit);
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await tx.update(estimates).set({ status: 'expired' }).where(inArray(estimates.id, ids));
  await forgetAsked(
    tx,
    rows.map(({ ticketId }) => ticketId),
  );
  return rows.length;
}
