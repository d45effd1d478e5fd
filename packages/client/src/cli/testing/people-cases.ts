import { type Case, ada, adaTyped, gone } from './case.ts';
import { apiKey, customer, invite, mechanic, newApiKey, newInvite, pageOf, record, vehicle } from './samples.ts';

const oneCustomer = { answer: customer, shows: ['Customer 5: Ada Lovelace', '1 Analytical Way', 'London'] };
const oneVehicle = { answer: vehicle, shows: ['Vehicle 9: 2020 Ford Focus AB-123', '1M8GDM9AXKP042788', 'ok'] };
const oneRecord = { answer: record, shows: ['Mechanic 4: Grace Hopper', '3200.00', 'grace@example.com'] };
const newCode = { answer: newInvite, shows: ['K7-SECRET', 'customer'] };

export const peopleCases: Case[] = [
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
    line: ['customers', 'delete', '7'],
    path: 'customers.delete',
    input: { id: 7 },
    answer: gone,
    others: { 'auth.me': { ...record, role: 'admin' } },
    shows: ['It is gone.'],
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
    line: ['mechanics', 'delete', '7'],
    path: 'mechanics.delete',
    input: { id: 7 },
    answer: gone,
    shows: ['It is gone.'],
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
  { line: ['invites', 'revoke', '3'], path: 'invites.revoke', input: { id: 3 }, answer: invite, shows: ['Invite 3'] },

  {
    line: ['keys', 'create', '--name', 'Price list', '--scope', 'inventory.*', '--scope', '*:read'],
    path: 'apiKeys.create',
    input: { name: 'Price list', scopes: ['inventory.*', '*:read'] },
    answer: newApiKey,
    shows: ['API key 8', 'msk_SECRET', 'inventory.*, *:read', 'never', 'SHOP_TOKEN=msk_SECRET'],
  },
  {
    line: ['keys', 'create', '--name', 'Price list', '--scope', 'shop.get', '--expires-in-days', '30'],
    path: 'apiKeys.create',
    input: { name: 'Price list', scopes: ['shop.get'], expiresInDays: 30 },
    answer: { ...newApiKey, expiresAt: '2199-06-15T12:00:00.000Z' },
    shows: ['2199-06-15'],
  },
  {
    line: ['keys', 'list'],
    path: 'apiKeys.list',
    input: {},
    answer: pageOf(apiKey, { ...apiKey, lastUsedAt: null, expiresAt: '2026-01-01T00:00:00.000Z' }),
    others: { 'mechanics.get': mechanic },
    shows: ['LAST USED', 'Price list', 'inventory.*, *:read', 'Grace Hopper', 'active', 'never', 'expired'],
  },
  {
    line: ['keys', 'revoke', '8'],
    path: 'apiKeys.revoke',
    input: { id: 8 },
    answer: { ...apiKey, revokedAt: '2026-11-21T09:30:00.000Z' },
    shows: ['API key 8', 'revoked 2026-11-21'],
  },
];
