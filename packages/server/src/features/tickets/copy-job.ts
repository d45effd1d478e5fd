import type { LaborLine, Ticket, TicketPart } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import type { Queries } from '../../platform/db/database.ts';
import { copyParts } from './copy-parts.ts';
import { discountColumns } from './discount.ts';
import { assertExtrasFit } from './extras.ts';
import { jobOn } from './find-line.ts';
import { insertJob } from './jobs.ts';
import { assertLaborFits } from './labor.ts';
import { ticketExtras, ticketLabor } from './lines-table.ts';
import { assertPartsFit } from './parts.ts';

/** Labor keeps its rate or its fixed price; it is not done yet, and has no mechanic. */
function asNewLabor({ description, hours, rateCents, totalCents, taxable }: LaborLine) {
  return {
    description,
    hours: hours === null ? null : Math.round(hours * 100),
    rateCents,
    priceCents: hours === null ? totalCents : null,
    taxable,
  };
}

/** Copies a job with its lines to another ticket. Parts cost what they cost today; what is short is on backorder. */
export async function copyJob(
  call: SignedInCall,
  tx: Queries,
  source: Ticket,
  sourceJobId: number,
  target: Ticket,
): Promise<void> {
  const { name, description, note, discount } = jobOn(source, sourceJobId);
  const isOfJob = ({ jobId }: { jobId: number | null }) => jobId === sourceJobId;
  const [parts, labor, extras] = [
    source.parts.filter(isOfJob),
    source.labor.filter(isOfJob),
    source.extras.filter(isOfJob),
  ];
  assertPartsFit(target, 'ticketId', parts.length);
  assertLaborFits(target, labor.length, 'ticketId');
  assertExtrasFit(target, extras.length, 'ticketId');
  const jobId = await insertJob(tx, target, { name, description, note, ...discountColumns(discount) }, 'ticketId');
  const place = { ticketId: target.id, jobId };
  if (labor.length > 0) await tx.insert(ticketLabor).values(labor.map((line) => ({ ...place, ...asNewLabor(line) })));
  if (extras.length > 0) {
    await tx.insert(ticketExtras).values(
      extras.map(({ kind, description: text, amountCents, taxable }) => ({
        ...place,
        kind,
        description: text,
        amountCents,
        taxable,
      })),
    );
  }
  const wanted = parts.map(({ partId, quantity, taxable }: TicketPart) => ({ partId, quantity, taxable }));
  await copyParts(call, tx, target, wanted, {
    jobId,
    backorder: true,
    at: 'jobId',
    ifRetired: (partId) => `The job uses part ${partId}, which is retired: add the work to the ticket as a new job.`,
  });
}
