import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { MECHANIC, demoIds } from '../accounts/demo-people.ts';
import { ticket } from '../tickets/example-ticket.ts';

const mechanic = { id: demoIds.mechanic, firstName: MECHANIC.firstName, lastName: MECHANIC.lastName };

/** The id of what the example of `start` creates in a fresh demo shop. */
const MADE = 78;

const started: shared.TimeEntry = {
  id: MADE,
  mechanic,
  ticketId: ticket.id,
  laborId: null,
  startedAt: EXAMPLE_NOW,
  stoppedAt: null,
  minutes: null,
  corrected: false,
  note: null,
  version: 1,
};
const stopped: shared.TimeEntry = {
  ...started,
  stoppedAt: '2026-11-20T10:14:40.000Z',
  minutes: 45,
  note: 'Doors cleaned and masked',
  version: 2,
};
const corrected: shared.TimeEntry = {
  ...stopped,
  corrected: true,
  note: 'With the cleaning of the doors',
  version: 3,
};

const members: Members = {
  id: 'The time entry.',
  ticketId: 'The ticket.',
  laborId: 'A labor line of the ticket.',
  mechanicId: 'The mechanic.',
  note: 'A note for staff.',
  startedAt: 'When it started: ISO 8601 in UTC, not in the future.',
  stoppedAt: 'When it stopped: ISO 8601 in UTC, not in the future. Stops an entry that runs.',
  from: "The first day of `startedAt` in the shop's time zone.",
  to: "The last day of `startedAt` in the shop's time zone.",
};

/** The time clock of mechanics. */
export const clockDocs: FeatureDocs<'clock'> = {
  tag: 'The time clock of mechanics, who work on one ticket at a time.',
  resources: { time_entry: true },
  procedures: {
    start: {
      summary: 'Start the clock',
      description:
        'Mechanics only. The ticket is open or in progress. What ran for the caller until then is stopped at the same instant.',
      reasons: ['NOT_FOUND', 'TICKET_CLOSED'],
      example: { ticketId: ticket.id },
      answer: { started, stopped: null },
    },
    stop: {
      summary: 'Stop the clock',
      description: 'Mechanics only. Completing or cancelling a ticket stops the clocks that run on it, too.',
      reasons: ['NOT_RUNNING'],
      example: { note: 'Doors cleaned and masked' },
      answer: stopped,
    },
    current: {
      summary: 'Read what the clock runs for',
      description: 'Mechanics only. `entry` is null if the clock of the caller does not run.',
      reasons: [],
      example: {},
      answer: { entry: started },
    },
    list: {
      summary: 'List time entries',
      description: 'Mechanics only. Most recently started first. `from` and `to` are inclusive.',
      reasons: [],
      example: { ...examplePage, ticketId: ticket.id },
      answer: { items: [stopped], nextCursor: null },
    },
    correct: {
      summary: 'Correct a time entry',
      description:
        'Admins; mechanics for their own entries that started within the last 7 days. Absent times stay; the note says why.',
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED', 'VERSION_MISMATCH', 'OVERLAP'],
      example: { id: MADE, note: 'With the cleaning of the doors' },
      answer: corrected,
      members: { note: 'Why; replaces the note of the entry.' },
    },
    remove: {
      summary: 'Remove a time entry',
      description: 'Admins only.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The time entry is removed.' },
    },
  },
  members,
  models: {
    TimeEntry: model(shared.TimeEntry, 'Time that a mechanic worked on a ticket.', {
      id: 'The id.',
      mechanic: 'Who worked.',
      ticketId: 'The ticket.',
      laborId: 'The labor line of the ticket; it may have been removed since.',
      startedAt: 'When it started.',
      stoppedAt: 'When it stopped; null while it runs.',
      minutes: 'Whole minutes, rounded half up; null while it runs.',
      corrected: 'Whether someone has corrected it.',
      note: 'A note for staff.',
      version: 'Incremented with every change.',
    }),
    ClockStarted: model(shared.ClockStarted, 'What starting the clock did.', {
      started: 'The entry that runs now.',
      stopped: 'The entry that ran until then, stopped at the same instant; null if none did.',
    }),
    CurrentClock: model(shared.CurrentClock, 'What the clock of the caller runs for.', {
      entry: 'The entry that runs; null if none does.',
    }),
  },
};
