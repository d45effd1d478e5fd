// What keeps a row from being deleted: one case for each blocking rule of the features.
import { approvals, estimates } from '../features/tickets/approvals-table.ts';
import { type People, approval, estimate, insertMany } from './deletion-rows.ts';
import { invoicedTicket, pay } from './money.ts';
import { type Actor, somePart, someTicket } from './testing.ts';

async function ticketWithPart({ admin, customer }: People) {
  const part = await somePart(admin);
  const ticket = await someTicket(customer);
  await admin.call.tickets.addPart({ id: ticket.id, partId: part.id });
  return { part, ticket };
}

async function ticketThatHadPart(people: People) {
  const { part, ticket } = await ticketWithPart(people);
  await people.admin.call.tickets.removePart({ id: ticket.id, partId: part.id });
  return { part, ticket };
}

async function somePurchase(admin: Actor) {
  const { id: partId } = await somePart(admin);
  const { id: supplierId } = await admin.call.suppliers.create({ name: 'Factors' });
  return admin.call.purchases.create({ supplierId, lines: [{ partId, quantity: 1 }] });
}

async function deferredJob(admin: Actor, { id }: { id: number }) {
  await admin.call.tickets.addJob({ id, name: 'Exhaust' });
  await admin.call.tickets.setStatus({ id, status: 'cancelled' });
}

const booking = { startsAt: '2026-11-23T09:00:00Z', minutes: 60, subject: 'Annual service' };

