import type { Estimate, ListEstimatesInput, Page } from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readableTicket, touchTicket } from '../tickets/change.ts';
import { closeSent, statusNow } from '../tickets/sent-estimate.ts';
import { type EstimateFacts, asEstimate, estimateById, listEstimates } from './rows.ts';

/** Staff see every estimate, customers those of their tickets; anything else is NOT_FOUND. */
export async function assertReadable(call: SignedInCall, db: Queries, id: number): Promise<EstimateFacts> {
  const facts = await estimateById(db, id);
  if (!facts || !(isStaff(call.caller) || facts.customerId === call.caller.accountId)) throw notFound('estimate');
  return facts;
}

export async function get(call: SignedInCall, id: number): Promise<Estimate> {
  return asEstimate(call, await assertReadable(call, call.read, id));
}

export async function list(call: SignedInCall, input: Parsed<typeof ListEstimatesInput>): Promise<Page<Estimate>> {
  await readableTicket(call, call.read, input.ticketId);
  return listEstimates(call, input);
}

/** Withdraws an estimate that waits for an answer. */
export function withdraw(call: SignedInWriteCall, id: number): Promise<Estimate> {
  return call.write(async (tx) => {
    const { estimate: row } = await assertReadable(call, tx, id);
    const status = statusNow(call.shop, row);
    if (status !== 'sent') throw new AppError('ESTIMATE_CLOSED', { status });
    const ticket = await readableTicket(call, tx, row.ticketId);
    await closeSent(call, tx, row.ticketId, 'withdrawn');
    await touchTicket(call, tx, ticket);
    return asEstimate(call, await assertReadable(call, tx, id));
  });
}
