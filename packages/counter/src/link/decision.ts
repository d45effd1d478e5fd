import { type Estimate, type PricedTicket, type TotalsRules, totalsOf } from '@mechanic-shop/client';

export type Decision = 'approved' | 'declined';

/** The lines of these jobs as a ticket of their own. */
function asTicket(jobs: Estimate['jobs']): PricedTicket {
  let id = 0;
  const line = <L extends object>(jobId: number, members: L) => ({ id: (id += 1), jobId, taxable: true, ...members });
  return {
    discount: null,
    jobs: jobs.map(({ jobId, discountCents }) => ({
      id: jobId,
      approval: 'asked',
      discount: discountCents === 0 ? null : { kind: 'amount', amountCents: discountCents },
    })),
    parts: jobs.flatMap(({ jobId, parts }) =>
      parts.map(({ quantity, unitPriceCents }) => line(jobId, { quantity, unitPriceCents })),
    ),
    labor: jobs.flatMap(({ jobId, labor }) =>
      labor.map(({ totalCents }) => line(jobId, { hours: null, rateCents: null, totalCents })),
    ),
    extras: jobs.flatMap(({ jobId, extras }) =>
      extras.map(({ kind, amountCents }) => line(jobId, { kind, amountCents })),
    ),
  };
}

export interface ApprovedTotal {
  cents: number;
  /** False where the estimate does not tell enough: then it is the sum of the jobs, before tax and further discounts. */
  isFinal: boolean;
}

/**
 * What the approved jobs come to. The same arithmetic over all jobs must give the estimate's own total; otherwise its
 * lines are not the whole story, such as a discount on the ticket, and only the sum of the jobs is certain.
 */
export function approvedTotal(
  { jobs, totals, taxMode }: Estimate,
  rules: TotalsRules,
  isApproved: (jobId: number) => boolean,
): ApprovedTotal {
  const frozen = { ...rules, taxMode, taxExempt: totals.taxCents === 0 };
  const approved = jobs.filter(({ jobId }) => isApproved(jobId));
  if (totalsOf(asTicket(jobs), frozen).totalCents === totals.totalCents) {
    return { cents: totalsOf(asTicket(approved), frozen).totalCents, isFinal: true };
  }
  if (approved.length === jobs.length) return { cents: totals.totalCents, isFinal: true };
  return { cents: approved.reduce((sum, { netCents }) => sum + netCents, 0), isFinal: false };
}
