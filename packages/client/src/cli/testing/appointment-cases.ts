import type { Appointment, Bay } from '@mechanic-shop/shared';
import { type Case, gone } from './case.ts';
import { pageOf, ticket, vehicle } from './samples.ts';

const bay: Bay = { id: 3, name: 'Lift 1', active: true, version: 1 };

const booked: Appointment = {
  id: 31,
  customer: { id: 5, firstName: 'Ada', lastName: 'Lovelace' },
  vehicle,
  ticketId: null,
  startsAt: '2026-11-23T09:30:00.000Z',
  endsAt: '2026-11-23T11:00:00.000Z',
  bay: { id: 3, name: 'Lift 1' },
  mechanic: { id: 2, firstName: 'Grace', lastName: 'Hopper', specialty: null },
  subject: 'Annual service',
  status: 'confirmed',
  note: 'Keys in the box',
  version: 2,
  createdAt: '2026-11-20T09:30:00.000Z',
};
const shown = {
  answer: booked,
  shows: [
    'Appointment 31: Annual service',
    'Ada Lovelace (5)',
    'Lift 1 (3)',
    'Grace Hopper (2)',
    '90',
    'Keys in the box',
  ],
};
const times = ['--at', '2026-11-23T09:30Z', '--minutes', '90', '--subject', 'Annual service'];
const timesInput = { startsAt: '2026-11-23T09:30:00.000Z', minutes: 90, subject: 'Annual service' };

const moved = ([name, procedure]: [string, string]): Case => ({
  line: ['appointments', name, '31', '--if-version', '2'],
  path: `appointments.${procedure}`,
  input: { id: 31, version: 2 },
  answer: { ...booked, status: 'no_show' },
  shows: ['Appointment 31', 'no show'],
});

/** Commands for bays, slots and appointments. */
export const appointmentCases: Case[] = [
  {
    line: ['bays', 'list'],
    path: 'bays.list',
    input: {},
    answer: pageOf(bay, { ...bay, id: 4, active: false }),
    shows: ['NAME', 'Lift 1', 'no'],
  },
  {
    line: ['bays', 'add', '--name', 'Lift 1'],
    path: 'bays.create',
    input: { name: 'Lift 1' },
    answer: bay,
    shows: ['Bay 3: Lift 1'],
  },
  {
    line: ['bays', 'update', '3', '--no-active', '--if-version', '1'],
    path: 'bays.update',
    input: { id: 3, active: false, version: 1 },
    answer: { ...bay, active: false, version: 2 },
    shows: ['Bay 3: Lift 1', 'no'],
  },
  {
    line: ['bays', 'delete', '7', '--yes'],
    path: 'bays.delete',
    input: { id: 7 },
    answer: gone,
    shows: [gone.message],
  },
  {
    line: ['slots', '--from', '2026-11-23', '--days', '2', '--minutes', '90'],
    path: 'appointments.slots',
    input: { from: '2026-11-23', days: 2, minutes: 90 },
    answer: { items: [{ startsAt: booked.startsAt, endsAt: booked.endsAt }] },
    shows: ['START', 'END', '2026-11-23'],
  },
  {
    line: ['slots', '--from', '2026-11-23'],
    path: 'appointments.slots',
    input: { from: '2026-11-23' },
    answer: { items: [] },
    shows: ['Nothing is free.'],
  },
  {
    line: ['appointments', 'list', '--from', '2026-11-23', '--to', '2026-11-24', '--status', 'no-show', '--bay', '3'],
    path: 'appointments.list',
    input: { from: '2026-11-23', to: '2026-11-24', status: 'no_show', bayId: 3 },
    answer: pageOf(booked),
    shows: ['CUSTOMER', 'Ada Lovelace', 'Lift 1', 'confirmed', '90', 'Annual service'],
  },
  { line: ['appointments', 'show', '31'], path: 'appointments.get', input: { id: 31 }, ...shown },
  {
    line: ['appointments', 'request', ...times, '--vehicle', '9'],
    path: 'appointments.request',
    input: { ...timesInput, vehicleId: 9 },
    ...shown,
  },
  {
    line: ['appointments', 'book', '5', ...times, '--bay', 'none', '--mechanic', '2', '--note', 'Keys'],
    path: 'appointments.book',
    input: { ...timesInput, customerId: 5, bayId: null, mechanicId: 2, note: 'Keys' },
    ...shown,
  },
  {
    line: ['appointments', 'update', '31', '--minutes', '60', '--bay', '3', '--clear', 'note', '--if-version', '2'],
    path: 'appointments.update',
    input: { id: 31, minutes: 60, bayId: 3, note: null, version: 2 },
    ...shown,
  },
  moved(['confirm', 'confirm']),
  moved(['arrive', 'arrive']),
  moved(['no-show', 'noShow']),
  moved(['finish', 'finish']),
  {
    line: ['appointments', 'cancel', '31', '--note', 'Ill'],
    path: 'appointments.cancel',
    input: { id: 31, note: 'Ill' },
    ...shown,
  },
  {
    line: ['appointments', 'open-ticket', '31'],
    path: 'appointments.openTicket',
    input: { id: 31 },
    answer: ticket,
    shows: [`Ticket ${ticket.id}`],
  },
  {
    line: ['appointments', 'calendar', '--from', '2026-11-23'],
    path: 'appointments.calendar',
    input: { from: '2026-11-23' },
    answer: { ics: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
    shows: ['BEGIN:VCALENDAR\nEND:VCALENDAR'],
  },
];
