import type { Blocker, BlockerReason, Job, Shop, Ticket, TicketPart, TicketStatus } from '@mechanic-shop/shared';

interface Work {
  jobs: readonly Pick<Job, 'id' | 'approval'>[];
  parts: readonly Pick<TicketPart, 'missing'>[];
  invoice: Ticket['invoice'];
}

/** The jobs that the customer has not decided about as they are now, where the shop requires it. */
export function undecidedJobs(
  { jobs }: Pick<Work, 'jobs'>,
  { approvalRequired }: Pick<Shop, 'approvalRequired'>,
): number[] {
  if (!approvalRequired) return [];
  return jobs.filter(({ approval }) => approval !== 'approved' && approval !== 'declined').map(({ id }) => id);
}

function completionBlocker(work: Work, settings: Shop): BlockerReason | undefined {
  if (undecidedJobs(work, settings).length > 0) return 'APPROVAL_NEEDED';
  return work.parts.some(({ missing }) => missing > 0) ? 'PARTS_MISSING' : undefined;
}

/** The moves of this caller's role that would be rejected now, with the first reason. */
export function blockersOf(allowed: readonly TicketStatus[], work: Work, settings: Shop): Blocker[] {
  // Only completed tickets have an invoice: to leave that status is to reopen.
  if (work.invoice) return allowed.map((to) => ({ to, reason: 'INVOICED' }));
  const reason = allowed.includes('completed') ? completionBlocker(work, settings) : undefined;
  return reason === undefined ? [] : [{ to: 'completed', reason }];
}
