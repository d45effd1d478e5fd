import type { Event } from '@mechanic-shop/shared';
import { type TrackedEnvelope, tracked } from '@trpc/server';
import type { EventStream } from '../core/events/streams.ts';

/** A stream as tRPC's subscriptions send it: each event with the id after which a reader resumes. */
export interface TrackedStream extends AsyncIterable<TrackedEnvelope<Event>, void, unknown> {
  readonly after: EventStream['after'];
  readonly onEnd: EventStream['onEnd'];
}

export function trackedStream(stream: EventStream): TrackedStream {
  async function* all(): AsyncGenerator<TrackedEnvelope<Event>, void> {
    for await (const event of stream) yield tracked(String(event.id), event);
  }
  return { after: stream.after, onEnd: (listener) => stream.onEnd(listener), [Symbol.asyncIterator]: all };
}
