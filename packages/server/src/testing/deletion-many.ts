// More rows than a deletion may take along: one case for each rule with a bound.
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
import { type People, approval, at, estimate, insertMany } from './deletion-rows.ts';
import { invoicedTicket } from './money.ts';
import { somePart, someTicket } from './testing.ts';

const appointment = { startsAt: at, endsAt: new Date(at.getTime() + 1), subject: 'Any', status: 'done' as const };

/** Makes rows for a rule with a bound, as no test could by calls, and answers how the row that they name is deleted. */
type Fill = (people: People, rows: number) => Promise<{ remove: () => Promise<unknown>; left: () => Promise<number> }>;

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
