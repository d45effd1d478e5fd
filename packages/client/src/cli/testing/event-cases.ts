import type { Case } from './case.ts';
import { pageOf } from './samples.ts';

export const event = {
  id: 4711,
  at: '2026-11-20T09:30:00.000Z',
  kind: 'ticket.status_changed',
  entity: 'ticket',
  entityId: 13,
  version: 4,
  ticketId: 13,
  customerId: 5,
  by: { id: 3, firstName: 'Grace', lastName: 'Hopper' },
  via: 'session',
  requestId: 'r-1',
  changes: { status: { before: 'open', after: 'in_progress' } },
};

/** Commands for events. */
export const eventCases: Case[] = [
  {
    line: ['events', '--kinds', 'ticket.*, part.low', '--after', '4000', '--ticket', '13'],
    path: 'events.list',
    input: { kinds: ['ticket.*', 'part.low'], after: 4000, ticketId: 13, limit: 500 },
    answer: { items: [event], last: 4711, more: false },
    shows: ['KIND', '4711', 'ticket.status_changed', 'Grace Hopper', 'status'],
  },
  {
    line: ['events', '--limit', '1'],
    path: 'events.list',
    input: { after: 0, limit: 1 },
    answer: { items: [event], last: 4711, more: false },
    shows: ['4711', 'ticket.status_changed'],
  },
  {
    line: 'audit list --entity ticket --row 13 --account 3 --kind ticket.* --from 2026-11-01 --to 2026-11-30'.split(
      ' ',
    ),
    path: 'audit.list',
    input: { entity: 'ticket', entityId: 13, accountId: 3, kind: 'ticket.*', from: '2026-11-01', to: '2026-11-30' },
    answer: pageOf(event),
    shows: ['KIND', '4711', 'ticket.status_changed', 'Grace Hopper', 'status'],
  },
];
