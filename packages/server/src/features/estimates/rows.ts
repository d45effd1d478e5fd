import type { Approval, Estimate, EstimateView, JobDecision, Page } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, lt } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { asApproval } from '../tickets/approval-rows.ts';
import { approvals, estimates } from '../tickets/approvals-table.ts';
import { statusNow } from '../tickets/sent-estimate.ts';
import { tickets } from '../tickets/table.ts';
import { type Snapshot, readSnapshot } from './snapshot.ts';

function selectEstimates(db: Queries, where: SQL | undefined) {
  return db
    .select({
      estimate: estimates,
      customerId: tickets.customerId,
      sentBy: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
      approval: approvals,
    })
    .from(estimates)
    .innerJoin(tickets, eq(tickets.id, estimates.ticketId))
    .leftJoin(accounts, eq(accounts.id, estimates.sentById))
    .leftJoin(approvals, eq(approvals.estimateId, estimates.id))
    .where(where);
}

/** An estimate with its answer, and whose ticket it is about. */
export type EstimateFacts = Awaited<ReturnType<typeof selectEstimates>>[number];

export async function estimateById(db: Queries, id: number): Promise<EstimateFacts | undefined> {
  return (await selectEstimates(db, eq(estimates.id, id)))[0];
}

export async function estimateByDigest(db: Queries, digest: string): Promise<EstimateFacts | undefined> {
  return (await selectEstimates(db, eq(estimates.digest, digest)))[0];
}

function decisionOf(answer: Approval | null, jobId: number): JobDecision | null {
  if (!answer) return null;
  return answer.approved.includes(jobId) ? 'approved' : 'declined';
}

function shown(
  { shop, caller }: Call,
  { estimate: row, sentBy, approval }: EstimateFacts,
  snapshot: Snapshot,
): Estimate {
  // Customers answer estimates themselves, so staff never record an answer to one.
  const answer = approval && asApproval(approval, null, caller);
  return {
    id: row.id,
    ticketId: row.ticketId,
    number: row.number,
    status: statusNow(shop, row),
    message: row.message,
    currency: snapshot.currency,
    taxMode: snapshot.taxMode,
    jobs: snapshot.jobs.map((job) => ({ ...job, decision: decisionOf(answer, job.jobId) })),
    totals: snapshot.totals,
    sentBy,
    sentAt: instantText(row.sentAt),
    expiresAt: instantText(row.expiresAt),
    viewedAt: row.viewedAt && instantText(row.viewedAt),
    answer,
  };
}

export const asEstimate = (call: Call, facts: EstimateFacts): Estimate =>
  shown(call, facts, readSnapshot(facts.estimate.snapshot));

/** An estimate as its link shows it: without the names of staff. */
export function asView(call: Call, facts: EstimateFacts): EstimateView {
  const snapshot = readSnapshot(facts.estimate.snapshot);
  const { name, address, phone, email, taxNumber, language, timeZone } = snapshot.shop;
  const { vehicle } = snapshot;
  return {
    shop: { name, address, phone, email, taxNumber, language, timeZone },
    ticketId: facts.estimate.ticketId,
    customerFirstName: snapshot.customer.firstName,
    vehicle: vehicle && {
      make: vehicle.make,
      model: vehicle.model,
      year: vehicle.year,
      licensePlate: vehicle.licensePlate,
    },
    estimate: shown(call, { ...facts, sentBy: null }, snapshot),
  };
}

/** The estimates of a ticket, newest first. */
export function listEstimates(
  call: Call,
  { ticketId, limit, cursor }: { ticketId: number; limit: number; cursor?: string | undefined },
): Promise<Page<Estimate>> {
  return newestPage(keyset('estimates.list', ticketId, IdPosition), { limit, cursor }, async (wanted) => {
    const newest = selectEstimates(call.read, and(eq(estimates.ticketId, ticketId), lt(estimates.id, wanted.before)));
    const rows = await newest.orderBy(desc(estimates.id)).limit(wanted.limit);
    return rows.map((facts) => asEstimate(call, facts));
  });
}
