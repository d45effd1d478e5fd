import type { SendEstimateInput, SentEstimate, Shop, Ticket } from '@mechanic-shop/shared';
import { and, count, eq } from 'drizzle-orm';
import type { SignedInWriteCall } from '../../core/call.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { codeDigest, newCode } from '../../platform/security/codes.ts';
import { addDays, dayIn, startOfDay } from '../../platform/zones.ts';
import { getCustomer } from '../customers/rows.ts';
import { readSettings } from '../shop/rows.ts';
import { estimates } from '../tickets/approvals-table.ts';
import { askForJobs } from '../tickets/approve.ts';
import { assertOpen, readableTicket, touchTicket } from '../tickets/change.ts';
import { estimateEntity } from '../tickets/estimate-entity.ts';
import { ticketJobs } from '../tickets/lines-table.ts';
import { closeSent } from '../tickets/sent-estimate.ts';
import { asEstimate, estimateById } from './rows.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** The jobs to send: the named ones, or all that are not declined. */
function jobsToSend({ jobs }: Ticket, named: readonly number[] | null | undefined): Set<number> {
  const ids = named ?? jobs.filter(({ approval }) => approval !== 'declined').map(({ id }) => id);
  if (ids.length === 0) throw invalidInput(['jobIds'], 'There is no job to send: add one, or name a declined one.');
  const unknown = ids.find((id) => !jobs.some((job) => job.id === id));
  if (unknown !== undefined) throw invalidInput(['jobIds'], `Job ${unknown} is not on this ticket: name its own jobs.`);
  return new Set(ids);
}

/** The last millisecond of the day `estimateDays` later in the shop's time zone, whatever its clock does until then. */
export function expiryOf(sentAt: Date, { estimateDays, timeZone }: Pick<Shop, 'estimateDays' | 'timeZone'>): Date {
  return new Date(startOfDay(addDays(dayIn(sentAt, timeZone), estimateDays + 1), timeZone).getTime() - 1);
}

/** Stores the estimate and returns its id. */
async function insertEstimate(
  call: SignedInWriteCall,
  tx: Queries,
  values: Pick<typeof estimates.$inferInsert, 'ticketId' | 'digest' | 'message' | 'sentAt' | 'expiresAt'>,
  snapshot: Snapshot,
): Promise<number> {
  const [earlier] = await tx.select({ number: count() }).from(estimates).where(eq(estimates.ticketId, values.ticketId));
  const row = insertedRow(
    await tx
      .insert(estimates)
      .values({
        ...values,
        number: (earlier?.number ?? 0) + 1,
        status: 'sent',
        snapshot: JSON.stringify(snapshot),
        sentById: call.caller.accountId,
        tick: call.shop.expiry.tick(),
      })
      .returning({ id: estimates.id }),
  );
  return row.id;
}

const linkOf = (publicUrl: string | undefined, code: string): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/e/${code}`;

/** Freezes jobs for the customer to answer; an earlier estimate that waits for an answer is superseded. */
export function send(call: SignedInWriteCall, input: Parsed<typeof SendEstimateInput>): Promise<SentEstimate> {
  return call.write(async (tx) => {
    const { ticketId, version, message = null } = input;
    const ticket = await readableTicket(call, tx, ticketId);
    assertOpen(ticket, version);
    const ids = jobsToSend(ticket, input.jobIds);
    const settings = await readSettings(tx);
    const customer = await getCustomer(tx, ticket.customer.id);
    if (!customer) throw notFound('ticket');
    const sentAt = call.shop.now();
    const expiresAt = expiryOf(sentAt, settings);
    await closeSent(call, tx, ticketId, 'superseded');
    await askForJobs(call, tx, ticket, [...ids]);
    await tx
      .update(ticketJobs)
      .set({ askedUntil: expiresAt.getTime() })
      .where(and(eq(ticketJobs.ticketId, ticketId), eq(ticketJobs.approval, 'asked')));
    const code = newCode();
    const values = { ticketId, digest: codeDigest(code), message, sentAt, expiresAt };
    const id = await insertEstimate(call, tx, values, snapshotOf(ticket, ids, { settings, customer }));
    await touchTicket(call, tx, ticket, {}, 'ticketId');
    const facts = await estimateById(tx, id);
    if (!facts) throw notFound('estimate');
    const estimate = asEstimate(call, facts);
    recordChange(call, estimateEntity, { before: null, after: estimate, what: 'sent' });
    return { ...estimate, code, url: linkOf(call.shop.publicUrl, code) };
  });
}
