import { invoicedTicket, pay } from './money.ts';
import { shopOfFile } from './shop.ts';
import { someTicket, somePart } from './testing.ts';

export const shop = await shopOfFile();
export const admin = await shop.admin();
const customer = await shop.customer();
const part = await somePart(admin);
const ticket = await someTicket(customer);
await admin.call.tickets.addJob({ id: ticket.id, name: 'Noise' });

async function someAssigned() {
  const { id } = await someTicket(customer);
  await admin.call.tickets.editMechanics({ id, addIds: [admin.id] });
}

const car = await customer.call.vehicles.create({ make: 'Saab', model: '99', year: 1980 });
let mileage = 100_000;
async function readOdometer() {
  const { id } = await someTicket(customer, { vehicleId: car.id });
  await admin.call.tickets.update({ id, mileageIn: (mileage += 10) });
}

const { jobs } = await admin.call.tickets.addJob({ id: ticket.id, name: 'Noise' });
function decide() {
  const approve = jobs.map(({ id }) => id);
  return admin.call.tickets.recordApproval({ id: ticket.id, approve, decline: [], method: 'phone', by: 'Ada' });
}
async function deferSome() {
  const { id } = await someTicket(customer, { vehicleId: car.id });
  await admin.call.tickets.addJob({ id, name: 'Noise' });
  await admin.call.tickets.setStatus({ id, status: 'cancelled' });
}

function someTemplate() {
  return admin.call.inspectionTemplates.create({ name: 'Check', items: [{ group: 'Brakes', name: 'Pads' }] });
}
const template = await someTemplate();
let booked = 0;
async function bookSome() {
  const startsAt = new Date(Date.UTC(2026, 10, 23, 9 + booked++)).toISOString();
  const own = { customerId: customer.id, bayId: null, mechanicId: admin.id };
  await admin.call.appointments.book({ ...own, startsAt, minutes: 60, subject: 'Annual service' });
}
const webhook = await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] });

const { id: supplierId } = await admin.call.suppliers.create({ name: 'Factors' });
const buy = () => admin.call.purchases.create({ supplierId, lines: [{ partId: part.id, quantity: 1 }] });

