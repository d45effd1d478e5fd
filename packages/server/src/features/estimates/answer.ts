import type { AnswerEstimateInput, DecideEstimateInput, Estimate, EstimateView } from '@mechanic-shop/shared';
import { and, eq, isNull } from 'drizzle-orm';
import type { SignedInWriteCall, WriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { codeDigest } from '../../platform/security/codes.ts';
import { insertApproval } from '../tickets/approval-rows.ts';
import { estimates } from '../tickets/approvals-table.ts';
import { decideJobs } from '../tickets/approve.ts';
import { changeableTicket, touchTicket } from '../tickets/change.ts';
import { estimateEntity } from '../tickets/estimate-entity.ts';
import { statusNow } from '../tickets/sent-estimate.ts';
import { type EstimateFacts, asEstimate, asView, estimateByDigest, estimateById } from './rows.ts';
import { assertReadable } from './service.ts';
import { readSnapshot } from './snapshot.ts';

type Jobs = Pick<Parsed<typeof DecideEstimateInput>, 'approve' | 'decline'>;

/** Rejects lists that name another job, or not all of the estimate's; each is named once already. */
function assertAllJobs(ids: readonly number[], { approve, decline }: Jobs): void {
  const isForeign = (id: number): boolean => !ids.includes(id);
  if (approve.some(isForeign)) throw invalidInput(['approve'], "Name the estimate's own jobs.");
  if (decline.some(isForeign)) throw invalidInput(['decline'], "Name the estimate's own jobs.");
  if (approve.length + decline.length < ids.length) {
    throw invalidInput(['approve'], 'Name every job of the estimate, in approve or in decline.');
  }
}

interface Answer extends Jobs {
  method: 'link' | 'account';
  /** Defaults to the customer's name. */
  by?: string;
  note?: string | null | undefined;
}

/** Answers an estimate: jobs, stock and the approval change together. Returns it as it is then. */
async function decided(
  call: WriteCall,
  tx: Queries,
  facts: EstimateFacts,
  { approve, decline, method, by, note = null }: Answer,
): Promise<EstimateFacts> {
  const { estimate: row } = facts;
  const status = statusNow(call.shop, row);
  if (status !== 'sent') throw new AppError('ESTIMATE_CLOSED', { status });
  const { jobs } = readSnapshot(row.snapshot);
  assertAllJobs(
    jobs.map(({ jobId }) => jobId),
    { approve, decline },
  );
  const nets = new Map(jobs.map(({ jobId, netCents }) => [jobId, netCents]));
  const { ticketId, id: estimateId } = row;
  const ticket = await changeableTicket(call, tx, ticketId);
  const { firstName, lastName } = ticket.customer;
  // The answer to a link shows the estimate, too.
  const viewedAt = row.viewedAt ?? (method === 'link' ? call.shop.now() : null);
  await tx.update(estimates).set({ status: 'answered', viewedAt }).where(eq(estimates.id, estimateId));
  await decideJobs(call, tx, ticket, { approve, decline, nets });
  const approval = { ticketId, estimateId, method, by: by ?? `${firstName} ${lastName}`, note };
  await insertApproval(call, tx, { ...approval, approve, decline, nets });
  await touchTicket(call, tx, ticket);
  const answered = assertFacts(await estimateById(tx, estimateId));
  const change = { before: asEstimate(call, facts), after: asEstimate(call, answered), what: 'answered' };
  recordChange(call, estimateEntity, change);
  return answered;
}

function assertFacts(facts: EstimateFacts | undefined): EstimateFacts {
  if (!facts) throw notFound('estimate');
  return facts;
}

async function ofCode(db: Queries, code: string): Promise<EstimateFacts> {
  const facts = await estimateByDigest(db, codeDigest(code));
  if (!facts) throw new AppError('INVALID_CODE');
  return facts;
}

/** A call by someone with the link, even if they are logged in: the link is what lets them in. */
const byLink = (call: WriteCall): WriteCall<null> => ({ ...call, caller: null, via: 'link' });

/** Shows the estimate of a code, and records when it was first seen. */
export async function view(signedIn: WriteCall, code: string): Promise<EstimateView> {
  const call = byLink(signedIn);
  const facts = await ofCode(call.read, code);
  if (facts.estimate.viewedAt) return asView(call, facts);
  return call.write(async (tx) => {
    const { id } = facts.estimate;
    const first = await tx
      .update(estimates)
      .set({ viewedAt: call.shop.now() })
      .where(and(eq(estimates.id, id), isNull(estimates.viewedAt)))
      .returning({ id: estimates.id });
    const viewed = assertFacts(await estimateById(tx, id));
    if (first.length > 0) {
      const change = { before: asEstimate(call, facts), after: asEstimate(call, viewed), what: 'viewed' };
      recordChange(call, estimateEntity, change);
    }
    return asView(call, viewed);
  });
}

/** Answers an estimate for someone who has its code. */
export function answer(signedIn: WriteCall, input: Parsed<typeof AnswerEstimateInput>): Promise<EstimateView> {
  const call = byLink(signedIn);
  return call.write(async (tx) => {
    const { code, ...answer } = input;
    const facts = await decided(call, tx, await ofCode(tx, code), { ...answer, method: 'link' });
    return asView(call, facts);
  });
}

/** Answers an estimate for the owner of its ticket. */
export function decide(call: SignedInWriteCall, input: Parsed<typeof DecideEstimateInput>): Promise<Estimate> {
  return call.write(async (tx) => {
    const { id, ...lists } = input;
    const facts = await assertReadable(call, tx, id);
    if (isStaff(call.caller)) throw new AppError('ROLE_REQUIRED', { role: 'customer' });
    return asEstimate(call, await decided(call, tx, facts, { ...lists, method: 'account' }));
  });
}
