import type {
  ClockStarted,
  CurrentClock,
  Deleted,
  ListTimeEntriesInput,
  Page,
  StartClockInput,
  StopClockInput,
  TimeEntry,
} from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { settingsFor } from '../shop/rows.ts';
import { assertOpen, changeableTicket, readableTicket } from '../tickets/change.ts';
import { laborOn } from '../tickets/find-line.ts';
import { timeEntries } from '../tickets/time-entries-table.ts';
import { addClocked, asTimeEntry, laterOf, stopEntry } from '../tickets/time-entries.ts';
import { timeEntryEntity } from '../tickets/time-entry-entity.ts';
import { getTimeEntry, lastStop, listTimeEntries, runningEntry } from './rows.ts';

export { correct } from './correct.ts';

export async function list(call: SignedInCall, input: Parsed<typeof ListTimeEntriesInput>): Promise<Page<TimeEntry>> {
  const { timeZone } = await settingsFor(call, call.read);
  return listTimeEntries(call.read, input, timeZone);
}

export async function current({ caller, read }: SignedInCall): Promise<CurrentClock> {
  const row = await runningEntry(read, caller.accountId);
  return { entry: row ? asTimeEntry(row) : null };
}

/** Stops what runs for a mechanic, and adds it to its ticket. */
async function stopRunning(
  call: SignedInCall,
  tx: Queries,
  note?: string | null,
): Promise<{ entry: TimeEntry; at: Date } | null> {
  const row = await runningEntry(tx, call.caller.accountId);
  if (!row) return null;
  const stopped = await stopEntry(call, tx, row, note);
  await addClocked(call, tx, await changeableTicket(call, tx, row.entry.ticketId), stopped.minutes);
  return stopped;
}

/** Starts the caller's clock, and stops what ran at the same instant. */
export function start(call: SignedInWriteCall, input: Parsed<typeof StartClockInput>): Promise<ClockStarted> {
  return call.write(async (tx) => {
    const { ticketId, laborId = null } = input;
    const ticket = await readableTicket(call, tx, ticketId);
    if (laborId !== null) laborOn(ticket, laborId);
    assertOpen(ticket);
    const mechanicId = call.caller.accountId;
    const stopped = await stopRunning(call, tx);
    const now = call.shop.now();
    // The wall clock may have been set back: entries never overlap.
    const startedAt = stopped?.at ?? laterOf(now, (await lastStop(tx, mechanicId)) ?? now);
    const { id } = insertedRow(
      await tx
        .insert(timeEntries)
        .values({ mechanicId, ticketId, laborId, startedAt })
        .returning({ id: timeEntries.id }),
    );
    const started = await assertTimeEntry(tx, id);
    recordChange(call, timeEntryEntity, { before: null, after: started, what: 'started' });
    return { started, stopped: stopped?.entry ?? null };
  });
}

async function assertTimeEntry(tx: Queries, id: number): Promise<TimeEntry> {
  const row = await getTimeEntry(tx, id);
  if (!row) throw notFound('time_entry');
  return asTimeEntry(row);
}

export function stop(call: SignedInWriteCall, { note }: Parsed<typeof StopClockInput>): Promise<TimeEntry> {
  return call.write(async (tx) => {
    const stopped = await stopRunning(call, tx, note);
    if (!stopped) throw new AppError('NOT_RUNNING');
    return stopped.entry;
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertTimeEntry(tx, id);
    await deleteRow(call, tx, timeEntries, id);
    recordChange(call, timeEntryEntity, { before, after: null });
    await addClocked(call, tx, await changeableTicket(call, tx, before.ticketId), -(before.minutes ?? 0));
    return { id, message: 'The time entry is removed.' };
  });
}
