import { PASSWORD } from '../../../../testing/testing.ts';
import type { Step } from './step.ts';

/** What moves, merges, imports and deletes. */
export const changes: Step[] = [
  { path: 'cannedJobs.delete', who: 'admin', input: ({ cannedJobId }) => ({ id: cannedJobId }) },
  { path: 'tickets.history', who: 'mechanic', input: ({ ticketId }) => ({ id: ticketId }) },
  {
    path: 'tickets.create',
    who: 'customer',
    input: () => ({ description: 'Oil' }),
    keep: { as: 'emptyTicketId', member: 'id' },
  },
  {
    path: 'tickets.setCustomer',
    who: 'mechanic',
    input: ({ emptyTicketId, customerId, vehicleId }) => ({ id: emptyTicketId, customerId, vehicleId }),
  },
  { path: 'tickets.delete', who: 'admin', input: ({ emptyTicketId }) => ({ id: emptyTicketId }) },
  {
    path: 'inventory.create',
    who: 'mechanic',
    input: () => ({ name: 'Wiper', priceCents: 900 }),
    keep: { as: 'unusedPartId', member: 'id' },
  },
  { path: 'inventory.delete', who: 'mechanic', input: ({ unusedPartId }) => ({ id: unusedPartId }) },
  {
    path: 'vehicles.create',
    who: 'customer',
    input: () => ({ make: 'Fiat', model: '500', year: 2010 }),
    keep: { as: 'soldVehicleId', member: 'id' },
  },
  { path: 'vehicles.mileage', who: 'mechanic', input: ({ vehicleId }) => ({ id: vehicleId }) },
  { path: 'vehicles.delete', who: 'customer', input: ({ soldVehicleId }) => ({ id: soldVehicleId }) },
  {
    path: 'vehicles.create',
    who: 'mechanic',
    input: ({ customerId }) => ({ customerId, make: 'Opel', model: 'Kadett', year: 1979 }),
    keep: { as: 'oldVehicleId', member: 'id' },
  },
  {
    path: 'customers.create',
    who: 'mechanic',
    input: () => ({ firstName: 'Walter', lastName: 'Walkin' }),
    keep: { as: 'twiceId', member: 'id' },
  },
  {
    path: 'vehicles.transfer',
    who: 'mechanic',
    input: ({ oldVehicleId, twiceId }) => ({ id: oldVehicleId, customerId: twiceId }),
  },
  {
    path: 'customers.merge',
    who: 'admin',
    input: ({ twiceId, customerId }) => ({ id: twiceId, intoId: customerId }),
  },
  {
    path: 'mechanics.create',
    who: 'admin',
    input: () => ({ email: 'temp@shop.test', password: PASSWORD, firstName: 'Tim', lastName: 'Temp' }),
    keep: { as: 'leaverId', member: 'id' },
  },
  { path: 'mechanics.delete', who: 'admin', input: ({ leaverId }) => ({ id: leaverId }) },
  {
    path: 'customers.create',
    who: 'mechanic',
    input: () => ({ firstName: 'Only', lastName: 'Once' }),
    keep: { as: 'leavingId', member: 'id' },
  },
  { path: 'customers.delete', who: 'admin', input: ({ leavingId }) => ({ id: leavingId }) },
  {
    path: 'customers.create',
    who: 'mechanic',
    input: () => ({ firstName: 'Gone', lastName: 'Soon' }),
    keep: { as: 'erasedId', member: 'id' },
  },
  { path: 'customers.exportData', who: 'admin', input: ({ erasedId }) => ({ id: erasedId }) },
  { path: 'customers.erase', who: 'admin', input: ({ erasedId }) => ({ id: erasedId }) },
  { path: 'tickets.setStatusOfMany', who: 'mechanic', input: () => ({ ids: [999_999], status: 'cancelled' }) },
  { path: 'suppliers.import', who: 'mechanic', input: () => ({ rows: [{ externalId: 's 1', name: 'Glass' }] }) },
  {
    path: 'customers.import',
    who: 'mechanic',
    input: () => ({ rows: [{ externalId: 'c 1', firstName: 'Imke', lastName: 'Import' }] }),
  },
  {
    path: 'vehicles.import',
    who: 'mechanic',
    input: () => ({
      rows: [{ customerExternalId: 'c 1', make: 'Saab', model: '96', year: 1970 }, { make: 1 }],
      partial: true,
    }),
  },
  { path: 'inventory.import', who: 'mechanic', input: () => ({ rows: [{ sku: 'imp', name: 'Belt', priceCents: 1 }] }) },
];
