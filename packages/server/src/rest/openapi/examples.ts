import { CUSTOMER, DEMO_PASSWORD, MECHANIC, OWNER } from '../../demo/people.ts';
import type { ProcedurePath } from './operations.ts';

/** Members of an input by name, wherever the route takes them from. */
export type Example = Readonly<Record<string, unknown>>;

// Rows of the demo shop, which are the same in every fresh one; a test calls each procedure with its example.
const demo = { mechanic: 2, helper: 3, customer: 7, vehicle: 1, part: 1, openTicket: 132 };
// What the examples of the creations make there.
const made = {
  account: 55,
  customer: 56,
  mechanic: 57,
  vehicle: 63,
  part: 346,
  ticket: 133,
  invite: 1,
  resetCode: 1,
  session: 1,
};

const page = { limit: 20 };
const password = 'correct horse battery';

/** An input for each procedure that works against a fresh demo shop; one-time secrets only show their shape. */
export const examples: Record<ProcedurePath, Example> = {
  'auth.register': {
    accountType: 'customer',
    email: 'ada@example.com',
    password,
    firstName: 'Ada',
    lastName: 'Moran',
    address: '12 Mill Lane, Bray',
    phone: '+353 20 910 0042',
  },
  'auth.login': { email: OWNER.email, password: DEMO_PASSWORD },
  'auth.refresh': { refreshToken: 'q0nWZ3yGgS6rVbC2xT8uJ4kLm1pEoHd5aFi7vYtNw9s' },
  'auth.logout': {},
  'auth.logoutEverywhere': {},
  'auth.me': {},
  'auth.updateMe': { address: '4 Harbour Street, Bray' },
  'auth.changePassword': { currentPassword: password, newPassword: 'correct torque wrench' },
  'auth.changeEmail': { currentPassword: password, email: 'ada.moran@example.com' },
  'auth.createResetCode': { accountId: made.account },
  'auth.resetCodes': page,
  'auth.revokeResetCode': { id: made.resetCode },
  'auth.resetPassword': { code: 'K7QW-3MRT-9XZC-VB2N', newPassword: password },
  'auth.sessions': {},
  'auth.endSession': { id: made.session },
  'customers.list': { ...page, search: 'byrne' },
  'customers.get': { id: demo.customer },
  'customers.create': {
    firstName: 'Brendan',
    lastName: 'Quirke',
    phone: '+353 20 910 0017',
    address: '3 Quarry Hill, Naas',
  },
  'customers.update': { id: demo.customer, phone: '+353 20 910 0099' },
  'customers.delete': { id: made.customer },
  'inventory.list': { ...page, search: 'oil', inStock: true },
  'inventory.get': { id: demo.part },
  'inventory.create': { name: 'Brake pads rear, Fiat Panda', priceCents: 3_490, quantity: 4, sku: 'BPR-PANDA' },
  'inventory.update': { id: demo.part, priceCents: 1_450 },
  'inventory.adjust': { id: demo.part, delta: 24, note: 'Delivery note 20417' },
  'inventory.delete': { id: made.part },
  'inventory.movements': { ...page, partId: demo.part },
  'invites.create': { role: 'mechanic', email: 'noel@example.com', expiresInHours: 48 },
  'invites.list': page,
  'invites.revoke': { id: made.invite },
  'mechanics.list': { ...page, search: 'brakes' },
  'mechanics.get': { id: demo.mechanic },
  'mechanics.records': { ...page, active: true },
  'mechanics.record': { id: demo.mechanic },
  'mechanics.create': {
    email: 'orla@example.com',
    password,
    firstName: 'Orla',
    lastName: 'Tuohy',
    specialty: 'Hybrids',
    salaryCents: 4_400_000,
  },
  'mechanics.update': { id: demo.helper, specialty: 'Brakes, suspension and steering' },
  'mechanics.delete': { id: made.mechanic },
  'mechanics.ranking': { limit: 3 },
  'tickets.create': {
    customerId: demo.customer,
    vehicleId: demo.vehicle,
    description: 'Squeals when braking gently, front left.',
    serviceDate: '2026-12-01',
  },
  'tickets.list': { ...page, status: 'open', search: 'byrne' },
  'tickets.mine': { ...page, status: 'open' },
  'tickets.get': { id: demo.openTicket },
  'tickets.history': { ...page, id: demo.openTicket },
  'tickets.update': { id: demo.openTicket, serviceDate: '2026-12-02' },
  'tickets.editMechanics': { id: demo.openTicket, addIds: [demo.helper] },
  'tickets.addPart': { id: demo.openTicket, partId: demo.part, quantity: 2 },
  'tickets.removePart': { id: demo.openTicket, partId: demo.part, quantity: 1 },
  'tickets.setStatus': { id: demo.openTicket, status: 'in_progress', note: 'On the lift.' },
  'tickets.delete': { id: made.ticket },
  'vehicles.list': { ...page, customerId: demo.customer },
  'vehicles.get': { id: demo.vehicle },
  'vehicles.create': {
    customerId: demo.customer,
    make: 'Fiat',
    model: 'Panda',
    year: 2019,
    vin: 'ZFA31200003456789',
    licensePlate: '191-WW-1042',
  },
  'vehicles.update': { id: demo.vehicle, licensePlate: '131-D-4410' },
  'vehicles.delete': { id: made.vehicle },
};

/** Inputs of aliases that differ from their procedure's. */
export const aliasExamples: Readonly<Record<string, Example>> = {
  'auth.login-customers': { email: CUSTOMER.email, password: DEMO_PASSWORD },
  'auth.login-mechanics': { email: MECHANIC.email, password: DEMO_PASSWORD },
};
