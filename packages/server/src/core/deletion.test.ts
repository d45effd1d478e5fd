import { AsyncLocalStorage } from 'node:async_hooks';
import type { UsedBy } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { deletionRules, references } from '../features.ts';
import { resetCodes } from '../features/accounts/table.ts';
import { parts, stockMovements } from '../features/inventory/table.ts';
import { invites } from '../features/invites/table.ts';
import { invoices } from '../features/invoices/table.ts';
import { payments } from '../features/payments/table.ts';
import { approvals, estimates } from '../features/tickets/approvals-table.ts';
import { statusChanges, tickets } from '../features/tickets/table.ts';
import { vehicleMileage, vehicles } from '../features/vehicles/table.ts';
import { dialect } from '../platform/db/columns.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusalsOf } from '../platform/db/references.ts';
import { invoicedTicket, pay } from '../testing/money.ts';
import { refused } from '../testing/refused.ts';
import { rowsIn } from '../testing/row-counts.ts';
import { freshShop } from '../testing/shop.ts';
import { type Actor, type TestShop, somePart, someTicket } from '../testing/testing.ts';

interface People {
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

async function deferredJob(admin: Actor, { id }: { id: number }) {
  await admin.call.tickets.addJob({ id, name: 'Exhaust' });
  await admin.call.tickets.setStatus({ id, status: 'cancelled' });
}

const at = new Date();
const estimate = { status: 'withdrawn' as const, snapshot: '{}', sentAt: at, expiresAt: at };
const approval = { method: 'phone' as const, by: 'Ada', approved: '[]', declined: '[]', approvedCents: 0, at };

/** One case per blocking rule: creates such a row and returns the deletion that it blocks. */
const cases: Record<string, (people: People) => Promise<() => Promise<unknown>>> = {
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
  'payments.ticketId': async ({ admin, customer }) => {
    const { id } = await someTicket(customer);
    await pay(admin, id, 100);
    return () => admin.call.tickets.delete({ id });
  },
  'payments.customerId': async ({ admin, customer: { id }, customer }) => {
    await pay(admin, (await someTicket(customer)).id, 100);
    return () => admin.call.customers.delete({ id });
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

const many: Record<string, Fill> = {
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

const refusals = Object.entries(deletionRules).flatMap(([name, rule]) =>
  refusalsOf(rule).map(({ refuses: by, beyond }): { name: string; by: UsedBy; beyond: number | undefined } => ({
    name,
    by,
    beyond,
  })),
);
const always = refusals.filter(({ beyond }) => beyond === undefined);
const bounded = refusals.filter(({ beyond }) => beyond !== undefined);

async function someShop(): Promise<People> {
  const shop = await freshShop();
  return { shop, admin: await shop.admin(), mechanic: await shop.mechanic(), customer: await shop.customer() };
}

test('every blocking deletion rule has a case in this file', () => {
  expect(Object.keys(cases).toSorted()).toEqual(always.map(({ name }) => name).toSorted());
  expect(Object.keys(many).toSorted()).toEqual(bounded.map(({ name }) => name).toSorted());
});

describe.each(always)('$name', ({ name, by }) => {
  test(`a row used by ${by} is IN_USE, and nothing is deleted`, async () => {
    const people = await someShop();
    const deleting = await cases[name]?.(people);
    const before = await rowsIn(people.shop);
    await refused(deleting?.() ?? Promise.resolve(), 'IN_USE', { by });
    expect(await rowsIn(people.shop)).toEqual(before);
  });
});

describe.each(bounded)('$name, of which there may be $beyond', ({ name, by, beyond = 0 }) => {
  test('up to that many go in one transaction', async () => {
    const made = await many[name]?.(await someShop(), beyond);
    expect(await made?.left()).toBe(beyond);
    await made?.remove();
    expect(await made?.left()).toBe(0);
  });

  test(`one more is IN_USE by ${by}, and nothing is gone`, async () => {
    const people = await someShop();
    const made = await many[name]?.(people, beyond + 1);
    const before = await rowsIn(people.shop);
    await refused(made?.remove() ?? Promise.resolve(), 'IN_USE', { by });
    expect(await rowsIn(people.shop)).toEqual(before);
  });
});

test('a reference to a row that would also be deleted blocks the deletion', async () => {
  const { shop, admin, customer } = await someShop();
  const other = await shop.customer();
  const vehicle = await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const ticket = await someTicket(other);
  // No call can do this, but the rule must not depend on it.
  const { database } = shop.shop;
  await database.write((tx) => tx.update(tickets).set({ vehicleId: vehicle.id }).where(eq(tickets.id, ticket.id)));
  await refused(admin.call.customers.delete({ id: customer.id }), 'IN_USE', { by: 'tickets' });
  expect(await customer.call.vehicles.get({ id: vehicle.id })).toEqual(vehicle);
});

test('a deletion removes dependent rows and keeps independent ones', async () => {
  const { shop, admin, mechanic, customer } = await someShop();
  await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  await admin.call.auth.createResetCode({ accountId: customer.id });
  const part = await somePart(mechanic);
  const keyed = await shop.withToken(customer.session.token, 'key-1');
  await keyed.vehicles.create({ make: 'Fiat', model: 'Panda', year: 2019 });
  await admin.call.customers.delete({ id: customer.id });
  await admin.call.mechanics.delete({ id: mechanic.id });
  expect(await rowsIn(shop)).toMatchObject({ accounts: 1, customers: 0, vehicles: 0, reset_codes: 0, sessions: 1 });
  expect(await rowsIn(shop)).toMatchObject({ idempotency_keys: 0, parts: 1, stock_movements: 1 });
  expect((await admin.call.inventory.movements({ partId: part.id })).items).toMatchObject([{ accountId: mechanic.id }]);
  await admin.call.inventory.delete({ id: part.id });
  expect(await rowsIn(shop)).toMatchObject({ parts: 0, stock_movements: 0 });
});

/** Each creates what another call deletes concurrently: one of them wins. */
const rivals: [
  title: string,
  prepare: (people: People) => Promise<[make: () => Promise<unknown>, remove: () => Promise<unknown>]>,
][] = [
  [
    'a ticket and its vehicle',
    async ({ customer, admin }) => {
      const { id } = await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
      return [() => someTicket(customer, { vehicleId: id }), () => admin.call.vehicles.delete({ id })];
    },
  ],
  [
    'a ticket and its customer',
    async ({ admin }) => {
      const { id } = await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
      return [
        () => admin.call.tickets.create({ customerId: id, description: 'It squeals' }),
        () => admin.call.customers.delete({ id }),
      ];
    },
  ],
  [
    'an assignment and its mechanic',
    async ({ shop, admin, customer }) => {
      const [{ id: ticketId }, { id }] = [await someTicket(customer), await shop.mechanic()];
      return [
        () => admin.call.tickets.editMechanics({ id: ticketId, addIds: [id] }),
        () => admin.call.mechanics.delete({ id }),
      ];
    },
  ],
  [
    'a line and its part',
    async ({ admin, customer }) => {
      const [{ id: ticketId }, { id }] = [await someTicket(customer), await somePart(admin)];
      return [
        () => admin.call.tickets.addPart({ id: ticketId, partId: id }),
        () => admin.call.inventory.delete({ id }),
      ];
    },
  ],
  [
    'a line and its ticket',
    async ({ admin, customer }) => {
      const [{ id }, { id: partId }] = [await someTicket(customer), await somePart(admin)];
      return [() => admin.call.tickets.addPart({ id, partId }), () => admin.call.tickets.delete({ id })];
    },
  ],
];

describe('concurrent creation and deletion', () => {
  test.each(rivals)(
    '%s: either the creation or the deletion succeeds, and the other reports why',
    async (_, prepare) => {
      const people = await someShop();
      for (let round = 0; round < 12; round++) {
        const [make, remove] = await prepare(people);
        const calls = round % 2 ? [make(), remove()] : [remove(), make()].toReversed();
        const [made, removed] = await Promise.allSettled(calls);
        expect([String(made?.status), String(removed?.status)].toSorted()).toEqual(['fulfilled', 'rejected']);
        const [making, removing] = calls;
        if (removed?.status === 'rejected') await refused(removing ?? Promise.resolve(), 'IN_USE');
        else await expect(making).rejects.toMatchObject({ code: expect.stringMatching(/^(NOT_FOUND|BAD_REQUEST)$/) });
      }
      const left = await people.shop.shop.database.read.select().from(parts);
      expect(left.every(({ reserved, quantity }) => reserved <= quantity)).toBe(true);
    },
  );
});

// SQLite has one writer: nothing is committed between the check and the deletion.
test.runIf(dialect === 'postgres')('a reference committed between the check and the deletion blocks it', async () => {
  const { shop, customer } = await someShop();
  const { id } = await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const { database } = shop.shop;
  const outside = AsyncLocalStorage.snapshot();
  let tries = 0;
  const deleting = database.write(async (tx) => {
    const by = await references.first(tx, vehicles, id);
    tries += 1;
    if (tries === 1) await outside(() => someTicket(customer, { vehicleId: id }));
    if (by !== undefined) return by;
    await tx.delete(vehicles).where(eq(vehicles.id, id));
    return 'deleted';
  });
  expect(await deleting).toBe('tickets');
  expect(tries).toBe(2);
});
