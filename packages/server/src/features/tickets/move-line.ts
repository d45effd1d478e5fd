import { MAX_LINE_QUANTITY, type MoveLineInput, type Ticket, toThousandths } from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readSettings } from '../shop/rows.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { extraOn, jobIdOn, laborOn, lineOfPart, partLineOn } from './find-line.ts';
import { type Holding, assertInJob, holdingOn, settled } from './holding.ts';
import { ticketExtras, ticketLabor, ticketParts } from './lines-table.ts';

const finders = { part: partLineOn, labor: laborOn, extra: extraOn };
const tables = { part: ticketParts, labor: ticketLabor, extra: ticketExtras };

/** Moves a line to another job or to none. */
export function moveLine(call: SignedInWriteCall, input: Parsed<typeof MoveLineInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { kind, lineId, version } = input;
    const ticket = await readableTicket(call, tx, input.id);
    const line = finders[kind](ticket, lineId);
    const jobId = jobIdOn(ticket, input.jobId);
    assertOpen(ticket, version);
    if (line.jobId === jobId) return ticket;
    const settings = await readSettings(tx);
    assertInJob(settings, jobId);
    const holding = holdingOn(settings, ticket);
    if (kind !== 'part' || !(await movePart(call, tx, ticket, { lineId, jobId, holding }))) {
      const table = tables[kind];
      await tx.update(table).set({ jobId }).where(eq(table.id, lineId));
    }
    return touchTicket(call, tx, ticket);
  });
}

interface PartMove {
  lineId: number;
  jobId: number | null;
  holding: Holding;
}

/** Makes a part's line hold what its new job permits, and adds it to a line there; false when there is none. */
async function movePart(call: SignedInCall, tx: Queries, before: Ticket, move: PartMove): Promise<boolean> {
  const { lineId, jobId, holding } = move;
  const target = lineOfPart(before, partLineOn(before, lineId).partId, jobId);
  // What one of them releases may fill the other, which is therefore read again.
  if (target) await settled(call, tx, before.id, target, holding);
  const ticket = target ? await readableTicket(call, tx, before.id) : before;
  await settled(call, tx, ticket.id, partLineOn(ticket, lineId), () => holding(jobId));
  return target ? mergePart(tx, await readableTicket(call, tx, ticket.id), lineId, jobId) : false;
}

/** Adds a part's line to the one that exists there already; false when there is none. */
async function mergePart(tx: Queries, ticket: Ticket, lineId: number, jobId: number | null): Promise<boolean> {
  const line = partLineOn(ticket, lineId);
  const target = lineOfPart(ticket, line.partId, jobId);
  if (!target) return false;
  if (target.unitPriceCents !== line.unitPriceCents) {
    throw invalidInput(['jobId'], 'The part already has a line there at another price: make the prices equal first.');
  }
  if (target.quantity + line.quantity > MAX_LINE_QUANTITY) {
    throw invalidInput(['jobId'], `A line has at most ${MAX_LINE_QUANTITY} of a part: lower one of the two first.`);
  }
  await tx.delete(ticketParts).where(eq(ticketParts.id, lineId));
  await tx
    .update(ticketParts)
    .set({
      quantity: sql`${ticketParts.quantity} + ${toThousandths(line.quantity)}`,
      reserved: sql`${ticketParts.reserved} + ${toThousandths(line.reserved)}`,
      missing: sql`${ticketParts.missing} + ${toThousandths(line.missing)}`,
    })
    .where(eq(ticketParts.id, target.id));
  return true;
}
