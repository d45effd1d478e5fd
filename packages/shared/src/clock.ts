import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Person } from './people.ts';
import { Count, type Deleted, Id, type IdInput, type NoInput, Version } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Lines } from './values/text.ts';
import { Day, Instant, InstantInput } from './values/time.ts';

/** Time that a mechanic worked on a ticket. */
export interface TimeEntry {
  id: number;
  mechanic: Person;
  ticketId: number;
  /** The labor line of the ticket; it may have been removed since. */
  laborId: number | null;
  /** ISO 8601 in UTC. */
  startedAt: string;
  /** ISO 8601 in UTC; null while it runs. */
  stoppedAt: string | null;
  /** Whole minutes, rounded half up; null while it runs. */
  minutes: number | null;
  /** Whether someone has corrected it. */
  corrected: boolean;
  note: string | null;
  /** Increases by one with every change. */
  version: number;
}
/** @internal */
export const TimeEntry: z.ZodType<TimeEntry> = z.object({
  id: Id,
  mechanic: Person,
  ticketId: Id,
  laborId: Id.nullable(),
  startedAt: Instant,
  stoppedAt: Instant.nullable(),
  minutes: Count.nullable(),
  corrected: z.boolean(),
  note: z.string().nullable(),
  version: Version,
});

/** What starting the clock did: the entry that runs now, and the one that ran before. */
export interface ClockStarted {
  started: TimeEntry;
  /** Stopped at the instant at which the other one starts; null if none ran. */
  stopped: TimeEntry | null;
}
/** @internal */
export const ClockStarted: z.ZodType<ClockStarted> = z.object({ started: TimeEntry, stopped: TimeEntry.nullable() });

/** `entry`: what runs for the caller; null if nothing does. */
export interface CurrentClock {
  entry: TimeEntry | null;
}
/** @internal */
export const CurrentClock: z.ZodType<CurrentClock> = z.object({ entry: TimeEntry.nullable() });

const Note = Lines(1, 1000);

export const StartClockInput = z.strictObject({
  ticketId: Id,
  /** A labor line of the ticket. */
  laborId: Id.nullish(),
});
export type StartClockInput = z.input<typeof StartClockInput>;

export type StopClockInput = { note?: string | null | undefined } | void;
/** @internal */
export const StopClockInput = z.strictObject({ note: Note.nullish() }).prefault({});

export const CorrectTimeEntryInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** ISO 8601 in UTC, not in the future. */
  startedAt: InstantInput.optional(),
  /** ISO 8601 in UTC, not in the future; stops an entry that runs. */
  stoppedAt: InstantInput.optional(),
  /** Why; replaces the note of the entry. */
  note: Note,
});
export type CorrectTimeEntryInput = z.input<typeof CorrectTimeEntryInput>;

export interface TimeEntryFilters extends PageInput {
  ticketId?: number | undefined;
  mechanicId?: number | undefined;
  /** The first day of `startedAt` in the shop's time zone, `YYYY-MM-DD`. */
  from?: string | undefined;
  /** The last day of `startedAt` in the shop's time zone, `YYYY-MM-DD`. */
  to?: string | undefined;
}
export type ListTimeEntriesInput = TimeEntryFilters | void;
/** @internal */
export const ListTimeEntriesInput = z
  .strictObject({
    ...pageInput,
    ticketId: Id.optional(),
    mechanicId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
  })
  .prefault({});

/** The time clock of mechanics, who work on one ticket at a time. */
export interface ClockApi {
  /**
   * Starts the caller's clock on a ticket that is open or in progress, and stops what ran until then at the same
   * instant. Mechanics only. Errors: `NOT_FOUND` (ticket, labor), `TICKET_CLOSED`.
   */
  start: Mutation<StartClockInput, ClockStarted>;
  /** Stops the caller's clock. Mechanics only. Errors: `NOT_RUNNING`. */
  stop: Mutation<StopClockInput, TimeEntry>;
  /** Returns what runs for the caller. Mechanics only. */
  current: Query<NoInput, CurrentClock>;
  /** Lists time entries, most recently started first. `from` and `to` are inclusive. Mechanics only. */
  list: Query<ListTimeEntriesInput, Page<TimeEntry>>;
  /**
   * Corrects when a time entry started or stopped, and says why. Admins; mechanics for their own entries that started
   * within the last 7 days. `OVERLAP` if the mechanic has another entry at that time.
   * Errors: `NOT_FOUND`, `ROLE_REQUIRED`, `VERSION_MISMATCH`, `OVERLAP`, `INVALID_INPUT`.
   */
  correct: Mutation<CorrectTimeEntryInput, TimeEntry>;
  /** Removes a time entry. Admins only. Errors: `NOT_FOUND`. */
  remove: Mutation<IdInput, Deleted>;
}

/** The error reasons of the time clock, with their details. */
export interface ClockReasons {
  NOT_RUNNING: undefined;
  /** `entryId`: another entry of the mechanic at that time. */
  OVERLAP: { entryId: number };
}
/** The resources that `NOT_FOUND` names here. */
export type ClockResource = 'time_entry';
/** The rows with a `version` here, by the procedure that checks it. */
export interface ClockRows {
  'clock.correct': TimeEntry;
}
