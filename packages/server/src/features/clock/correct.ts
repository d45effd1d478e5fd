import type { CorrectTimeEntryInput, TimeEntry } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { changeableTicket } from '../tickets/change.ts';
import { timeEntries } from '../tickets/time-entries-table.ts';
import { type TimeEntryRow, addClocked, asTimeEntry, minutesBetween } from '../tickets/time-entries.ts';
import { timeEntryEntity } from '../tickets/time-entry-entity.ts';
import { getTimeEntry, overlapping } from './rows.ts';

/** How long mechanics may correct their own entries after they started. */
const OWN_MS = 7 * 24 * 60 * 60 * 1000;

type Input = Parsed<typeof CorrectTimeEntryInput>;

/** Admins correct every entry, mechanics their own recent ones. */
function assertMayCorrect({ caller, shop }: SignedInCall, { mechanicId, startedAt }: TimeEntryRow['entry']): void {
  if (caller.role === 'admin') return;
  const age = shop.now().getTime() - startedAt.getTime();
  if (mechanicId !== caller.accountId || age > OWN_MS) throw new AppError('ROLE_REQUIRED', { role: 'admin' });
}

/** When the entry starts and stops after the correction: in this order, and not in the future. */
function timesOf({ shop }: SignedInCall, { entry }: TimeEntryRow, input: Input): { start: Date; stop: Date | null } {
  const start = input.startedAt === undefined ? entry.startedAt : new Date(input.startedAt);
  const stop = input.stoppedAt === undefined ? entry.stoppedAt : new Date(input.stoppedAt);
  const now = shop.now();
  for (const name of ['startedAt', 'stoppedAt'] as const) {
    const given = input[name];
    if (given !== undefined && new Date(given) > now) throw invalidInput([name], 'This is in the future.');
  }
  if (stop === null || start <= stop) return { start, stop };
  const at = input.stoppedAt === undefined ? 'startedAt' : 'stoppedAt';
  throw invalidInput([at], 'An entry starts before it stops: check both times.');
}

/** Corrects the times of an entry, and the sum of its ticket. */
export function correct(call: SignedInWriteCall, input: Input): Promise<TimeEntry> {
  return call.write(async (tx) => {
    const row = await getTimeEntry(tx, input.id);
    if (!row) throw notFound('time_entry');
    assertMayCorrect(call, row.entry);
    const before = asTimeEntry(row);
    assertVersion(before, input.version);
    const { start, stop } = timesOf(call, row, input);
    const { id, mechanicId, ticketId, version } = row.entry;
    const entryId = await overlapping(tx, { mechanicId, id, start, stop });
    if (entryId !== undefined) throw new AppError('OVERLAP', { entryId });
    const changes = {
      startedAt: start,
      stoppedAt: stop,
      minutes: stop && minutesBetween(start, stop),
      note: input.note,
      corrected: true,
    };
    const after = asTimeEntry({ ...row, entry: { ...row.entry, ...changes, version: version + 1 } });
    if (JSON.stringify({ ...after, version }) === JSON.stringify(before)) return before;
    await tx
      .update(timeEntries)
      .set({ ...changes, version: version + 1 })
      .where(eq(timeEntries.id, id));
    recordChange(call, timeEntryEntity, { before, after, what: 'corrected' });
    const added = (after.minutes ?? 0) - (before.minutes ?? 0);
    await addClocked(call, tx, await changeableTicket(call, tx, ticketId), added);
    return after;
  });
}
