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
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { assertCannedJob } from '../canned-jobs/rows.ts';
import { assertDecimals } from '../inventory/quantities.ts';
import { getPartRow } from '../inventory/rows.ts';
import { readSettings, settingsFor } from '../shop/rows.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { discountColumns } from './discount.ts';
import { assertExtrasFit } from './extras.ts';
import { jobOn } from './find-line.ts';
import { holdingOn } from './holding.ts';
import { assertLaborFits } from './labor.ts';
import { ticketExtras, ticketJobs, ticketLabor, ticketParts } from './lines-table.ts';
import { release } from './movements.ts';
import { assertPartsFit, putPart } from './parts.ts';
import { fillWaiting } from './waiting.ts';

type NewJob = Omit<typeof ticketJobs.$inferInsert, 'id' | 'ticketId'>;

/** Inserts a job and returns its id. */
export async function insertJob(tx: Queries, ticket: Ticket, job: NewJob): Promise<number> {
  if (ticket.jobs.length >= MAX_JOBS) {
    throw invalidInput(['id'], `A ticket has at most ${MAX_JOBS} jobs: open another ticket.`);
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
    await tx.delete(ticketJobs).where(eq(ticketJobs.id, jobId));
    for (const { partId } of lines) await fillWaiting(call, tx, partId, ticket.id);
    return touchTicket(call, tx, ticket);
  });
}

/** Copies a canned job onto a ticket at today's prices. */
export function addCannedJob(call: SignedInWriteCall, input: Parsed<typeof AddCannedJobInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const canned = await assertCannedJob(tx, input.cannedJobId);
    assertOpen(ticket, input.version);
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
    await addCannedParts(call, tx, ticket, jobId, canned.parts, input.backorder);
    return touchTicket(call, tx, ticket, { hasWork: true }, 'cannedJobId');
  });
}

async function addCannedParts(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  jobId: number,
  wanted: readonly { partId: number; quantity: number }[],
  backorder: boolean,
): Promise<void> {
  const holding = holdingOn(await settingsFor(call, tx), ticket);
  // In one order for everybody, so that two tickets with the same parts never wait for each other.
  for (const { partId, quantity } of wanted.toSorted((a, b) => a.partId - b.partId)) {
    const part = await getPartRow(tx, partId);
    if (!part) throw notFound('part');
    if (!part.active) {
      throw invalidInput(
        ['cannedJobId'],
        `This canned job uses part ${partId}, which is retired: replace it in the canned job.`,
      );
    }
    assertDecimals(quantity, part.decimals, 'cannedJobId');
    await putPart(call, tx, ticket, part, { jobId, quantity, backorder }, holding);
  }
}
