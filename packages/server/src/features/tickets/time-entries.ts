// Time entries: how they are read and stopped, also by what closes their ticket.
import type { Ticket, TimeEntry } from '@mechanic-shop/shared';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { ticketEntity } from './entity.ts';
import { tickets } from './table.ts';
import { timeEntries } from './time-entries-table.ts';
import { timeEntryEntity } from './time-entry-entity.ts';

export function selectTimeEntries(db: Queries) {
  return db
    .select({
      entry: getTableColumns(timeEntries),
      mechanic: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    })
    .from(timeEntries)
    .innerJoin(accounts, eq(accounts.id, timeEntries.mechanicId));
}

export type TimeEntryRow = Awaited<ReturnType<typeof selectTimeEntries>>[number];

export function asTimeEntry({ entry, mechanic }: TimeEntryRow): TimeEntry {
  const { mechanicId: _mechanic, startedAt, stoppedAt, ...shown } = entry;
  return {
    ...shown,
    mechanic,
    startedAt: instantText(startedAt),
    stoppedAt: stoppedAt && instantText(stoppedAt),
  };
}

const MINUTE_MS = 60_000;

/** Whole minutes between two instants, rounded half up. */
export function minutesBetween(start: Date, stop: Date): number {
  return Math.floor((stop.getTime() - start.getTime()) / MINUTE_MS + 0.5);
}

/** The later of two instants: the wall clock may have been set back since something started. */
export const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);

/** Stops a running entry, without the ticket's sum. */
export async function stopEntry(
  call: Call,
  tx: Queries,
  row: TimeEntryRow,
  note?: string | null,
): Promise<{ entry: TimeEntry; minutes: number; at: Date }> {
  const { id, startedAt, version } = row.entry;
  const at = laterOf(call.shop.now(), startedAt);
  const minutes = minutesBetween(startedAt, at);
  const changes = { stoppedAt: at, minutes, ...(note == null ? {} : { note }), version: version + 1 };
  await tx.update(timeEntries).set(changes).where(eq(timeEntries.id, id));
  const entry = asTimeEntry({ ...row, entry: { ...row.entry, ...changes } });
  recordChange(call, timeEntryEntity, { before: asTimeEntry(row), after: entry, what: 'stopped' });
  return { entry, minutes, at };
}

/** Adds to the minutes clocked on a ticket as staff see it; its version stays. */
export async function addClocked(call: Call, tx: Queries, ticket: Ticket, minutes: number): Promise<void> {
  if (minutes === 0) return;
  await tx
    .update(tickets)
    .set({ clockedMinutes: sql`${tickets.clockedMinutes} + ${minutes}` })
    .where(eq(tickets.id, ticket.id));
  const clockedMinutes = (ticket.clockedMinutes ?? 0) + minutes;
  recordChange(call, ticketEntity, { before: ticket, after: { ...ticket, clockedMinutes } });
}

const runningOn = prepared('time_entries_running_on', (db, p: Slots<{ ticketId: number }>) =>
  selectTimeEntries(db).where(sql`${timeEntries.ticketId} = ${p.ticketId} and ${timeEntries.stoppedAt} is null`),
);

/** Stops every clock that runs on a ticket, and returns the sum of their minutes. */
export async function stopClocks(call: Call, tx: Queries, ticketId: number): Promise<number> {
  let sum = 0;
  for (const row of await runningOn(tx, { ticketId })) sum += (await stopEntry(call, tx, row)).minutes;
  return sum;
}
