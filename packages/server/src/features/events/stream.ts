import type { Event, Role } from '@mechanic-shop/shared';
import { and } from 'drizzle-orm';
import type { EventStream, NewStream, StreamEnd } from '../../core/events/streams.ts';
import type { Queries } from '../../platform/db/database.ts';
import { jsonOnce } from '../../platform/json-once.ts';
import {
  type TailRow,
  asEvent,
  assertKept,
  eventsIn,
  isShownTo,
  isVisibleTo,
  isWanted,
  lastOfWindow,
  newestId,
} from './rows.ts';

const PAGE = 100;

/** What a stream needs of the others of its process. */
export interface StreamSurroundings {
  read: Queries;
  /** How many bytes of events a reader may leave unread. */
  mostBehind: number;
  /** Hands it all events after this id from now on; false if the tail is already past it. */
  join(after: number): boolean;
  onSent(): void;
}

/** An event for all streams; `as` returns it as a role sees it. */
export interface SharedRow {
  row: TailRow;
  as(role: Role): Event;
}

/** A stream that reads what is past from the table, and then follows the tail. */
export interface OpenStream extends EventStream {
  readonly caller: NewStream['caller'];
  /** Takes those events of the tail that are for this reader. */
  take(rows: readonly SharedRow[]): void;
  end(why: StreamEnd): void;
}

export function createStream(
  { caller, filters, after, signal }: NewStream,
  isWantedHere: (row: TailRow) => boolean,
  { read, mostBehind, join, onSent }: StreamSurroundings,
): OpenStream {
  // The id up to which it has read the table; the tail begins where this ends.
  let position = after;
  let ended: StreamEnd | undefined;
  let wake: (() => void) | undefined;
  let waiting: Event[] = [];
  let bytes = 0;
  const listeners: ((why: StreamEnd) => void)[] = [];

  const end = (why: StreamEnd): void => {
    if (ended !== undefined) return;
    ended = why;
    waiting = [];
    wake?.();
    for (const listener of listeners.splice(0)) listener(why);
  };
  const where = and(isVisibleTo(caller), isWanted(filters));

  /** What happened before the stream follows the tail. */
  async function* past(): AsyncGenerator<Event, void> {
    while (ended === undefined) {
      const newest = await newestId(read);
      const upTo = lastOfWindow(filters, position, newest);
      const rows = upTo > position ? await eventsIn(read, { after: position, upTo, limit: PAGE }, where) : [];
      await assertKept(read, position);
      for (const row of rows) yield asEvent(row, caller.role);
      const cut = rows.length === PAGE ? rows.at(-1)?.event.id : undefined;
      position = cut ?? Math.max(position, upTo);
      // Nothing is awaited in between: the tail cannot move on unseen. A stream that ended during the reads stays out.
      if (ended === undefined && position >= newest && join(newest)) return;
    }
  }

  async function* present(): AsyncGenerator<Event, void> {
    while (ended === undefined) {
      const first = waiting.shift();
      if (first) {
        bytes -= jsonOnce(first).length;
        yield first;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  }

  async function* all(): AsyncGenerator<Event, void> {
    try {
      for (const part of [past, present]) {
        for await (const event of part()) {
          if (ended !== undefined) return;
          onSent();
          yield event;
        }
      }
    } catch (error) {
      // What a stopping process still reads may fail.
      if (ended === undefined) throw error;
    } finally {
      end('left');
    }
  }

  if (signal?.aborted) end('left');
  signal?.addEventListener('abort', () => end('left'), { once: true });
  return {
    caller,
    after,
    take(rows) {
      if (ended !== undefined) return;
      // Judged before: even a quick reader takes many events only one after the other.
      if (bytes > mostBehind) return end('slow');
      for (const { row, as } of rows) {
        if (row.event.id <= position || !isWantedHere(row) || !isShownTo(caller, row)) continue;
        const event = as(caller.role);
        bytes += jsonOnce(event).length;
        waiting.push(event);
      }
      wake?.();
    },
    end,
    onEnd: (listener) => {
      if (ended === undefined) listeners.push(listener);
      else listener(ended);
    },
    [Symbol.asyncIterator]: all,
  };
}