/** One case per blocking rule: creates such a row and returns the deletion that it blocks. */
export const cases: Record<string, (people: People) => Promise<() => Promise<unknown>>> = {
  'tickets.customerId': async ({ admin, customer }) => {
    await someTicket(customer);
    return () => admin.call.customers.delete({ id: customer.id });
  },
  'tickets.vehicleId': async ({ customer }) => {
    const { id } = await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
    await someTicket(customer, { vehicleId: id });
    return () => customer.call.vehicles.delete({ id });
  },
  'ticket_mechanics.mechanicId': async ({ admin, mechanic, customer }) => {
    const { id } = await someTicket(customer);
    await admin.call.tickets.editMechanics({ id, addIds: [mechanic.id] });
    return () => admin.call.mechanics.delete({ id: mechanic.id });
  },
  // No movement names the ticket of a line that only waits.
  'ticket_parts.ticketId': async ({ admin, customer }) => {
    const { id: partId } = await somePart(admin, { quantity: 0 });
    const { id } = await someTicket(customer);
    await admin.call.tickets.addPart({ id, partId, backorder: true });
    return () => admin.call.tickets.delete({ id });
  },
  'ticket_parts.partId': async (people) => {
    const { part } = await ticketWithPart(people);
    return () => people.admin.call.inventory.delete({ id: part.id });
  },
  'parts.supplierId': async ({ admin }) => {
    const { id } = await admin.call.suppliers.create({ name: 'Factors' });
    await somePart(admin, { supplierId: id });
    return () => admin.call.suppliers.delete({ id });
  },
  'purchases.supplierId': async ({ admin }) => {
    const { supplier } = await somePurchase(admin);
    return () => admin.call.suppliers.delete({ id: supplier.id });
  },
  'purchase_lines.partId': async ({ admin }) => {
    const { lines } = await somePurchase(admin);
    return () => admin.call.inventory.delete({ id: lines[0]?.partId ?? 0 });
  },
  'invoice_parts.partId': async ({ admin, customer }) => {
    const { id: partId } = await somePart(admin);
    const { id } = await someTicket(customer);
    await admin.call.tickets.addPart({ id, partId });
    await admin.call.tickets.setStatus({ id, status: 'in_progress' });
    await admin.call.tickets.setStatus({ id, status: 'completed' });
    await admin.call.invoices.issue({ ticketId: id });
    return () => admin.call.inventory.delete({ id: partId });
  },
  'ticket_jobs.deferredCustomerId': async ({ admin, customer }) => {
    await deferredJob(admin, await someTicket(customer));
    return () => admin.call.customers.delete({ id: customer.id });
  },
  'ticket_jobs.deferredVehicleId': async ({ admin, customer }) => {
    const { id } = await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
    await deferredJob(admin, await someTicket(customer, { vehicleId: id }));
    return () => customer.call.vehicles.delete({ id });
  },
  'canned_job_parts.partId': async ({ admin }) => {
    const { id: partId } = await somePart(admin, { quantity: 0 });
    await admin.call.cannedJobs.create({ name: 'Oil change', parts: [{ partId, quantity: 1 }] });
    return () => admin.call.inventory.delete({ id: partId });
  },
  'ticket_labor.mechanicId': async ({ admin, mechanic, customer }) => {
    const { id } = await someTicket(customer);
    await admin.call.tickets.addLabor({ id, description: 'Wash', hours: 1, mechanicId: mechanic.id });
    return () => admin.call.mechanics.delete({ id: mechanic.id });
  },
  'estimates.ticketId': async ({ shop, admin, customer }) => {
    const { id: ticketId } = await someTicket(customer);
    await insertMany(shop, 1, (tx) => tx.insert(estimates).values({ ...estimate, ticketId, number: 1, digest: 'x' }));
    return () => admin.call.tickets.delete({ id: ticketId });
  },
  'approvals.ticketId': async ({ shop, admin, customer }) => {
    const { id: ticketId } = await someTicket(customer);
    await insertMany(shop, 1, (tx) => tx.insert(approvals).values({ ...approval, ticketId }));
    return () => admin.call.tickets.delete({ id: ticketId });
  },
  'stock_movements.partId': async (people) => {
    const { part } = await ticketThatHadPart(people);
    return () => people.admin.call.inventory.delete({ id: part.id });
  },
  'invoices.ticketId': async ({ admin, customer }) => {
    const { ticketId: id } = await invoicedTicket(admin, customer);
    return () => admin.call.tickets.delete({ id });
  },
  'invoices.customerId': async ({ admin, customer: { id }, customer }) => {
    await invoicedTicket(admin, customer);
    return () => admin.call.customers.delete({ id });
  },
  'time_entries.ticketId': async ({ admin, customer }) => {
    const { id } = await someTicket(customer);
    await admin.call.clock.start({ ticketId: id });
    return () => admin.call.tickets.delete({ id });
  },
  'time_entries.mechanicId': async ({ admin, mechanic, customer }) => {
    await mechanic.call.clock.start({ ticketId: (await someTicket(customer)).id });
    return () => admin.call.mechanics.delete({ id: mechanic.id });
  },
  // Its ticket was given to someone else since.
  'messages.customerId': async ({ admin, mechanic, customer }) => {
    const { id } = await someTicket(customer);
    await mechanic.call.messages.post({ ticketId: id, text: 'Ready' });
    const other = await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    await admin.call.tickets.setCustomer({ id, customerId: other.id });
    return () => admin.call.customers.delete({ id: customer.id });
  },
  'messages.staffId': async ({ admin, mechanic, customer }) => {
    await mechanic.call.messages.post({ ticketId: (await someTicket(customer)).id, text: 'Ready' });
    return () => admin.call.mechanics.delete({ id: mechanic.id });
  },
  'inspections.ticketId': async ({ admin, customer }) => {
    const { id } = await someTicket(customer);
    const items = [{ group: 'Brakes', name: 'Pads' }];
    const template = await admin.call.inspectionTemplates.create({ name: 'Check', items });
    await admin.call.inspections.start({ ticketId: id, templateId: template.id });
    return () => admin.call.tickets.delete({ id });
  },
  'payments.ticketId': async ({ admin, customer }) => {
    const { id } = await someTicket(customer);
    await pay(admin, id, 100);
    return () => admin.call.tickets.delete({ id });
  },
  'payments.customerId': async ({ admin, customer: { id }, customer }) => {
    await pay(admin, (await someTicket(customer)).id, 100);
    return () => admin.call.customers.delete({ id });
  },
  'appointments.bayId': async ({ admin, customer }) => {
    const { id: bayId } = await admin.call.bays.create({ name: 'Lift' });
    await admin.call.appointments.book({ ...booking, customerId: customer.id, bayId });
    return () => admin.call.bays.delete({ id: bayId });
  },
  'appointments.mechanicId': async ({ admin, customer, mechanic: { id: mechanicId } }) => {
    await admin.call.appointments.book({ ...booking, customerId: customer.id, bayId: null, mechanicId });
    return () => admin.call.mechanics.delete({ id: mechanicId });
  },
  'stock_movements.ticketId': async (people) => {
    const { ticket } = await ticketThatHadPart(people);
    return () => people.admin.call.tickets.delete({ id: ticket.id });
  },
};
