import { AsyncLocalStorage } from 'node:async_hooks';
import type { UsedBy } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { deletionRules, references } from '../features.ts';
import { parts } from '../features/inventory/table.ts';
import { tickets } from '../features/tickets/table.ts';
import { vehicles } from '../features/vehicles/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { refusalsOf } from '../platform/db/references.ts';
import { cases } from '../testing/deletion-cases.ts';
import { many } from '../testing/deletion-many.ts';
import { type People, someShop } from '../testing/deletion-rows.ts';
import { refused } from '../testing/refused.ts';
import { rowsIn } from '../testing/row-counts.ts';
import { somePart, someTicket } from '../testing/testing.ts';

const refusals = Object.entries(deletionRules).flatMap(([name, rule]) =>
  refusalsOf(rule).map(({ refuses: by, beyond }): { name: string; by: UsedBy; beyond: number | undefined } => ({
    name,
    by,
    beyond,
  })),
);
const always = refusals.filter(({ beyond }) => beyond === undefined);
const bounded = refusals.filter(({ beyond }) => beyond !== undefined);

test('every blocking deletion rule has a case', () => {
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
