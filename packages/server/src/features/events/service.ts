import type { EventList, ListEventsInput } from '@mechanic-shop/shared';
import { and } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readableTicket } from '../tickets/change.ts';
import { asEvent, eventsIn, isVisibleTo, isWanted, lastGone, newestId } from './rows.ts';

/** How many ids one call looks through at most. */
const WINDOW = 5_000;

/** Events after an id, in their order. */
export async function list(call: SignedInCall, input: Parsed<typeof ListEventsInput>): Promise<EventList> {
  const { caller, read } = call;
  const { after, limit, ticketId } = input;
  if (ticketId !== undefined) await readableTicket(call, read, ticketId);
  // What becomes visible from here on is for the next call.
  const newest = await newestId(read);
  // A ticket has few events, which an index finds.
  const upTo = ticketId === undefined ? Math.min(newest, after + WINDOW) : newest;
  const where = and(isVisibleTo(caller), isWanted(input));
  const rows = await eventsIn(read, { after, upTo, limit: limit + 1 }, where);
  await assertKept(read, after);
  const items = rows.slice(0, limit).map((row) => asEvent(row, caller.role));
  const cut = rows.length > limit;
  const last = (cut ? items.at(-1)?.id : undefined) ?? Math.max(after, upTo);
  return { items, last, more: last < newest };
}

/** Rejects an id older than what is kept; asked afterwards, because events may be deleted meanwhile. */
async function assertKept(db: Queries, after: number): Promise<void> {
  const gone = await lastGone(db);
  if (after < gone) throw new AppError('EVENTS_GONE', { oldest: gone + 1 });
}
