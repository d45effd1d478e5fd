import { MAX_TOTAL_CENTS, type Ticket, pricingOf, toThousandths } from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { Call, SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { watchLow } from '../inventory/low.ts';
import { readSettings } from '../shop/rows.ts';
import { ticketEntity } from './entity.ts';
import { ticketJobs } from './lines-table.ts';
import { readTicket } from './rows.ts';
import { isWorkedOn } from './status.ts';
import { tickets } from './table.ts';
import { staffView, viewOf } from './view.ts';

/** Staff see every ticket, customers their own; anything else is NOT_FOUND. */
export async function readableTicket(call: SignedInCall, db: Queries, id: number): Promise<Ticket> {
  const ticket = await readTicket(db, id, await viewOf(call, db));
  if (!ticket || !(isStaff(call.caller) || ticket.customer.id === call.caller.accountId)) throw notFound('ticket');
  return ticket;
}

type Values = Partial<Omit<typeof tickets.$inferInsert, 'id' | 'version' | 'updatedAt'>>;

export const noHold = { holdReason: null, holdNote: null, holdSince: null };

const misses = (ticket: Ticket): boolean => ticket.parts.some(({ missing }) => missing > 0);

/** A ticket as staff see it, for a change that its caller may make. */
export async function changeableTicket(call: Call, tx: Queries, id: number): Promise<Ticket> {
  const isByStaff = call.caller === null || isStaff(call.caller);
  const ticket = await readTicket(
    tx,
    id,
    await (isByStaff ? viewOf(call, tx) : staffView(tx, call.shop.now().getTime())),
  );
  if (!ticket) throw notFound('ticket');
  return ticket;
}

/** A ticket that its caller has read, as staff see it. */
export function asStaffSees(call: SignedInCall, tx: Queries, ticket: Ticket): Promise<Ticket> | Ticket {
  return isStaff(call.caller) ? ticket : changeableTicket(call, tx, ticket.id);
}

/** A ticket that has changed, as its caller sees it. */
export function asCallerSees(call: SignedInCall, tx: Queries, ticket: Ticket): Promise<Ticket> | Ticket {
  return isStaff(call.caller) ? ticket : readableTicket(call, tx, ticket.id);
}

/**
 * Writes a ticket's own columns, raises its version, records the change and returns the ticket as it is then, as staff
 * see it; `before` is what they saw before anything of it changed. Approved jobs whose net has risen
 * above the approved amount become exceeded, and approved again when it falls back. `at` is the member of the input that a total out of bounds is reported at.
 */
export async function touchTicket(
  call: Call,
  tx: Queries,
  before: Ticket,
  values: Values = {},
  at = 'id',
): Promise<Ticket> {
  const { id } = before;
  await tx
    .update(tickets)
    .set({ ...values, version: sql`${tickets.version} + 1`, updatedAt: call.shop.now() })
    .where(eq(tickets.id, id));
  const after = await withExceeded(call, tx, await changeableTicket(call, tx, id));
  await assertTotal(call, tx, { before, after, at });
  watchMissing(call, before, after);
  const ready = await withoutHold(tx, before, after);
  recordChange(call, ticketEntity, { before, after: ready });
  return ready;
}

function missingByPart({ parts }: Ticket): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { partId, missing } of parts) sums.set(partId, (sums.get(partId) ?? 0) + toThousandths(missing));
  return sums;
}

/** Parts that the ticket misses more or less of may be low now. */
function watchMissing(call: Call, before: Ticket, after: Ticket): void {
  const [old, now] = [missingByPart(before), missingByPart(after)];
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    if ((old.get(id) ?? 0) !== (now.get(id) ?? 0)) watchLow(call, id);
  }
}

/** Lifts a hold for parts when the last missing one is there. */
async function withoutHold(tx: Queries, before: Ticket, after: Ticket): Promise<Ticket> {
  if (after.hold?.reason !== 'waiting_parts' || !misses(before) || misses(after)) return after;
  await tx.update(tickets).set(noHold).where(eq(tickets.id, after.id));
  return { ...after, hold: null };
}

/** Compares what is approved of each job with its net. */
async function withExceeded(call: Call, tx: Queries, ticket: Ticket): Promise<Ticket> {
  let isSame = true;
  for (const { id, approval, approvedCents, netCents } of ticket.jobs) {
    if ((approval !== 'approved' && approval !== 'exceeded') || approvedCents === null) continue;
    const now = netCents > approvedCents ? 'exceeded' : 'approved';
    if (now === approval) continue;
    await tx.update(ticketJobs).set({ approval: now }).where(eq(ticketJobs.id, id));
    isSame = false;
  }
  return isSame ? ticket : changeableTicket(call, tx, ticket.id);
}

// With all supplies and all taxes, four times the prices.
const FAR_BELOW = MAX_TOTAL_CENTS / 4;

/** The prices of all lines; also of declined jobs, whose sums are shown and which may be approved later. */
function pricesOf({ parts, labor, extras }: Ticket): number {
  const sumOf = (cents: number[]): number => cents.reduce((sum, each) => sum + each, 0);
  return sumOf([...parts, ...labor].map((line) => line.totalCents)) + sumOf(extras.map((line) => line.amountCents));
}

interface Edit {
  before: Ticket;
  after: Ticket;
  at: string;
}

/** Rejects higher prices that, with supplies and taxes but before discounts, are above the highest total. */
async function assertTotal(call: Call, tx: Queries, { before, after, at }: Edit): Promise<void> {
  const cents = pricesOf(after);
  if (cents <= FAR_BELOW || cents <= pricesOf(before)) return;
  if (cents <= MAX_TOTAL_CENTS && (await isPriced(call, tx, after))) return;
  throw invalidInput([at], `A ticket's total is at most ${MAX_TOTAL_CENTS} cents: use a lower quantity or price.`);
}

/** Whether the ticket has a total without discounts. */
async function isPriced(call: Call, tx: Queries, ticket: Ticket): Promise<boolean> {
  const settings = await readSettings(tx);
  const jobs = ticket.jobs.map((job) => ({ ...job, approval: 'none', discount: null }));
  return !pricingOf({ ...ticket, jobs, discount: null }, settings).isCut;
}

/** Rejects a change that was made on an older version, or of a ticket that is closed. Rows are looked for before. */
export function assertOpen(ticket: Ticket, version?: number): void {
  assertVersion(ticket, version);
  if (!isWorkedOn(ticket.status)) throw new AppError('TICKET_CLOSED', { status: ticket.status });
}
