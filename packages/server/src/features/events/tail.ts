import type { Queries } from '../../platform/db/database.ts';
import { type TailRow, eventsAfter } from './rows.ts';

const PAGE = 200;

export interface TailOptions {
  read: Queries;
  /** How often it looks for events of other processes, in milliseconds. */
  pollMs: number;
  /** How long it collects announcements before it reads, in milliseconds. */
  gatherMs: number;
  /** Called with new events in their order. */
  onRows(rows: readonly TailRow[]): void;
  onError(error: unknown): void;
}

/** Reads each new event once for all streams of this process. */
export interface Tail {
  /** The id up to which events were handed on; undefined while it rests. */
  readonly at: number | undefined;
  /** Begins after this id. */
  start(after: number): void;
  stop(): void;
  /** Reads soon, because there may be new events. */
  wake(): void;
}

export function createTail({ read, pollMs, gatherMs, onRows, onError }: TailOptions): Tail {
  // One for each start: a read that outlives a stop hands nothing on.
  let run: { at: number; timer?: NodeJS.Timeout; reading: boolean; again: boolean } | undefined;

  /** Returns whether there may be more. */
  const readOn = async (own: NonNullable<typeof run>): Promise<boolean> => {
    own.reading = true;
    own.again = false;
    const rows = await eventsAfter(read, own.at, PAGE);
    const last = rows.at(-1);
    if (!last || run !== own) return false;
    own.at = last.event.id;
    onRows(rows);
    return rows.length === PAGE;
  };

  const plan = (own: NonNullable<typeof run>, ms: number): void => {
    clearTimeout(own.timer);
    own.timer = setTimeout(() => {
      void readOn(own)
        .catch((error: unknown) => {
          onError(error);
          return false;
        })
        .then((more) => {
          own.reading = false;
          // A pause between pages lets readers take what they have.
          if (run === own) plan(own, more || own.again ? gatherMs : pollMs);
        });
    }, ms);
    own.timer.unref();
  };

  return {
    get at() {
      return run?.at;
    },
    start(after) {
      run = { at: after, reading: false, again: false };
      plan(run, pollMs);
    },
    stop() {
      clearTimeout(run?.timer);
      run = undefined;
    },
    wake() {
      if (run === undefined || run.again) return;
      run.again = true;
      if (!run.reading) plan(run, gatherMs);
    },
  };
}
