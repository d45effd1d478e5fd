import { expect, test } from 'vitest';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import {
  change,
  customer,
  invite,
  mechanic,
  movement,
  newInvite,
  pageOf,
  part,
  record,
  resetCode,
  session,
  ticket,
  vehicle,
} from './testing/samples.ts';

interface Case {
  /** As typed after `shop`. */
  line: string[];
  path: string;
  input: unknown;
  answer: unknown;
  /** What a person must be able to read in the output. */
  shows: string[];
}

const gone = { id: 7, message: 'It is gone.' };
const ticketShows = ['Ticket 12', 'Ada Lovelace (5)', '2020 Ford Focus AB-123', 'Grace Hopper (4)', '240.50'];
const oneTicket = { answer: ticket, shows: [...ticketShows, 'Brake pads', 'in_progress, cancelled'] };
const tickets = { answer: pageOf(ticket), shows: ['DESCRIPTION', 'Brakes squeal', '240.50', 'open'] };
const onePart = { answer: part, shows: ['Part 7: Brake pads', '120.25', 'BP-100'] };
const oneCustomer = { answer: customer, shows: ['Customer 5: Ada Lovelace', '1 Analytical Way', 'London'] };
const oneVehicle = { answer: vehicle, shows: ['Vehicle 9: 2020 Ford Focus AB-123', '1M8GDM9AXKP042788', 'ok'] };
const oneRecord = { answer: record, shows: ['Mechanic 4: Grace Hopper', '3200.00', 'grace@example.com'] };
const newCode = { answer: newInvite, shows: ['K7-SECRET', 'customer'] };
const loggedIn = { answer: session, shows: ['Logged in as Ada Lovelace (ada@example.com), customer 5.'] };
const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
const adaTyped = ['--email', 'ada@example.com', '--first-name', 'Ada', '--last-name', 'Lovelace'];

