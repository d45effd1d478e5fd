import type { Ticket } from '@mechanic-shop/client';
import { expect, test } from 'vitest';
import { createChangeWatch } from './changed.ts';
import { columnOf, questionOf, stepsTo, targetsOf } from './columns.ts';
import { arrange } from './tickets.ts';

const hold = { reason: 'other', note: null, since: '2026-11-20T09:30:00.000Z' } as const;
const ticket = (id: number, status: Ticket['status'], more: Partial<Ticket> = {}) =>
  ({ id, status, hold: null, version: 1, allowedStatuses: [], ...more }) as Ticket;

test('a ticket on hold stands only in its own column', () => {
  expect(columnOf({ status: 'open', hold: null })).toBe('open');
  expect(columnOf({ status: 'in_progress', hold })).toBe('hold');
});

test('the menu offers what the server allows, hold for live tickets, and to lift a hold', () => {
  expect(targetsOf({ status: 'open', hold: null, allowedStatuses: ['in_progress', 'cancelled'] })).toEqual([
    'in_progress',
    'hold',
    'cancelled',
  ]);
  expect(targetsOf({ status: 'in_progress', hold, allowedStatuses: ['open', 'completed', 'cancelled'] })).toEqual([
    'open',
    'in_progress',
    'completed',
    'cancelled',
  ]);
  expect(targetsOf({ status: 'completed', hold: null, allowedStatuses: [] })).toEqual([]);
});

test('a move asks for a reason or a note where it needs one, and before it cancels a ticket', () => {
  expect(questionOf({ status: 'open', hold: null }, 'hold')).toBe('hold');
  expect(questionOf({ status: 'completed', hold: null }, 'in_progress')).toBe('reopen');
  expect(questionOf({ status: 'open', hold: null }, 'cancelled')).toBe('cancel');
  expect(questionOf({ status: 'open', hold: null }, 'in_progress')).toBeUndefined();
});

test('a move from hold lifts it first, and sets the status only if it differs', () => {
  expect(stepsTo({ status: 'in_progress', hold }, 'in_progress')).toEqual({ liftHold: true, status: undefined });
  expect(stepsTo({ status: 'in_progress', hold }, 'completed')).toEqual({ liftHold: true, status: 'completed' });
  expect(stepsTo({ status: 'open', hold: null }, 'in_progress')).toEqual({ liftHold: false, status: 'in_progress' });
});

test('arrange shows each ticket once, in its newest version, and where it is being moved to', () => {
  const columns = arrange(
    [
      ticket(1, 'open'),
      ticket(1, 'in_progress', { version: 2 }),
      ticket(2, 'open'),
      ticket(3, 'open'),
      ticket(4, 'cancelled'),
    ],
    new Map([
      [2, 'completed'],
      [3, 'cancelled'],
    ]),
  );
  const ids = Object.fromEntries(Object.entries(columns).map(([name, tickets]) => [name, tickets.map(({ id }) => id)]));
  expect(ids).toEqual({ open: [], in_progress: [1], hold: [], completed: [2] });
});

test('a ticket counts as changed once its version differs from the first that was seen', () => {
  const hasChanged = createChangeWatch();
  expect([1, 1, 2, 2].map((version) => hasChanged({ id: 7, version }))).toEqual([false, false, true, true]);
  expect(hasChanged({ id: 8, version: 5 })).toBe(false);
});
