import {
  type AddCannedJobInput,
  type AddJobInput,
  MAX_JOBS,
  type RemoveJobInput,
  type Ticket,
  toThousandths,
  type UpdateJobInput,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { assertCannedJob } from '../canned-jobs/rows.ts';
import { readSettings } from '../shop/rows.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { copyParts } from './copy-parts.ts';
import { discountColumns } from './discount.ts';
import { assertExtrasFit } from './extras.ts';
import { jobOn } from './find-line.ts';
import { forgetJob } from './inspections.ts';
import { assertLaborFits } from './labor.ts';
import { ticketExtras, ticketJobs, ticketLabor, ticketParts } from './lines-table.ts';
import { release } from './movements.ts';
import { assertPartsFit } from './parts.ts';
import { fillWaiting } from './waiting.ts';

type NewJob = Omit<typeof ticketJobs.$inferInsert, 'id' | 'ticketId'>;

/** Inserts a job and returns its id. */
export async function insertJob(tx: Queries, ticket: Ticket, job: NewJob, at = 'id'): Promise<number> {
  if (ticket.jobs.length >= MAX_JOBS) {
    throw invalidInput([at], `A ticket has at most ${MAX_JOBS} jobs: open another ticket.`);
  }
  const row = insertedRow(
    await tx
      .insert(ticketJobs)
      .values({ ...job, ticketId: ticket.id })
      .returning({ id: ticketJobs.id }),
  );
  return row.id;
}

export function addJob(call: SignedInWriteCall, input: Parsed<typeof AddJobInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    assertOpen(ticket, input.version);
    const { name, description = null, note = null, discount = null } = input;
    await insertJob(tx, ticket, { name, description, note, ...discountColumns(discount) });
    return touchTicket(call, tx, ticket, { hasWork: true });
  });
}

export function updateJob(call: SignedInWriteCall, input: Parsed<typeof UpdateJobInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { jobId, name, description, note, discount } = input;
    const ticket = await readableTicket(call, tx, input.id);
    const job = jobOn(ticket, jobId);
    assertOpen(ticket, input.version);
    const changes = changesOf(job, { name, description, note });
    const isSameDiscount = discount === undefined || JSON.stringify(discount) === JSON.stringify(job.discount);
    if (isEmpty(changes) && isSameDiscount) return ticket;
    await tx
      .update(ticketJobs)
      .set({ ...changes, ...discountColumns(discount === undefined ? job.discount : discount) })
      .where(eq(ticketJobs.id, jobId));
    return touchTicket(call, tx, ticket);
  });
}

/** Removes a job with its lines and releases their stock. */
export function removeJob(call: SignedInWriteCall, input: Parsed<typeof RemoveJobInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const { id: jobId } = jobOn(ticket, input.jobId);
    assertOpen(ticket, input.version);
    const lines = ticket.parts.filter((line) => line.jobId === jobId).toSorted((a, b) => a.partId - b.partId);
    for (const { partId, reserved } of lines) {
      await release(call, tx, { ticketId: ticket.id, partId }, toThousandths(reserved));
    }
    await tx.delete(ticketParts).where(eq(ticketParts.jobId, jobId));
    await tx.delete(ticketLabor).where(eq(ticketLabor.jobId, jobId));
    await tx.delete(ticketExtras).where(eq(ticketExtras.jobId, jobId));
    await forgetJob(call, tx, jobId);
    await tx.delete(ticketJobs).where(eq(ticketJobs.id, jobId));
    for (const { partId } of lines) await fillWaiting(call, tx, partId, ticket.id);
    return touchTicket(call, tx, ticket);
  });
}

type CannedCopy = Pick<Parsed<typeof AddCannedJobInput>, 'cannedJobId' | 'version' | 'backorder'>;

/** Copies a canned job onto a ticket at today's prices, and returns the id of the job. */
export async function copyCannedJob(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  { cannedJobId, version, backorder }: CannedCopy,
): Promise<number> {
  const canned = await assertCannedJob(tx, cannedJobId);
  assertOpen(ticket, version);
  assertPartsFit(ticket, 'cannedJobId', canned.parts.length);
  assertLaborFits(ticket, canned.labor.length);
  assertExtrasFit(ticket, canned.extras.length);
  const { name, description } = canned;
  const jobId = await insertJob(tx, ticket, { name, description });
  const place = { ticketId: ticket.id, jobId, taxable: true };
  const { laborRateCents } = await readSettings(tx);
  if (canned.labor.length > 0) {
    await tx.insert(ticketLabor).values(
      canned.labor.map(({ hours, rateCents, ...line }) => ({
        ...place,
        ...line,
        hours: hours === null ? null : Math.round(hours * 100),
        rateCents: hours === null ? null : (rateCents ?? laborRateCents),
      })),
    );
  }
  if (canned.extras.length > 0)
    await tx.insert(ticketExtras).values(canned.extras.map((line) => ({ ...place, ...line })));
  await copyParts(call, tx, ticket, canned.parts, {
    jobId,
    backorder,
    at: 'cannedJobId',
    ifRetired: (partId) => `This canned job uses part ${partId}, which is retired: replace it in the canned job.`,
  });
  return jobId;
}

/** Adds a canned job to a ticket. */
export function addCannedJob(call: SignedInWriteCall, input: Parsed<typeof AddCannedJobInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    await copyCannedJob(call, tx, ticket, input);
    return touchTicket(call, tx, ticket, { hasWork: true }, 'cannedJobId');
  });
}