const cases: Case[] = [
  {
    line: ['login', '--email', 'ada@example.com', '--account-type', 'customer'],
    path: 'auth.login',
    input: { email: 'ada@example.com', password: 'pass phrase', accountType: 'customer' },
    ...loggedIn,
  },
  { line: ['logout'], path: 'auth.logout', input: {}, answer: { ended: 1 }, shows: ['Logged out.'] },
  { line: ['whoami'], path: 'auth.me', input: {}, answer: { ...record, role: 'admin' }, shows: ['admin', '3200.00'] },
  {
    line: ['register', ...adaTyped, '--address', 'London', '--phone', '123'],
    path: 'auth.register',
    input: { accountType: 'customer', password: 'pass phrase', address: 'London', phone: '123', ...ada },
    ...loggedIn,
  },
  {
    line: ['register', ...adaTyped, '--account-type', 'mechanic', '--invite-code', 'K7', '--specialty', 'engines'],
    path: 'auth.register',
    input: { accountType: 'mechanic', password: 'pass phrase', inviteCode: 'K7', specialty: 'engines', ...ada },
    ...loggedIn,
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
    line: ['customers', 'list', '--search', 'ada'],
    path: 'customers.list',
    input: { search: 'ada' },
    answer: pageOf(customer),
    shows: ['NAME', 'Ada Lovelace', '1 Analytical Way London'],
  },
  { line: ['customers', 'show', '5'], path: 'customers.get', input: { id: 5 }, ...oneCustomer },
  {
    line: ['customers', 'add', '--first-name', 'Ada', '--last-name', 'Lovelace', '--phone', '123'],
    path: 'customers.create',
    input: { firstName: 'Ada', lastName: 'Lovelace', phone: '123' },
    ...oneCustomer,
  },
  {
    line: ['customers', 'update', '5', '--clear', 'phone', '--email', 'a@b.example'],
    path: 'customers.update',
    input: { id: 5, phone: null, email: 'a@b.example' },
    ...oneCustomer,
  },
  {
    line: ['customers', 'invite', '5', '--expires-in-hours', '24'],
    path: 'invites.create',
    input: { role: 'customer', customerId: 5, expiresInHours: 24 },
    ...newCode,
  },

  {
    line: ['vehicles', 'list', '--customer', '5', '--search', 'ford'],
    path: 'vehicles.list',
    input: { customerId: 5, search: 'ford' },
    answer: pageOf(vehicle),
    shows: ['MAKE', 'Ford', 'AB-123'],
  },
  { line: ['vehicles', 'show', '9'], path: 'vehicles.get', input: { id: 9 }, ...oneVehicle },
  {
    line: ['vehicles', 'add', '--customer', '5', '--make', 'Ford', '--model', 'Focus', '--year', '2020'],
    path: 'vehicles.create',
    input: { customerId: 5, make: 'Ford', model: 'Focus', year: 2020 },
    ...oneVehicle,
  },
  {
    line: ['vehicles', 'update', '9', '--license-plate', 'CD-1', '--clear', 'vin'],
    path: 'vehicles.update',
    input: { id: 9, licensePlate: 'CD-1', vin: null },
    ...oneVehicle,
  },
  {
    line: ['vehicles', 'delete', '9'],
    path: 'vehicles.delete',
    input: { id: 9 },
    answer: gone,
    shows: ['It is gone.'],
  },

  {
    line: ['mechanics', 'list'],
    path: 'mechanics.list',
    input: {},
    answer: pageOf(mechanic),
    shows: ['SPECIALTY', 'Grace Hopper', 'engines'],
  },
  {
    line: ['mechanics', 'show', '4'],
    path: 'mechanics.get',
    input: { id: 4 },
    answer: mechanic,
    shows: ['Mechanic 4: Grace Hopper', 'engines'],
  },
  {
    line: ['mechanics', 'ranking', '--limit', '3'],
    path: 'mechanics.ranking',
    input: { limit: 3 },
    answer: { items: [{ mechanic, ticketCount: 17 }] },
    shows: ['TICKETS', 'Grace Hopper', '17'],
  },
  {
    line: ['mechanics', 'records', '--no-active'],
    path: 'mechanics.records',
    input: { active: false },
    answer: pageOf(record),
    shows: ['SALARY', '3200.00'],
  },
  { line: ['mechanics', 'record', '4'], path: 'mechanics.record', input: { id: 4 }, ...oneRecord },
  {
    line: ['mechanics', 'add', ...adaTyped, '--salary', '3200', '--role', 'admin'],
    path: 'mechanics.create',
    input: { ...ada, salaryCents: 320000, role: 'admin', password: 'pass phrase' },
    ...oneRecord,
  },
  {
    line: ['mechanics', 'update', '4', '--no-active', '--clear', 'salary'],
    path: 'mechanics.update',
    input: { id: 4, active: false, salaryCents: null },
    ...oneRecord,
  },

  {
    line: ['invites', 'create', '--role', 'mechanic', '--email', 'new@example.com'],
    path: 'invites.create',
    input: { role: 'mechanic', email: 'new@example.com' },
    ...newCode,
  },
  {
    line: ['invites', 'create', '--role', 'customer', '--customer', '5'],
    path: 'invites.create',
    input: { role: 'customer', customerId: 5 },
    ...newCode,
  },
  {
    line: ['invites', 'list'],
    path: 'invites.list',
    input: {},
    answer: pageOf(invite),
    shows: ['STATE', 'waiting', 'new@example.com'],
  },
  {
    line: ['tickets', 'list', '--status', 'open', '--status', 'in-progress'],
    path: 'tickets.list',
    input: { status: ['open', 'in_progress'] },
    answer: pageOf(ticket),
    shows: ['open'],
  },
  {
    line: ['reset-codes', 'create', '5'],
    path: 'auth.createResetCode',
    input: { accountId: 5 },
    answer: { code: 'K7-SECRET', expiresAt: '2199-01-01T00:00:00.000Z' },
    shows: ['K7-SECRET', 'not shown again'],
  },
  {
    line: ['reset-codes', 'list'],
    path: 'auth.resetCodes',
    input: {},
    answer: pageOf(resetCode),
    shows: ['MADE BY', 'Grace Hopper', 'waiting'],
  },
  {
    line: ['reset-codes', 'revoke', '6'],
    path: 'auth.revokeResetCode',
    input: { id: 6 },
    answer: resetCode,
    shows: ['Reset code 6'],
  },
  { line: ['invites', 'revoke', '3'], path: 'invites.revoke', input: { id: 3 }, answer: invite, shows: ['Invite 3'] },
];

const titled = cases.map((each) => ({ ...each, title: each.line.join(' ') }));

test.for(titled)('shop $title', async (each) => {
  const { seen, env } = await fakeShop(() => each.answer);
  const people = await runShop(each.line, { env });
  expect(people).toMatchObject({ status: 0, err: '' });
  for (const text of each.shows) expect(people.out).toContain(text);
  expect(seen).toMatchObject([{ path: each.path }]);
  expect(seen[0]?.input).toEqual(each.input);

  const script = await runShop([...each.line, '--json'], { env });
  expect(script).toEqual({ status: 0, err: '', out: `${JSON.stringify(each.answer)}\n` });
  expect(seen[1]?.input).toEqual(each.input);
});

test.for(titled)('shop $title, refused', async (each) => {
  const { env } = await fakeShop(() => refuse('NOT_FOUND', { resource: 'ticket' }, 'There is no such ticket.'));
  const refused = await runShop(each.line, { env });
  expect(refused).toEqual({ status: 4, out: '', err: 'error: There is no such ticket.\n' });
});
