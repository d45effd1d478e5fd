import { PASSWORD } from '../../../testing/testing.ts';

/** The caller of a step. */
export type Who = 'visitor' | 'customer' | 'guest' | 'mechanic' | 'admin';

/** Fields of earlier responses, for the inputs of later steps. */
export type Kept = Record<string, string | number>;

export interface Step {
  path: string;
  who: Who;
  input?: (kept: Kept) => unknown;
  /** Stores a field of the response, such as `items.0.id`, under a name. */
  keep?: { as: string; member: string };
}

const page = { limit: 5 };
const person = { firstName: 'Ada', lastName: 'Lovelace', address: '1 Main Street' };

/** Successful calls of every procedure in sequence, each with what earlier ones created. */
export const steps: Step[] = [
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
  {
    path: 'inventory.create',
    who: 'mechanic',
    input: () => ({ name: 'Brake pad', priceCents: 4_990, quantity: 10 }),
    keep: { as: 'partId', member: 'id' },
  },
  { path: 'inventory.get', who: 'visitor', input: ({ partId }) => ({ id: partId }) },
  { path: 'inventory.list', who: 'visitor' },
  { path: 'inventory.update', who: 'mechanic', input: ({ partId }) => ({ id: partId, name: 'Brake pads' }) },
  { path: 'inventory.adjust', who: 'mechanic', input: ({ partId }) => ({ id: partId, delta: -1 }) },
  { path: 'inventory.movements', who: 'mechanic', input: ({ partId }) => ({ partId }) },
  { path: 'shop.get', who: 'visitor' },
  { path: 'shop.update', who: 'admin', input: () => ({ laborRateCents: 9_500, timeZone: 'Europe/Dublin' }) },
  {
    path: 'cannedJobs.create',
    who: 'admin',
    input: ({ partId }) => ({
      name: 'Front brakes',
      labor: [{ description: 'Change pads', hours: 1.25 }],
      parts: [{ partId, quantity: 1 }],
    }),
    keep: { as: 'cannedJobId', member: 'id' },
  },
  { path: 'cannedJobs.get', who: 'mechanic', input: ({ cannedJobId }) => ({ id: cannedJobId }) },
  { path: 'cannedJobs.list', who: 'mechanic', input: () => ({ search: 'brakes' }) },
  {
    path: 'cannedJobs.update',
    who: 'admin',
    input: ({ cannedJobId }) => ({ id: cannedJobId, name: 'Brakes, front' }),
  },
  {
    path: 'tickets.create',
    who: 'mechanic',
    input: ({ customerId, vehicleId }) => ({ customerId, vehicleId, description: 'It squeals' }),
    keep: { as: 'ticketId', member: 'id' },
  },
  { path: 'tickets.get', who: 'mechanic', input: ({ ticketId }) => ({ id: ticketId }) },
  { path: 'tickets.list', who: 'mechanic', input: () => page },
  { path: 'tickets.mine', who: 'customer' },
  { path: 'tickets.update', who: 'mechanic', input: ({ ticketId }) => ({ id: ticketId, serviceDate: '2026-12-01' }) },
  {
    path: 'tickets.editMechanics',
    who: 'mechanic',
    input: ({ ticketId, mechanicId }) => ({ id: ticketId, addIds: [mechanicId] }),
  },
  {
    path: 'tickets.addJob',
    who: 'mechanic',
    input: ({ ticketId }) => ({ id: ticketId, name: 'Noise' }),
    keep: { as: 'jobId', member: 'jobs.0.id' },
  },
  {
    path: 'tickets.updateJob',
    who: 'mechanic',
    input: ({ ticketId, jobId }) => ({ id: ticketId, jobId, discount: { kind: 'percent', percent: 7.5 } }),
  },
  {
    path: 'tickets.addLabor',
    who: 'mechanic',
    input: ({ ticketId, jobId }) => ({ id: ticketId, jobId, description: 'Listen', hours: 0.5 }),
    keep: { as: 'laborId', member: 'labor.0.id' },
  },
  {
    path: 'tickets.updateLabor',
    who: 'mechanic',
    input: ({ ticketId, laborId }) => ({ id: ticketId, laborId, done: true }),
  },
  {
    path: 'tickets.addExtra',
    who: 'mechanic',
    input: ({ ticketId, jobId }) => ({ id: ticketId, jobId, kind: 'fee', description: 'Disposal', amountCents: 350 }),
    keep: { as: 'extraId', member: 'extras.0.id' },
  },
  {
    path: 'tickets.updateExtra',
    who: 'mechanic',
    input: ({ ticketId, extraId }) => ({ id: ticketId, extraId, taxable: false }),
  },
  {
    path: 'estimates.send',
    who: 'mechanic',
    input: ({ ticketId }) => ({ ticketId, message: 'Please have a look' }),
    keep: { as: 'estimateId', member: 'id' },
  },
  { path: 'estimates.get', who: 'mechanic', input: ({ estimateId }) => ({ id: estimateId }) },
  { path: 'estimates.pdf', who: 'mechanic', input: ({ estimateId }) => ({ id: estimateId }) },
  { path: 'estimates.list', who: 'mechanic', input: ({ ticketId }) => ({ ticketId }) },
  { path: 'estimates.withdraw', who: 'mechanic', input: ({ estimateId }) => ({ id: estimateId }) },
  {
    path: 'estimates.send',
    who: 'mechanic',
    input: ({ ticketId }) => ({ ticketId }),
    keep: { as: 'estimateCode', member: 'code' },
  },
  { path: 'estimates.view', who: 'visitor', input: ({ estimateCode }) => ({ code: estimateCode }) },
  {
    path: 'estimates.answer',
    who: 'visitor',
    input: ({ estimateCode, jobId }) => ({ code: estimateCode, approve: [jobId], decline: [], by: 'Ada' }),
  },
  {
    path: 'tickets.create',
    who: 'customer',
    input: () => ({ description: 'It rattles' }),
    keep: { as: 'rattlingId', member: 'id' },
  },
  {
    path: 'tickets.addJob',
    who: 'mechanic',
    input: ({ rattlingId }) => ({ id: rattlingId, name: 'Exhaust' }),
    keep: { as: 'exhaustId', member: 'jobs.0.id' },
  },
  {
    path: 'estimates.send',
    who: 'mechanic',
    input: ({ rattlingId }) => ({ ticketId: rattlingId }),
    keep: { as: 'estimateId', member: 'id' },
  },
  {
    path: 'estimates.decide',
    who: 'customer',
    input: ({ estimateId, exhaustId }) => ({ id: estimateId, approve: [], decline: [exhaustId] }),
  },
  {
    path: 'tickets.recordApproval',
    who: 'mechanic',
    input: ({ ticketId, jobId }) => ({ id: ticketId, approve: [jobId], decline: [], method: 'phone', by: 'Ada' }),
  },
  { path: 'tickets.approvals', who: 'mechanic', input: ({ ticketId }) => ({ id: ticketId }) },
  {
    path: 'tickets.moveLine',
    who: 'mechanic',
    input: ({ ticketId, extraId }) => ({ id: ticketId, kind: 'extra', lineId: extraId, jobId: null }),
  },
  {
    path: 'tickets.removeExtra',
    who: 'mechanic',
    input: ({ ticketId, extraId }) => ({ id: ticketId, extraId }),
  },
  {
    path: 'tickets.removeLabor',
    who: 'mechanic',
    input: ({ ticketId, laborId }) => ({ id: ticketId, laborId }),
  },
  {
    path: 'tickets.removeJob',
    who: 'mechanic',
    input: ({ ticketId, jobId }) => ({ id: ticketId, jobId }),
  },
  {
    path: 'tickets.addPart',
    who: 'mechanic',
    input: ({ ticketId, partId }) => ({ id: ticketId, partId, quantity: 2 }),
    keep: { as: 'lineId', member: 'parts.0.id' },
  },
  {
    path: 'tickets.updatePart',
    who: 'mechanic',
    input: ({ ticketId, lineId }) => ({ id: ticketId, lineId, quantity: 3, backorder: true }),
  },
  {
    path: 'tickets.removePart',
    who: 'mechanic',
    input: ({ ticketId, partId }) => ({ id: ticketId, partId, quantity: 1 }),
  },
  {
    path: 'tickets.addCannedJob',
    who: 'mechanic',
    input: ({ ticketId, cannedJobId }) => ({ id: ticketId, cannedJobId }),
  },
  {
    path: 'tickets.setHold',
    who: 'mechanic',
    input: ({ ticketId }) => ({ id: ticketId, hold: { reason: 'other' } }),
  },
  { path: 'tickets.setStatus', who: 'mechanic', input: ({ ticketId }) => ({ id: ticketId, status: 'in_progress' }) },
  {
    path: 'tickets.create',
    who: 'mechanic',
    input: ({ customerId }) => ({ customerId, description: 'It rattles' }),
    keep: { as: 'undoneTicketId', member: 'id' },
  },
  {
    path: 'tickets.addJob',
    who: 'mechanic',
    input: ({ undoneTicketId }) => ({ id: undoneTicketId, name: 'Exhaust' }),
    keep: { as: 'undoneJobId', member: 'jobs.0.id' },
  },
  {
    path: 'tickets.addJob',
    who: 'mechanic',
    input: ({ undoneTicketId }) => ({ id: undoneTicketId, name: 'Wash' }),
    keep: { as: 'secondJobId', member: 'jobs.1.id' },
  },
  {
    path: 'tickets.setStatus',
    who: 'mechanic',
    input: ({ undoneTicketId }) => ({ id: undoneTicketId, status: 'cancelled' }),
  },
  { path: 'deferred.list', who: 'mechanic', input: ({ customerId }) => ({ customerId }) },
  {
    path: 'deferred.revive',
    who: 'mechanic',
    input: ({ undoneJobId, ticketId }) => ({ jobId: undoneJobId, ticketId }),
  },
  { path: 'deferred.dismiss', who: 'mechanic', input: ({ secondJobId }) => ({ jobId: secondJobId }) },
  {
    path: 'tickets.create',
    who: 'mechanic',
    input: ({ customerId }) => ({ customerId, description: 'Diagnosis' }),
    keep: { as: 'doneTicketId', member: 'id' },
  },
  {
    path: 'tickets.addExtra',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ id: doneTicketId, kind: 'fee', description: 'Test', amountCents: 5_000 }),
  },
  {
    path: 'tickets.setStatus',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ id: doneTicketId, status: 'in_progress' }),
  },
  {
    path: 'tickets.setStatus',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ id: doneTicketId, status: 'completed' }),
  },
  {
    path: 'invoices.issue',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ ticketId: doneTicketId, note: 'Danke 🚗' }),
    keep: { as: 'invoiceId', member: 'id' },
  },
  {
    path: 'payments.record',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ ticketId: doneTicketId, amountCents: 2_000, method: 'card' }),
    keep: { as: 'paymentId', member: 'id' },
  },
  {
    path: 'payments.refund',
    who: 'admin',
    input: ({ paymentId }) => ({ id: paymentId, amountCents: 500, reason: 'Goodwill' }),
  },
  { path: 'payments.list', who: 'mechanic', input: ({ doneTicketId }) => ({ ticketId: doneTicketId }) },
  { path: 'invoices.pdf', who: 'mechanic', input: ({ invoiceId }) => ({ id: invoiceId }) },
  { path: 'invoices.get', who: 'mechanic', input: ({ invoiceId }) => ({ id: invoiceId }) },
  { path: 'invoices.list', who: 'mechanic', input: () => ({ search: 'walk', status: 'open' }) },
  { path: 'invoices.void', who: 'admin', input: ({ invoiceId }) => ({ id: invoiceId, reason: 'Wrong' }) },
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
    path: 'auth.changeEmail',
    who: 'customer',
    input: () => ({ currentPassword: PASSWORD, email: 'new@example.com' }),
  },
  { path: 'auth.sessions', who: 'guest', keep: { as: 'sessionId', member: 'items.0.id' } },
  { path: 'auth.endSession', who: 'guest', input: ({ sessionId }) => ({ id: sessionId }) },
  {
    path: 'auth.changePassword',
    who: 'mechanic',
    input: () => ({ currentPassword: PASSWORD, newPassword: `${PASSWORD} two` }),
  },
  { path: 'auth.logoutEverywhere', who: 'customer' },
  { path: 'auth.logout', who: 'admin' },
];
