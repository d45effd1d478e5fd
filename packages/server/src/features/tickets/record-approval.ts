import type { Approval, ApprovalsInput, Page, RecordApprovalInput, Ticket } from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import { insertApproval, listApprovals } from './approval-rows.ts';
import { decideJobs } from './approve.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { jobOn } from './find-line.ts';

/** Records what the customer said. A sent estimate stays open. */
export function recordApproval(call: SignedInWriteCall, input: Parsed<typeof RecordApprovalInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { approve, decline, method, by, note = null } = input;
    const ticket = await readableTicket(call, tx, input.id);
    const nets = new Map(approve.map((id) => [id, jobOn(ticket, id).netCents]));
    for (const id of decline) jobOn(ticket, id);
    assertOpen(ticket, input.version);
    await decideJobs(call, tx, ticket, { approve, decline, nets });
    const recordedById = call.caller.accountId;
    await insertApproval(call, tx, {
      ticketId: ticket.id,
      estimateId: null,
      method,
      by,
      note,
      recordedById,
      approve,
      decline,
      nets,
    });
    return touchTicket(call, tx, ticket);
  });
}

export async function approvals(call: SignedInCall, input: Parsed<typeof ApprovalsInput>): Promise<Page<Approval>> {
  await readableTicket(call, call.read, input.id);
  return listApprovals(call.read, input, call.caller);
}
