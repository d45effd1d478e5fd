import type { TimeEntry } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { confirmDeletion, yes } from './confirm.ts';
import { day, id, idOrName, ifVersion, instant, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant, showMinutes } from './moment.ts';
import { fullName } from './people.ts';
import { findMechanic } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const stopOf = ({ stoppedAt }: TimeEntry): string | null => stoppedAt && showInstant(stoppedAt);

const columns: Column<TimeEntry>[] = [
  { title: 'ID', cell: (entry) => entry.id, keep: ID },
  { title: 'MECHANIC', cell: ({ mechanic }) => fullName(mechanic), keep: KEY },
  { title: 'TICKET', cell: (entry) => entry.ticketId, keep: KEY },
  { title: 'LABOR', cell: (entry) => entry.laborId, keep: 1 },
  { title: 'STARTED', cell: (entry) => showInstant(entry.startedAt), whole: true, keep: 3 },
  { title: 'STOPPED', cell: stopOf, whole: true, keep: 2 },
  { title: 'TIME', cell: ({ minutes }) => showMinutes(minutes), whole: true, keep: 3 },
  { title: 'CORRECTED', cell: ({ corrected }) => (corrected ? 'yes' : null), keep: 1 },
  { title: 'NOTE', cell: (entry) => entry.note },
];

function entryCard(entry: TimeEntry, view: View): string[] {
  const { id: entryId, mechanic, ticketId, laborId, startedAt, minutes, corrected, note, version } = entry;
  return card(
    `Time entry ${entryId}`,
    [
      ['mechanic', fullName(mechanic)],
      ['ticket', ticketId],
      ['labor', laborId],
      ['started', showInstant(startedAt)],
      ['stopped', stopOf(entry)],
      ['time', showMinutes(minutes)],
      ['corrected', corrected ? 'yes' : 'no'],
      ['note', note],
      ['version', version],
    ],
    view,
  );
}

const entry = { id: required(id('<id>', 'the time entry')) };

/** `shop clock`: the hours of mechanics. */
export function addClock(program: Command, io: Io): void {
  const group = addGroup(program, 'clock', 'the time clock of mechanics');
  addCommand(group, io, {
    name: 'start',
    about: 'start your clock on a ticket; what ran until now stops',
    args: { ticketId: required(id('<ticket>', 'the ticket')) },
    options: { laborId: id('--labor <id>', 'a labor line of the ticket') },
    call: ({ shop }, input) => shop.clock.start.mutate(input),
    show: ({ started, stopped }, view) => [
      ...(stopped ? [...entryCard(stopped, view), ''] : []),
      ...entryCard(started, view),
    ],
  });
  addCommand(group, io, {
    name: 'stop',
    about: 'stop your clock',
    options: { note: text('--note <text>', 'a note for staff') },
    call: ({ shop }, input) => shop.clock.stop.mutate(input),
    show: entryCard,
  });
  addCommand(group, io, {
    name: 'status',
    about: 'show what your clock runs for',
    call: ({ shop }, input) => shop.clock.current.query(input),
    show: ({ entry: running }, view) => (running ? entryCard(running, view) : ['Your clock is not running.']),
  });
  addList(group, io, {
    name: 'list',
    about: 'list time entries, most recently started first',
    options: {
      ticketId: id('--ticket <id>', 'only those of a ticket'),
      mechanicId: idOrName('--mechanic <id>', 'only those of a mechanic, by id or name', findMechanic),
      from: day('--from <date>', 'only those that started from this day on'),
      to: day('--to <date>', 'only those that started up to this day'),
    },
    call: ({ shop }, input) => shop.clock.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'correct',
    about: 'correct when a time entry started or stopped (own ones of the last 7 days; admins all)',
    args: entry,
    options: {
      startedAt: instant('--started <time>', 'when it started, like "2026-11-20 09:30" here'),
      stoppedAt: instant('--stopped <time>', 'when it stopped, like "2026-11-20 10:15" here'),
      note: required(text('--note <text>', 'why')),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.clock.correct.mutate(input),
    show: entryCard,
  });
  addCommand(group, io, {
    name: 'remove',
    about: 'remove a time entry (admins)',
    args: entry,
    options: { yes },
    call: async (context, { id: entryId, yes: isSure }) => {
      await confirmDeletion(context, isSure, async () => `time entry ${entryId} and take its time off the ticket`);
      return context.shop.clock.remove.mutate({ id: entryId });
    },
    show: ({ message }) => [message],
  });
}
