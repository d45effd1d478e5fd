import {
  type AddLaborInput,
  type LaborLine,
  MAX_LINES,
  type RemoveLaborInput,
  type Ticket,
  type UpdateLaborInput,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInWriteCall } from '../../core/call.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { readSettings } from '../shop/rows.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { jobIdOn, laborOn } from './find-line.ts';
import { assertInJob } from './holding.ts';
import { ticketLabor } from './lines-table.ts';

/** Rejects more labor than a ticket has room for. */
export function assertLaborFits(ticket: Ticket, more = 1, at = 'id'): void {
  if (ticket.labor.length + more <= MAX_LINES) return;
  throw invalidInput([at], `A ticket has at most ${MAX_LINES} labor lines: open another ticket.`);
}

/** Rejects a mechanic who is unknown or has left. */
async function assertMechanic(tx: Queries, id: number | null | undefined): Promise<void> {
  if (id == null) return;
  const [row] = await tx.select({ active: mechanics.active }).from(mechanics).where(eq(mechanics.id, id));
  if (!row) throw notFound('mechanic');
  if (!row.active) throw invalidInput(['mechanicId'], 'This mechanic is not active: use another one.');
}

interface Price {
  /** Hundredths of an hour. */
  hours: number | null;
  rateCents: number | null;
  priceCents: number | null;
}

const byTheHour = (hours: number, rateCents: number): Price => ({
  hours: Math.round(hours * 100),
  rateCents,
  priceCents: null,
});
const fixed = (priceCents: number): Price => ({ hours: null, rateCents: null, priceCents });

export function addLabor(call: SignedInWriteCall, input: Parsed<typeof AddLaborInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const jobId = jobIdOn(ticket, input.jobId);
    await assertMechanic(tx, input.mechanicId);
    assertOpen(ticket, input.version);
    assertInJob(await readSettings(tx), jobId);
    assertLaborFits(ticket);
    const { description, hours, rateCents, priceCents = 0, taxable, mechanicId = null } = input;
    const price =
      hours === undefined ? fixed(priceCents) : byTheHour(hours, rateCents ?? (await readSettings(tx)).laborRateCents);
    await tx.insert(ticketLabor).values({ ticketId: ticket.id, jobId, description, ...price, taxable, mechanicId });
    return touchTicket(call, tx, ticket, { hasWork: true }, hours === undefined ? 'priceCents' : 'hours');
  });
}

function priceOf({ hours, rateCents, totalCents }: LaborLine): Price {
  return hours === null || rateCents === null ? fixed(totalCents) : byTheHour(hours, rateCents);
}

/** The price of a line after an update: hours make it hourly, a price makes it fixed. */
async function priceAfter(
  tx: Queries,
  line: LaborLine,
  { hours, rateCents, priceCents }: Parsed<typeof UpdateLaborInput>,
): Promise<Price> {
  if (priceCents !== undefined) return fixed(priceCents);
  const after = hours ?? line.hours;
  if (after !== null) return byTheHour(after, rateCents ?? line.rateCents ?? (await readSettings(tx)).laborRateCents);
  if (rateCents === undefined) return priceOf(line);
  throw invalidInput(['rateCents'], 'This line has a fixed price: give hours with the rate.');
}

export function updateLabor(call: SignedInWriteCall, input: Parsed<typeof UpdateLaborInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const line = laborOn(ticket, input.laborId);
    await assertMechanic(tx, input.mechanicId);
    assertOpen(ticket, input.version);
    const { description, taxable, done, mechanicId } = input;
    const price = await priceAfter(tx, line, input);
    const current = { ...line, ...priceOf(line), mechanicId: line.mechanic?.id ?? null };
    const changes = changesOf(current, { description, taxable, done, mechanicId, ...price });
    if (isEmpty(changes)) return ticket;
    await tx.update(ticketLabor).set(changes).where(eq(ticketLabor.id, line.id));
    return touchTicket(call, tx, ticket, {}, price.hours === null ? 'priceCents' : 'hours');
  });
}

export function removeLabor(call: SignedInWriteCall, input: Parsed<typeof RemoveLaborInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const line = laborOn(ticket, input.laborId);
    assertOpen(ticket, input.version);
    await tx.delete(ticketLabor).where(eq(ticketLabor.id, line.id));
    return touchTicket(call, tx, ticket);
  });
}
