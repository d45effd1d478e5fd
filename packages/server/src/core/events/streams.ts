import type { Event, EventFilters } from '@mechanic-shop/shared';
import type { Caller } from '../caller.ts';

/** Why a stream ended. */
export type StreamEnd =
  /** The reader left or had enough. */
  | 'left'
  /** It lasted as long as streams may. */
  | 'expired'
  /** The session, key or right ended. */
  | 'revoked'
  /** The reader fell too far behind. */
  | 'slow'
  /** This process stops. */
  | 'stopped';

/** A stream of events for one reader; it can be read once. */
export interface EventStream extends AsyncIterable<Event, void, unknown> {
  /** The id after which it begins. */
  readonly after: number;
  /** Calls back once when the stream has ended; immediately if it already has. */
  onEnd(listener: (why: StreamEnd) => void): void;
}

/** A stream to open. */
export interface NewStream {
  caller: Caller;
  filters: EventFilters;
  /** The id after which it begins. */
  after: number;
  /** Aborts when the reader has left. */
  signal: AbortSignal | undefined;
}

/** The open streams of this process. */
export interface Streams {
  /** Throws `RATE_LIMITED` if the account has too many, `OVERLOADED` if the process has. */
  open(stream: NewStream): EventStream;
  /** Ends all streams at once, and opens none from then on: `SHUTTING_DOWN`. */
  close(): void;
  /** How often streams send a ping, in milliseconds. */
  readonly pingMs: number;
  readonly load: StreamLoad;
}

export interface StreamLoad {
  readonly open: number;
  /** Those that have read what was past, and follow the tail. */
  readonly following: number;
  /** Events sent since the start of the process, counted for each stream. */
  readonly sent: number;
  /** How old the newest event was when it reached the streams, in seconds. */
  readonly lagSeconds: number;
}
