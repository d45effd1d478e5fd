import type { TimeEntry } from '@mechanic-shop/shared';
import type { Case } from './case.ts';
import { pageOf } from './samples.ts';

const running: TimeEntry = {
  id: 41,
  mechanic: { id: 2, firstName: 'Grace', lastName: 'Hopper' },
  ticketId: 13,
  laborId: 7,
  startedAt: '2026-11-20T09:30:00.000Z',
  stoppedAt: null,
  minutes: null,
  corrected: false,
  note: null,
  version: 1,
};
const stopped: TimeEntry = { ...running, stoppedAt: '2026-11-20T10:35:10.000Z', minutes: 65, note: 'Bolt broke' };

/** Commands for the time clock. */
export const clockCases: Case[] = [
  {
    line: ['clock', 'start', '13', '--labor', '7'],
    path: 'clock.start',
    input: { ticketId: 13, laborId: 7 },
    answer: { started: running, stopped: { ...stopped, id: 40, ticketId: 12 } },
    shows: ['Time entry 40', '1:05 h', 'Time entry 41', 'Grace Hopper', 'running'],
  },
  {
    line: ['clock', 'stop', '--note', 'Bolt broke'],
    path: 'clock.stop',
    input: { note: 'Bolt broke' },
    answer: stopped,
    shows: ['Time entry 41', '1:05 h', 'Bolt broke'],
  },
  {
    line: ['clock', 'status'],
    path: 'clock.current',
    input: {},
    answer: { entry: running },
    shows: ['Time entry 41', 'running', '13'],
  },
  {
    line: ['clock', 'list', '--ticket', '13', '--mechanic', '2', '--from', '2026-11-01', '--to', '2026-11-30'],
    path: 'clock.list',
    input: { ticketId: 13, mechanicId: 2, from: '2026-11-01', to: '2026-11-30' },
    answer: pageOf({ ...stopped, corrected: true }),
    shows: ['MECHANIC', 'Grace Hopper', '1:05 h', 'yes', 'Bolt broke'],
  },
  {
    line: ['clock', 'correct', '41', '--started', '2026-11-20T09:30Z', '--stopped', '2026-11-20T10:35Z', '--note', 'x'],
    path: 'clock.correct',
    input: { id: 41, startedAt: '2026-11-20T09:30:00.000Z', stoppedAt: '2026-11-20T10:35:00.000Z', note: 'x' },
    answer: { ...stopped, corrected: true, version: 3 },
    shows: ['Time entry 41', 'corrected', 'yes', '1:05 h'],
  },
  {
    line: ['clock', 'remove', '41', '--yes'],
    path: 'clock.remove',
    input: { id: 41 },
    answer: { id: 41, message: 'The time entry is removed.' },
    shows: ['The time entry is removed.'],
  },
];
