import type { ListTimeEntriesInput, Page, TimeEntry } from '@mechanic-shop/shared';
import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keyset } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
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

// Years that both engines store.
const Started = z.iso.datetime({ precision: 3 }).refine((at) => at >= '1900');
const Position = z.tuple([Started, z.int().min(1)]);

// The first that is given leads: a ticket has few entries.
const leads = ['ticketId', 'mechanicId'] as const;
type Lead = (typeof leads)[number];

interface Values {
  ticketId: number;
  mechanicId: number;
  from: Date;
  before: Date;
  beforeId: number;
  limit: number;
}

function queryBy(used: readonly Lead[]) {
  return prepared(['time_entries', 'by', ...used].join('_'), (db, p: Slots<Values>) => {
    const at = (slot: unknown) => sql.param(slot, timeEntries.startedAt);
    return selectTimeEntries(db)
      .where(
        and(
          ...used.map(
            (name, place) => sql`${place === 0 ? timeEntries[name] : withoutIndex(timeEntries[name])} = ${p[name]}`,
          ),
          // Compared as a pair, which the index finds directly.
          sql`(${timeEntries.startedAt}, ${timeEntries.id}) < (${at(p.before)}, ${p.beforeId})`,
          sql`${timeEntries.startedAt} >= ${at(p.from)}`,
        ),
      )
      .orderBy(desc(timeEntries.startedAt), desc(timeEntries.id))
      .limit(p.limit);
  });
}
const queries = new Map<string, ReturnType<typeof queryBy>>();

function queryFor(used: readonly Lead[]): ReturnType<typeof queryBy> {
  const query = queries.get(used.join()) ?? queryBy(used);
  queries.set(used.join(), query);
  return query;
}

// Before the first entry, and after the last one.
const BEGINNING = new Date('1900-01-01T00:00:00.000Z');
const END = new Date('9999-12-31T00:00:00.000Z');

/** Pages of entries, most recently started first; days are those of the time zone. */
export async function listTimeEntries(
  db: Queries,
  wanted: Parsed<typeof ListTimeEntriesInput>,
  timeZone: string,
): Promise<Page<TimeEntry>> {
  const { ticketId, mechanicId, from, to, limit, cursor } = wanted;
  const list = keyset('clock.list', { ticketId, mechanicId, from, to }, Position);
  const after = list.after(cursor);
  const end = to === undefined ? END : startOfDay(addDays(to, 1), timeZone);
  const used = leads.filter((name) => wanted[name] !== undefined);
  const rows = await queryFor(used)(db, {
    ticketId: ticketId ?? 0,
    mechanicId: mechanicId ?? 0,
    from: from === undefined ? BEGINNING : startOfDay(from, timeZone),
    before: after ? new Date(after[0]) : end,
    beforeId: after ? after[1] : 0,
    limit: limit + 1,
  });
  const page = list.page(rows, limit, ({ entry }) => [instantText(entry.startedAt), entry.id]);
  return { items: page.items.map(asTimeEntry), nextCursor: page.nextCursor };
}
