import type { EventList, ListEventsInput, LiveEventsInput } from '@mechanic-shop/shared';
import { and } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import type { EventStream } from '../../core/events/streams.ts';
import type { Parsed } from '../../core/parsed.ts';
import { readableTicket } from '../tickets/change.ts';
import { asEvent, assertKept, eventsIn, isVisibleTo, isWanted, lastOfWindow, newestId } from './rows.ts';

/** Events after an id, in their order. */
export async function list(call: SignedInCall, input: Parsed<typeof ListEventsInput>): Promise<EventList> {
  const { caller, read } = call;
  const { after, limit, ticketId } = input;
  if (ticketId !== undefined) await readableTicket(call, read, ticketId);
  // What becomes visible from here on is for the next call.
  const newest = await newestId(read);
  const upTo = lastOfWindow(input, after, newest);
  const where = and(isVisibleTo(caller), isWanted(input));
  const rows = await eventsIn(read, { after, upTo, limit: limit + 1 }, where);
  await assertKept(read, after);
  const items = rows.slice(0, limit).map((row) => asEvent(row, caller.role));
  const cut = rows.length > limit;
  const last = (cut ? items.at(-1)?.id : undefined) ?? Math.max(after, upTo);
  return { items, last, more: last < newest };
}

/** Events from now on, or after an id. What it refuses, it refuses before the stream begins. */
export async function live(
  { caller, read, shop, ...call }: SignedInCall,
  { after, lastEventId, ...filters }: Parsed<typeof LiveEventsInput>,
  signal: AbortSignal | undefined,
): Promise<EventStream> {
  const { ticketId } = filters;
  if (ticketId !== undefined) await readableTicket({ ...call, caller, read, shop }, read, ticketId);
  const known = lastEventId === undefined ? after : Number(lastEventId);
  if (known !== undefined) await assertKept(read, known);
  return shop.streams.open({ caller, filters, signal, after: known ?? (await newestId(read)) });
}
