import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { freshShop } from '../../testing/shop.ts';
import { storedRows } from '../../testing/stored-rows.ts';
import type { Actor, TestShop } from '../../testing/testing.ts';

let shop: TestShop;
let boss: Actor;
let mia: Actor;
beforeEach(async () => {
  shop = await freshShop();
  [boss, mia] = [await shop.admin(), await shop.mechanic()];
});

/** The rows that hold a text, in any case, by their tables. */
async function holding(secret: string): Promise<[string, string][]> {
  const stored = Object.entries(await storedRows(shop));
  const isIt = (row: string): boolean => row.toLowerCase().includes(secret.toLowerCase());
  const found = stored.flatMap(([table, rows]) => rows.filter(isIt).map((row): [string, string] => [table, row]));
  return found.toSorted(([a], [b]) => a.localeCompare(b));
}

const tablesOf = (rows: readonly [string, string][]): string[] => rows.map(([table]) => table);

const walkIn = (firstName: string) => mia.call.customers.create({ firstName, lastName: 'Walker' });
const carOf = (customerId: number, licensePlate: string) =>
  mia.call.vehicles.create({ customerId, make: 'Saab', model: '96', year: 1970, licensePlate });

/** A ticket that was given to Bertram, after Adalind wrote and approved; and then he did. */
async function movedTicket() {
  const [a, b] = [await shop.customer({ firstName: 'Adalind' }), await shop.customer({ firstName: 'Bertram' })];
  const [carA, carB] = [await carOf(a.id, 'ADALIND 1'), await carOf(b.id, 'BERTRAM 1')];
  const { id } = await mia.call.tickets.create({ customerId: a.id, vehicleId: carA.id, description: 'Squeals' });
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'Brakes' });
  const approve = jobs.map((job) => job.id);
  for (const [actor, name, vehicleId] of [
    [a, 'Adalind', carA.id],
    [b, 'Bertram', carB.id],
  ] as const) {
    await mia.call.tickets.setCustomer({ id, customerId: actor.id, vehicleId });
    shop.advance(1_000);
    await actor.call.messages.post({ ticketId: id, text: `${name} asks` });
    await mia.call.messages.post({ ticketId: id, text: `Dear ${name}` });
    await mia.call.tickets.recordApproval({
      id,
      approve,
      decline: [],
      method: 'phone',
      by: `${name} by phone`,
      note: `${name} agreed`,
    });
    shop.advance(1_000);
  }
  await mia.call.tickets.setStatus({ id, status: 'cancelled' });
  return { id, a, b };
}

describe('a ticket that was given to another customer', () => {
  test('says nothing of the first one after their erasure', async () => {
    const { a } = await movedTicket();
    await boss.call.customers.erase({ id: a.id });
    expect(await holding('Adalind')).toEqual([]);
    expect(tablesOf(await holding('Bertram asks'))).toEqual(['events', 'messages']);
    expect(tablesOf(await holding('Bertram by phone'))).toEqual(['approvals']);
    await expectConsistent(shop.shop.database);
  });

  test('says of the first one what it said, after the erasure of the second', async () => {
    const { b } = await movedTicket();
    const before = await holding('Adalind');
    await boss.call.customers.erase({ id: b.id });
    expect(await holding('Bertram')).toEqual([]);
    const after = await holding('Adalind');
    expect(tablesOf(after)).toEqual(tablesOf(before));
    // What said something of both now says it of the first one only.
    expect(after).toEqual(expect.arrayContaining(before.filter(([, row]) => !/bertram/i.test(row))));
    await expectConsistent(shop.shop.database);
  });
});

describe('customers who were merged', () => {
  test('are erased with the last of a chain, what was deleted before too', async () => {
    const first = await walkIn('Chainlynn');
    const car = await carOf(first.id, 'CHAINLYNN 1');
    await mia.call.vehicles.delete({ id: car.id });
    const { id: ticketId } = await mia.call.tickets.create({ customerId: first.id, description: 'Squeals' });
    await mia.call.messages.post({ ticketId, text: 'Dear Chainlynn' });
    await boss.call.tickets.delete({ id: ticketId });
    const keyed = await shop.withToken(boss.session.token, 'chain');
    await keyed.customers.update({ id: first.id, phone: 'Chainlynn' });
    const [second, third] = [await walkIn('Middle'), await walkIn('Last')];
    await boss.call.customers.merge({ id: first.id, intoId: second.id });
    await boss.call.customers.merge({ id: second.id, intoId: third.id });
    await boss.call.customers.erase({ id: third.id });
    expect(await holding('Chainlynn')).toEqual([]);
    expect(await holding('Middle')).toEqual([]);
  });
});

describe('answers under keys', () => {
  const keys = async (): Promise<string[]> => {
    await shop.shop.reindexing.settled();
    const rows = await shop.shop.database.read
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.accountId, boss.id));
    return rows.map(({ key }) => key).toSorted();
  };

  test('lose the car that another customer had before', async () => {
    const [first, second] = [await walkIn('First'), await walkIn('Second')];
    const { id } = await carOf(first.id, 'TRANSFERRED 1');
    const keyed = await shop.withToken(boss.session.token, 'car');
    await keyed.vehicles.update({ id, note: 'Rusty' });
    await mia.call.vehicles.transfer({ id, customerId: second.id });
    await boss.call.customers.erase({ id: second.id });
    expect(await keys()).toEqual([]);
    expect(await holding('TRANSFERRED 1')).toEqual([]);
  });

  test('and events lose it too when it was deleted since', async () => {
    const [first, second] = [await walkIn('First'), await walkIn('Second')];
    const keyed = await shop.withToken(boss.session.token, 'deleted car');
    const { id } = await keyed.vehicles.create({
      customerId: first.id,
      make: 'Saab',
      model: '96',
      year: 1970,
      licensePlate: 'DELETED 1',
    });
    await mia.call.vehicles.transfer({ id, customerId: second.id });
    await mia.call.vehicles.delete({ id });
    await boss.call.customers.erase({ id: second.id });
    expect(await keys()).toEqual([]);
    expect(await holding('DELETED 1')).toEqual([]);
  });

  test('stay where they show no person, so that a late retry has no second effect', async () => {
    const { id: customerId } = await walkIn('Payer');
    const { id: ticketId } = await mia.call.tickets.create({ customerId, description: 'Squeals' });
    const clock = await shop.withToken(mia.session.token, 'clock');
    await clock.clock.start({ ticketId });
    await mia.call.clock.stop();
    await mia.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    await boss.call.customers.erase({ id: customerId });
    await shop.shop.reindexing.settled();
    expect(await shop.shop.database.read.$count(idempotencyKeys, eq(idempotencyKeys.accountId, mia.id))).toBe(1);
  });

  test('are looked through page by page', async () => {
    const [theirs, other] = [await walkIn('Manykey'), await walkIn('Elsewise')];
    for (let n = 10; n < 60; n++) {
      const keyed = await shop.withToken(boss.session.token, `key ${n}`);
      await keyed.customers.update({ id: n % 3 === 0 ? other.id : theirs.id, phone: `555-${n}` });
      shop.advance(1);
    }
    await boss.call.customers.erase({ id: theirs.id });
    const left = Array.from({ length: 50 }, (_, n) => n + 10).filter((n) => n % 3 === 0);
    expect(await keys()).toEqual(left.map((n) => `key ${n}`));
  });
});
