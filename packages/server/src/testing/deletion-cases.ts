// What keeps a row from being deleted: one case for each blocking rule of the features.
import { eq } from 'drizzle-orm';
import { resetCodes } from '../features/accounts/table.ts';
import { appointments } from '../features/appointments/table.ts';
import { stockMovements } from '../features/inventory/table.ts';
import { invites } from '../features/invites/table.ts';
import { invoices } from '../features/invoices/table.ts';
import { messageMarks, messages } from '../features/messages/table.ts';
import { payments } from '../features/payments/table.ts';
import { approvals, estimates } from '../features/tickets/approvals-table.ts';
import { inspections } from '../features/tickets/inspections-table.ts';
import { statusChanges, tickets } from '../features/tickets/table.ts';
import { vehicleMileage, vehicles } from '../features/vehicles/table.ts';
import type { Queries } from '../platform/db/database.ts';
import { invoicedTicket, pay } from './money.ts';
import { freshShop } from './shop.ts';
import { type Actor, type TestShop, somePart, someTicket } from './testing.ts';

export interface People {
  shop: TestShop;
  admin: Actor;
  mechanic: Actor;
  customer: Actor;
}

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

const at = new Date();
const estimate = { status: 'withdrawn' as const, snapshot: '{}', sentAt: at, expiresAt: at };
const approval = { method: 'phone' as const, by: 'Ada', approved: '[]', declined: '[]', approvedCents: 0, at };

const booking = { startsAt: '2026-11-23T09:00:00Z', minutes: 60, subject: 'Annual service' };
const appointment = { startsAt: at, endsAt: new Date(at.getTime() + 1), subject: 'Any', status: 'done' as const };

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

/** Makes rows for a rule with a bound, as no test could by calls, and answers how the row that they name is deleted. */
type Fill = (people: People, rows: number) => Promise<{ remove: () => Promise<unknown>; left: () => Promise<number> }>;

/** Inserts as many rows as are wanted, some at a time. */
async function insertMany(
  { shop }: TestShop,
  rows: number,
  insert: (tx: Queries, numbers: number[]) => PromiseLike<unknown>,
) {
  for (let from = 0; from < rows; from += 500) {
    const numbers = Array.from({ length: Math.min(500, rows - from) }, (_, n) => from + n);
    await shop.database.write((tx) => insert(tx, numbers));
  }
}

