import { sql } from 'drizzle-orm';
import { check, count, flag, id, index, instant, ref, table, text, uniqueIndex } from '../../platform/db/columns.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { tickets } from './table.ts';

export const timeEntries = table(
  'time_entries',
  {
    id: id(),
    mechanicId: ref()
      .notNull()
      .references(() => mechanics.id),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    /** A plain number: the time stays what it was for when the line is removed. */
    laborId: count(),
    startedAt: instant().notNull(),
    /** Null while it runs. */
    stoppedAt: instant(),
    /** Whole minutes, rounded half up; null while it runs. */
    minutes: count(),
    corrected: flag().notNull().default(false),
    note: text(),
    version: count().notNull().default(1),
  },
  (t) => [
    // At most one entry runs for a mechanic, whatever several processes do.
    uniqueIndex('time_entries_running')
      .on(t.mechanicId)
      .where(sql`${t.stoppedAt} is null`),
    index('time_entries_running_ticket')
      .on(t.ticketId)
      .where(sql`${t.stoppedAt} is null`),
    index('time_entries_started').on(t.startedAt, t.id),
    index('time_entries_mechanic').on(t.mechanicId, t.startedAt, t.id),
    index('time_entries_ticket').on(t.ticketId, t.startedAt, t.id),
    check('time_entries_stopped_after_start', sql`${t.stoppedAt} is null or ${t.stoppedAt} >= ${t.startedAt}`),
    check('time_entries_minutes_when_stopped', sql`(${t.stoppedAt} is null) = (${t.minutes} is null)`),
  ],
);
