import { type Case, gone } from './case.ts';
import { change, movement, pageOf, part, ticket } from './samples.ts';

const ticketShows = ['Ticket 12', 'Ada Lovelace (5)', '2020 Ford Focus AB-123', 'Grace Hopper (4)', '240.50'];
const oneTicket = { answer: ticket, shows: [...ticketShows, 'Brake pads', 'in_progress, cancelled'] };
const tickets = { answer: pageOf(ticket), shows: ['DESCRIPTION', 'Brakes squeal', '240.50', 'open'] };
const onePart = { answer: part, shows: ['Part 7: Brake pads', '120.25', 'BP-100'] };

export const shopCases: Case[] = [
  {
    line: ['tickets', 'list', '--status', 'open', '--status', 'in-progress'],
    path: 'tickets.list',
    input: { status: ['open', 'in_progress'] },
    ...tickets,
  },
  {
    line: ['parts', 'list'],
    path: 'inventory.list',
    input: {},
    answer: pageOf(part),
    shows: ['AVAILABLE', 'Brake pads', '120.25'],
  },
  {
    line: ['parts', 'list', '--no-in-stock', '--order-by', 'name', '--limit', '5', '--cursor', 'abc'],
    path: 'inventory.list',
    input: { inStock: false, orderBy: 'name', limit: 5, cursor: 'abc' },
    answer: pageOf(part),
    shows: ['Brake pads'],
  },
  {
    line: ['parts', 'list', '--in-stock', '--search', 'brake'],
    path: 'inventory.list',
    input: { inStock: true, search: 'brake' },
    answer: pageOf(part),
    shows: ['Brake pads'],
  },
  { line: ['parts', 'show', '7'], path: 'inventory.get', input: { id: 7 }, ...onePart },
  {
    line: ['parts', 'add', '--name', 'Brake pads', '--price', '120.25', '--quantity', '10', '--sku', 'BP-100'],
    path: 'inventory.create',
    input: { name: 'Brake pads', priceCents: 12025, quantity: 10, sku: 'BP-100' },
    ...onePart,
  },
  {
    line: ['parts', 'update', '7', '--price', '1.1', '--clear', 'sku', '--if-version', '3'],
    path: 'inventory.update',
    input: { id: 7, priceCents: 110, sku: null, version: 3 },
    ...onePart,
  },
  {
    line: ['parts', 'adjust', '7', '-3', '--note', 'counted'],
    path: 'inventory.adjust',
    input: { id: 7, delta: -3, note: 'counted' },
    ...onePart,
  },
  { line: ['parts', 'delete', '7'], path: 'inventory.delete', input: { id: 7 }, answer: gone, shows: ['It is gone.'] },
  {
    line: ['parts', 'history', '7', '--limit', '1'],
    path: 'inventory.movements',
    input: { partId: 7, limit: 1 },
    answer: pageOf(movement),
    shows: ['DELTA', 'adjust', '-3', 'counted'],
  },

  {
    line: ['tickets', 'list', '--status', 'in-progress', '--customer', '5', '--mechanic', '4', '--vehicle', '9'],
    path: 'tickets.list',
    input: { status: 'in_progress', customerId: 5, mechanicId: 4, vehicleId: 9 },
    ...tickets,
  },
  { line: ['tickets', 'list', '--search', 'squeal'], path: 'tickets.list', input: { search: 'squeal' }, ...tickets },
  { line: ['tickets', 'mine'], path: 'tickets.mine', input: {}, ...tickets },
  { line: ['tickets', 'show', '12'], path: 'tickets.get', input: { id: 12 }, ...oneTicket },
  {
    line: ['tickets', 'open', '--description', 'Brakes', '--customer', '5', '--service-date', '2026-12-01'],
    path: 'tickets.create',
    input: { description: 'Brakes', customerId: 5, serviceDate: '2026-12-01' },
    ...oneTicket,
  },
  {
    line: ['tickets', 'update', '12', '--clear', 'vehicle', '--clear', 'service-date', '--description', 'x'],
    path: 'tickets.update',
    input: { id: 12, vehicleId: null, serviceDate: null, description: 'x' },
    ...oneTicket,
  },
  {
    line: ['tickets', 'assign', '12', '3', '4', '--if-version', '4'],
    path: 'tickets.editMechanics',
    input: { id: 12, addIds: [3, 4], version: 4 },
    ...oneTicket,
  },
  {
    line: ['tickets', 'unassign', '12', '3'],
    path: 'tickets.editMechanics',
    input: { id: 12, removeIds: [3] },
    ...oneTicket,
  },
  {
    line: ['tickets', 'add-part', '12', '7', '--quantity', '2'],
    path: 'tickets.addPart',
    input: { id: 12, partId: 7, quantity: 2 },
    ...oneTicket,
  },
  {
    line: ['tickets', 'remove-part', '12', '7'],
    path: 'tickets.removePart',
    input: { id: 12, partId: 7 },
    ...oneTicket,
  },
  {
    line: ['tickets', 'status', '12', 'in_progress', '--note', 'lift 2'],
    path: 'tickets.setStatus',
    input: { id: 12, status: 'in_progress', note: 'lift 2' },
    ...oneTicket,
  },
  {
    line: ['tickets', 'history', '12'],
    path: 'tickets.history',
    input: { id: 12 },
    answer: pageOf(change),
    shows: ['FROM', 'in_progress', 'Grace Hopper', 'lift 2'],
  },
  {
    line: ['tickets', 'delete', '7', '--yes'],
    path: 'tickets.delete',
    input: { id: 7 },
    answer: gone,
    shows: ['It is gone.'],
  },
  {
    line: ['tickets', 'list', '--day', '2026-12-01', '--status', 'open'],
    path: 'tickets.list',
    input: { status: 'open', serviceFrom: '2026-12-01', serviceTo: '2026-12-01', orderBy: 'serviceDate' },
    ...tickets,
  },
  {
    line: ['tickets', 'list', '--day', '2026-12-01', '--search', 'squeal'],
    path: 'tickets.list',
    input: { search: 'squeal', serviceFrom: '2026-12-01', serviceTo: '2026-12-01', orderBy: 'newest' },
    ...tickets,
  },
  {
    line: [
      'tickets',
      'list',
      '--service-from',
      '2026-12-01',
      '--service-to',
      '2026-12-31',
      '--order-by',
      'serviceDate',
    ],
    path: 'tickets.list',
    input: { serviceFrom: '2026-12-01', serviceTo: '2026-12-31', orderBy: 'serviceDate' },
    ...tickets,
  },
];
