import type { ListTimeEntriesInput, Page, TimeEntry } from '@mechanic-shop/shared';
import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { latestFirst } from '../../core/latest-first.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { timeEntries } from '../tickets/time-entries-table.ts';
import { type TimeEntryRow, asTimeEntry, selectTimeEntries } from '../tickets/time-entries.ts';

const byId = prepared('time_entry_by_id', (db, p: Slots<{ id: number }>) =>
  selectTimeEntries(db).where(eq(timeEntries.id, p.id)),
);

export async function getTimeEntry(db: Queries, id: number): Promise<TimeEntryRow | undefined> {
  const [row] = await byId(db, { id });
  return row;
}

const running = prepared('time_entry_running', (db, p: Slots<{ mechanicId: number }>) =>
  selectTimeEntries(db).where(and(eq(timeEntries.mechanicId, p.mechanicId), isNull(timeEntries.stoppedAt))),
);

/** What runs for a mechanic: at most one entry. */
export async function runningEntry(db: Queries, mechanicId: number): Promise<TimeEntryRow | undefined> {
  const [row] = await running(db, { mechanicId });
  return row;
}

const latest = prepared('time_entry_latest', (db, p: Slots<{ mechanicId: number }>) =>
  db
    .select({ stoppedAt: timeEntries.stoppedAt })
    .from(timeEntries)
    .where(eq(timeEntries.mechanicId, p.mechanicId))
    .orderBy(desc(timeEntries.startedAt), desc(timeEntries.stoppedAt))
    .limit(1),
);

/** When a mechanic's last entry stopped, as entries do not overlap; null before the first, or while it runs. */
export async function lastStop(db: Queries, mechanicId: number): Promise<Date | null> {
  const [row] = await latest(db, { mechanicId });
  return row?.stoppedAt ?? null;
}

interface Span {
  mechanicId: number;
  /** The entry that is left out. */
  id: number;
  start: Date;
  /** Null while it runs. */
  stop: Date | null;
}

/** The id of another entry of the mechanic at that time, the latest; entries that only touch do not overlap. */
export async function overlapping(db: Queries, { mechanicId, id, start, stop }: Span): Promise<number | undefined> {
  const at = (value: Date) => sql.param(value, timeEntries.startedAt);
  const [row] = await db
    .select({ id: timeEntries.id })
    .from(timeEntries)
    .where(
      and(
        eq(timeEntries.mechanicId, mechanicId),
        ne(timeEntries.id, id),
        stop === null ? undefined : sql`${timeEntries.startedAt} < ${at(stop)}`,
        or(isNull(timeEntries.stoppedAt), sql`${timeEntries.stoppedAt} > ${at(start)}`),
      ),
    )
    .orderBy(desc(timeEntries.startedAt), desc(timeEntries.id))
    .limit(1);
  return row?.id;
}

const listed = latestFirst({
  list: 'clock.list',
  at: timeEntries.startedAt,
  id: timeEntries.id,
  filters: { ticketId: timeEntries.ticketId, mechanicId: timeEntries.mechanicId },
  select: (db, { where, latest, limit }) =>
    selectTimeEntries(db)
      .where(where)
      .orderBy(...latest)
      .limit(limit),
  positionOf: ({ entry }) => ({ at: entry.startedAt, id: entry.id }),
});

/** Pages of entries, most recently started first; days are those of the time zone. */
export async function listTimeEntries(
  db: Queries,
  wanted: Parsed<typeof ListTimeEntriesInput>,
  timeZone: string,
): Promise<Page<TimeEntry>> {
  const { items, nextCursor } = await listed(db, wanted, timeZone);
  return { items: items.map(asTimeEntry), nextCursor };
}
