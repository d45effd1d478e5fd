import { PASSWORD } from '../../../../testing/testing.ts';
import { type Step, page } from './step.ts';

const person = { firstName: 'Ada', lastName: 'Lovelace', address: '1 Main Street' };

/** Accounts, people and vehicles. */
export const people: Step[] = [
  {
    path: 'auth.register',
    who: 'visitor',
    input: () => ({ accountType: 'customer', email: 'ada@example.com', password: PASSWORD, ...person }),
    keep: { as: 'refreshToken', member: 'refreshToken' },
  },
  { path: 'auth.refresh', who: 'visitor', input: ({ refreshToken }) => ({ refreshToken }) },
  { path: 'auth.login', who: 'visitor', input: () => ({ email: 'ada@example.com', password: PASSWORD }) },
  { path: 'auth.me', who: 'customer' },
  { path: 'auth.updateMe', who: 'customer', input: () => ({ firstName: 'Käthe 🚗' }) },
  { path: 'auth.sessions', who: 'admin' },
  { path: 'invites.create', who: 'admin', input: () => ({ role: 'mechanic' }), keep: { as: 'inviteId', member: 'id' } },
  { path: 'invites.list', who: 'admin', input: () => page },
  { path: 'invites.revoke', who: 'admin', input: ({ inviteId }) => ({ id: inviteId }) },
  {
    path: 'apiKeys.create',
    who: 'mechanic',
    input: () => ({ name: 'Price list', scopes: ['inventory.*'], expiresInDays: 30 }),
    keep: { as: 'apiKeyId', member: 'id' },
  },
  { path: 'apiKeys.list', who: 'mechanic', input: () => page },
  { path: 'apiKeys.revoke', who: 'mechanic', input: ({ apiKeyId }) => ({ id: apiKeyId }) },
  {
    path: 'customers.create',
    who: 'mechanic',
    input: () => ({ firstName: 'Walter', lastName: 'Walk-in' }),
    keep: { as: 'customerId', member: 'id' },
  },
  { path: 'customers.get', who: 'mechanic', input: ({ customerId }) => ({ id: customerId }) },
  { path: 'customers.list', who: 'mechanic', input: () => ({ search: 'walk' }) },
  { path: 'customers.update', who: 'mechanic', input: ({ customerId }) => ({ id: customerId, phone: '+49 30 1234' }) },
  {
    path: 'mechanics.create',
    who: 'admin',
    input: () => ({ email: 'otto@shop.test', password: PASSWORD, firstName: 'Otto', lastName: 'Motor' }),
    keep: { as: 'mechanicId', member: 'id' },
  },
  { path: 'mechanics.get', who: 'visitor', input: ({ mechanicId }) => ({ id: mechanicId }) },
  { path: 'mechanics.list', who: 'visitor' },
  { path: 'mechanics.ranking', who: 'visitor' },
  { path: 'mechanics.record', who: 'admin', input: ({ mechanicId }) => ({ id: mechanicId }) },
  { path: 'mechanics.records', who: 'admin', input: () => ({ active: true }) },
  { path: 'mechanics.update', who: 'admin', input: ({ mechanicId }) => ({ id: mechanicId, salaryCents: 1 }) },
  {
    path: 'auth.createResetCode',
    who: 'admin',
    input: ({ mechanicId }) => ({ accountId: mechanicId }),
    keep: { as: 'code', member: 'code' },
  },
  { path: 'auth.resetCodes', who: 'admin', input: () => page },
  { path: 'auth.resetPassword', who: 'visitor', input: ({ code }) => ({ code, newPassword: `${PASSWORD} two` }) },
  { path: 'auth.revokeResetCode', who: 'admin', input: () => ({ id: 1 }) },
  {
    path: 'vehicles.create',
    who: 'mechanic',
    input: ({ customerId }) => ({ customerId, make: 'VW', model: 'Käfer', year: 1967 }),
    keep: { as: 'vehicleId', member: 'id' },
  },
  { path: 'vehicles.get', who: 'mechanic', input: ({ vehicleId }) => ({ id: vehicleId }) },
  { path: 'vehicles.list', who: 'mechanic', input: () => page },
  { path: 'vehicles.update', who: 'mechanic', input: ({ vehicleId }) => ({ id: vehicleId, year: 1968 }) },
];