/** Creates one more row of each list. */
export const more: Record<string, () => Promise<unknown>> = {
  'customers.list': () => admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' }),
  'mechanics.list': () => shop.mechanic(),
  'mechanics.records': () => shop.mechanic(),
  'vehicles.list': () => customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 }),
  'inventory.list': () => somePart(admin),
  'inventory.records': () => somePart(admin, { supplierId, quantity: 0, minQuantity: 1 }),
  'suppliers.list': () => admin.call.suppliers.create({ name: 'Factors' }),
  'purchases.list': () => buy(),
  'inventory.movements': () => admin.call.inventory.adjust({ id: part.id, delta: 1 }),
  'tickets.list': () => someAssigned(),
  'tickets.mine': () => someAssigned(),
  'estimates.list': () => admin.call.estimates.send({ ticketId: ticket.id }),
  'tickets.history': async () => {
    const { status } = await admin.call.tickets.get({ id: ticket.id });
    await admin.call.tickets.setStatus({ id: ticket.id, status: status === 'open' ? 'in_progress' : 'open' });
  },
  'vehicles.mileage': () => readOdometer(),
  'tickets.approvals': () => decide(),
  'deferred.list': () => deferSome(),
  'cannedJobs.list': () => admin.call.cannedJobs.create({ name: 'Front brakes' }),
  'invoices.list': () => invoicedTicket(admin, customer),
  'clock.list': () => admin.call.clock.start({ ticketId: ticket.id }),
  'messages.list': () => admin.call.messages.post({ ticketId: ticket.id, text: 'Ready' }),
  'inspectionTemplates.list': () => someTemplate(),
  'inspections.list': () => admin.call.inspections.start({ ticketId: ticket.id, templateId: template.id }),
  'payments.list': () => pay(admin, ticket.id, 100),
  'apiKeys.list': () => admin.call.apiKeys.create({ name: 'Price list', scopes: ['inventory.*'] }),
  'audit.list': () => somePart(admin),
  'bays.list': () => admin.call.bays.create({ name: 'Lift' }),
  'appointments.list': () => bookSome(),
  'webhooks.list': () => admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] }),
  'webhooks.deliveries': () => admin.call.webhooks.test({ id: webhook.id }),
  'invites.list': () => admin.call.invites.create({ role: 'mechanic' }),
  'auth.resetCodes': () => admin.call.auth.createResetCode({ accountId: customer.id }),
};
/** Every list with its required input, and again with filters or another order. */
export const lists: [path: string, input: object][] = [
  ['customers.list', {}],
  ['customers.list', { search: 'walt' }],
  ['mechanics.list', {}],
  ['mechanics.list', { search: 'mia' }],
  ['mechanics.records', {}],
  ['mechanics.records', { search: 'mia' }],
  ['mechanics.records', { active: true }],
  ['vehicles.list', {}],
  ['vehicles.list', { search: 'saab' }],
  ['vehicles.list', { customerId: customer.id }],
  ['inventory.list', {}],
  ['inventory.list', { search: 'brake' }],
  ['inventory.list', { inStock: true }],
  ['inventory.records', {}],
  ['inventory.records', { search: 'brake' }],
  ['inventory.records', { supplierId, low: true }],
  ['suppliers.list', {}],
  ['suppliers.list', { search: 'fact' }],
  ['purchases.list', {}],
  ['purchases.list', { supplierId, status: 'draft' }],
  ['purchases.list', { partId: part.id }],
  ['inventory.movements', { partId: part.id }],
  ['tickets.list', {}],
  ['tickets.list', { search: 'squeals' }],
  ['tickets.list', { status: 'open' }],
  ['tickets.list', { status: ['in_progress', 'open'] }],
  ['tickets.list', { status: ['completed', 'open', 'open'], search: 'squeals' }],
  ['tickets.list', { status: ['open', 'in_progress'], mechanicId: admin.id }],
  ['tickets.list', { customerId: customer.id }],
  ['tickets.list', { mechanicId: admin.id }],
  ['tickets.mine', {}],
  ['tickets.mine', { status: 'open' }],
  ['tickets.mine', { status: ['open', 'cancelled'] }],
  ['estimates.list', { ticketId: ticket.id }],
  ['tickets.history', { id: ticket.id }],
  ['vehicles.mileage', { id: car.id }],
  ['tickets.approvals', { id: ticket.id }],
  ['deferred.list', {}],
  ['deferred.list', { customerId: customer.id }],
  ['deferred.list', { vehicleId: car.id }],
  ['deferred.list', { vehicleId: car.id, customerId: customer.id }],
  ['cannedJobs.list', {}],
  ['cannedJobs.list', { search: 'brakes' }],
  ['tickets.list', { onHold: false }],
  ['tickets.list', { invoiced: false }],
  ['invoices.list', {}],
  ['invoices.list', { search: 'driver' }],
  ['invoices.list', { status: 'open', overdue: false }],
  ['invoices.list', { customerId: customer.id }],
  ['clock.list', {}],
  ['clock.list', { ticketId: ticket.id, mechanicId: admin.id }],
  ['clock.list', { from: '2026-11-20', to: '2026-11-20' }],
  ['messages.list', { ticketId: ticket.id }],
  ['inspectionTemplates.list', {}],
  ['inspections.list', { ticketId: ticket.id }],
  ['payments.list', {}],
  ['payments.list', { ticketId: ticket.id, method: 'cash' }],
  ['payments.list', { from: '2026-11-20', to: '2026-11-20' }],
  ['apiKeys.list', {}],
  ['audit.list', { kind: 'part.created' }],
  ['audit.list', { kind: 'part.*', from: '2026-11-20', to: '2026-11-20' }],
  ['audit.list', { entity: 'part', accountId: admin.id }],
  ['webhooks.list', {}],
  ['webhooks.deliveries', { id: webhook.id }],
  ['webhooks.deliveries', { id: webhook.id, status: 'failed' }],
  ['invites.list', {}],
  ['auth.resetCodes', {}],
];
export const byName: [path: string, input: object][] = [
  ['customers.list', { orderBy: 'name' }],
  ['inventory.list', { orderBy: 'name' }],
];
/** Those that begin with the first row, or the earliest. */
export const oldestFirst: [path: string, input: object][] = [
  ['bays.list', {}],
  ['appointments.list', {}],
  ['appointments.list', { customerId: customer.id, status: 'confirmed' }],
  ['appointments.list', { mechanicId: admin.id, from: '2026-11-20', to: '2026-11-30' }],
];