export const many: Record<string, Fill> = {
  'vehicles.customerId': async ({ shop, admin, customer: { id: customerId } }, rows) => {
    const car = { customerId, make: 'Saab', model: '900', year: 1990, createdAt: at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(vehicles).values(numbers.map(() => car)));
    return {
      remove: () => admin.call.customers.delete({ id: customerId }),
      left: () => shop.shop.database.read.$count(vehicles, eq(vehicles.customerId, customerId)),
    };
  },
  'stock_movements.partId': async ({ shop, admin }, rows) => {
    const { id: partId } = await somePart(admin, { quantity: 0 });
    const movement = { partId, kind: 'adjust' as const, delta: 0, quantityAfter: 0, reservedAfter: 0, at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(stockMovements).values(numbers.map(() => movement)));
    return {
      remove: () => admin.call.inventory.delete({ id: partId }),
      left: () => shop.shop.database.read.$count(stockMovements, eq(stockMovements.partId, partId)),
    };
  },
  'vehicle_mileage.vehicleId': async ({ shop, admin, customer: { id: customerId } }, rows) => {
    const { id: vehicleId } = await admin.call.vehicles.create({ customerId, make: 'Saab', model: '900', year: 1990 });
    const reading = { vehicleId, mileage: 1, at, ticketId: null };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(vehicleMileage).values(numbers.map(() => reading)));
    return {
      remove: () => admin.call.vehicles.delete({ id: vehicleId }),
      left: () => shop.shop.database.read.$count(vehicleMileage, eq(vehicleMileage.vehicleId, vehicleId)),
    };
  },
  'status_changes.ticketId': async ({ shop, admin, customer }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    const change = { ticketId, to: 'open' as const, at };
    // Opening it was the first.
    await insertMany(shop, rows - 1, (tx, numbers) => tx.insert(statusChanges).values(numbers.map(() => change)));
    return {
      remove: () => admin.call.tickets.delete({ id: ticketId }),
      left: () => shop.shop.database.read.$count(statusChanges, eq(statusChanges.ticketId, ticketId)),
    };
  },
  'estimates.sentById': async ({ shop, admin, customer, mechanic: { id: sentById } }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    await insertMany(shop, rows, (tx, numbers) =>
      tx
        .insert(estimates)
        .values(numbers.map((n) => ({ ...estimate, ticketId, sentById, number: n + 1, digest: `${n}` }))),
    );
    return {
      remove: () => admin.call.mechanics.delete({ id: sentById }),
      left: () => shop.shop.database.read.$count(estimates, eq(estimates.sentById, sentById)),
    };
  },
  'approvals.recordedById': async ({ shop, admin, customer, mechanic: { id: recordedById } }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    const recorded = { ...approval, ticketId, recordedById };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(approvals).values(numbers.map(() => recorded)));
    return {
      remove: () => admin.call.mechanics.delete({ id: recordedById }),
      left: () => shop.shop.database.read.$count(approvals, eq(approvals.recordedById, recordedById)),
    };
  },
  'status_changes.byId': async ({ shop, admin, customer, mechanic: { id: byId } }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    const change = { ticketId, to: 'open' as const, byId, at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(statusChanges).values(numbers.map(() => change)));
    return {
      remove: () => admin.call.mechanics.delete({ id: byId }),
      left: () => shop.shop.database.read.$count(statusChanges, eq(statusChanges.byId, byId)),
    };
  },
  'inspections.byId': async ({ shop, admin, customer, mechanic: { id: byId } }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    const done = { ticketId, name: 'Check', status: 'done' as const, byId, doneAt: at, createdAt: at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(inspections).values(numbers.map(() => done)));
    return {
      remove: () => admin.call.mechanics.delete({ id: byId }),
      left: () => shop.shop.database.read.$count(inspections, eq(inspections.byId, byId)),
    };
  },
  'messages.ticketId': async ({ shop, admin, customer: { id: customerId }, customer }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    const message = { ticketId, customerId, text: 'Ready', internal: false, at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(messages).values(numbers.map(() => message)));
    return {
      remove: () => admin.call.tickets.delete({ id: ticketId }),
      left: () => shop.shop.database.read.$count(messages, eq(messages.ticketId, ticketId)),
    };
  },
  'message_marks.accountId': async ({ shop, admin, customer, mechanic: { id: accountId } }, rows) => {
    const now = { createdAt: at, updatedAt: at };
    const opened = { customerId: customer.id, description: 'It squeals', status: 'open' as const, ...now };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(tickets).values(numbers.map(() => opened)));
    const ids = await shop.shop.database.read.select({ id: tickets.id }).from(tickets);
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(messageMarks).values(numbers.map((n) => ({ accountId, ticketId: ids[n]?.id ?? 0, upTo: 1 }))),
    );
    return {
      remove: () => admin.call.mechanics.delete({ id: accountId }),
      left: () => shop.shop.database.read.$count(messageMarks, eq(messageMarks.accountId, accountId)),
    };
  },
  'reset_codes.accountId': async ({ shop, admin, customer: { id: accountId } }, rows) => {
    const code = { accountId, createdAt: at, expiresAt: at };
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(resetCodes).values(numbers.map((n) => ({ ...code, digest: `digest ${n}` }))),
    );
    return {
      remove: () => admin.call.customers.delete({ id: accountId }),
      left: () => shop.shop.database.read.$count(resetCodes, eq(resetCodes.accountId, accountId)),
    };
  },
  'reset_codes.madeById': async ({ shop, admin, mechanic: { id: madeById }, customer }, rows) => {
    const code = { accountId: customer.id, madeById, createdAt: at, expiresAt: at };
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(resetCodes).values(numbers.map((n) => ({ ...code, digest: `digest ${n}` }))),
    );
    return {
      remove: () => admin.call.mechanics.delete({ id: madeById }),
      left: () => shop.shop.database.read.$count(resetCodes, eq(resetCodes.madeById, madeById)),
    };
  },
  'invites.customerId': async ({ shop, admin, customer: { id: customerId } }, rows) => {
    const invite = { role: 'customer' as const, customerId, createdAt: at, expiresAt: at };
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(invites).values(numbers.map((n) => ({ ...invite, digest: `digest ${n}` }))),
    );
    return {
      remove: () => admin.call.customers.delete({ id: customerId }),
      left: () => shop.shop.database.read.$count(invites, eq(invites.customerId, customerId)),
    };
  },
  'invites.madeById': async ({ shop, admin, mechanic: { id: madeById } }, rows) => {
    const invite = { role: 'mechanic' as const, madeById, createdAt: at, expiresAt: at };
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(invites).values(numbers.map((n) => ({ ...invite, digest: `digest ${n}` }))),
    );
    return {
      remove: () => admin.call.mechanics.delete({ id: madeById }),
      left: () => shop.shop.database.read.$count(invites, eq(invites.madeById, madeById)),
    };
  },
  'invoices.voidedById': async ({ shop, admin, customer, mechanic: { id: byId } }, rows) => {
    const invoice = await invoicedTicket(admin, customer);
    const voided = {
      ticketId: invoice.ticketId,
      customerId: customer.id,
      status: 'void' as const,
      issuedAt: at,
      dueDate: '2026-12-01',
      totalCents: 0,
      snapshot: '{}',
      voidedAt: at,
      voidedById: byId,
      voidReason: 'Wrong',
    };
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(invoices).values(numbers.map((n) => ({ ...voided, sequence: n + 2, number: `INV-${n + 2}` }))),
    );
    return {
      remove: () => admin.call.mechanics.delete({ id: byId }),
      left: () => shop.shop.database.read.$count(invoices, eq(invoices.voidedById, byId)),
    };
  },
  'appointments.customerId': async ({ shop, admin, customer: { id: customerId } }, rows) => {
    const made = { ...appointment, customerId, createdAt: at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(appointments).values(numbers.map(() => made)));
    return {
      remove: () => admin.call.customers.delete({ id: customerId }),
      left: () => shop.shop.database.read.$count(appointments, eq(appointments.customerId, customerId)),
    };
  },
  'appointments.vehicleId': async ({ shop, admin, customer: { id: customerId } }, rows) => {
    const { id: vehicleId } = await admin.call.vehicles.create({ customerId, make: 'Saab', model: '900', year: 1990 });
    const made = { ...appointment, customerId, vehicleId, createdAt: at };
    await insertMany(shop, rows, (tx, numbers) => tx.insert(appointments).values(numbers.map(() => made)));
    return {
      remove: () => admin.call.vehicles.delete({ id: vehicleId }),
      left: () => shop.shop.database.read.$count(appointments, eq(appointments.vehicleId, vehicleId)),
    };
  },
  'payments.byId': async ({ shop, admin, customer, mechanic: { id: byId } }, rows) => {
    const { id: ticketId } = await someTicket(customer);
    const payment = { ticketId, customerId: customer.id, kind: 'payment' as const, method: 'cash' as const };
    await insertMany(shop, rows, (tx, numbers) =>
      tx.insert(payments).values(numbers.map(() => ({ ...payment, amountCents: 1, receivedAt: at, byId }))),
    );
    return {
      remove: () => admin.call.mechanics.delete({ id: byId }),
      left: () => shop.shop.database.read.$count(payments, eq(payments.byId, byId)),
    };
  },
};

export async function someShop(): Promise<People> {
  const shop = await freshShop();
  return { shop, admin: await shop.admin(), mechanic: await shop.mechanic(), customer: await shop.customer() };
}
