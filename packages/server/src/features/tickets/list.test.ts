import type { RouterInputs } from '@mechanic-shop/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

type ListInput = Exclude<RouterInputs['tickets']['list'], void>;

let shop: TestShop;
let mia: Actor;
let max: Actor;
let cara: Actor;
let carl: Actor;
beforeEach(async () => {
  // Thousands of rows are indexed in one transaction.
  shop = await createTestShop({ database: { timeout: 60_000 } });
  [mia, max] = [await shop.mechanic(), await shop.mechanic()];
  [cara, carl] = [await shop.customer(), await shop.customer()];
});
afterEach(() => shop.close());

const idsOf = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id);
const ids = async (asked: ListInput = {}) => idsOf(await mia.call.tickets.list(asked));
function car(owner: Actor, licensePlate: string | null = null) {
  return owner.call.vehicles.create({ make: 'Volvo', model: 'V70', year: 2004, licensePlate });
}

/** A few tickets that differ in every filter of the list. */
async function someTickets() {
  const [red, blue] = [await car(cara), await car(carl)];
  const one = await someTicket(cara, { vehicleId: red.id, description: 'Oil one' });
  const two = await someTicket(cara, { description: 'Oil two' });
  const three = await someTicket(carl, { vehicleId: blue.id, description: 'Brakes three' });
  const four = await someTicket(carl, { vehicleId: blue.id, description: 'Oil four' });
  for (const { id } of [one, three, four]) await mia.call.tickets.editMechanics({ id, addIds: [mia.id] });
  await mia.call.tickets.editMechanics({ id: four.id, addIds: [max.id] });
  for (const { id } of [two, four]) await mia.call.tickets.setStatus({ id, status: 'in_progress' });
  await mia.call.tickets.setStatus({ id: four.id, status: 'completed' });
  return { one: one.id, two: two.id, three: three.id, four: four.id, red: red.id, blue: blue.id };
}

describe('list', () => {
  test('returns complete tickets, newest first', async () => {
    const { one, two, three, four } = await someTickets();
    const part = await somePart(mia);
    await mia.call.tickets.addPart({ id: one, partId: part.id });
    const { items, nextCursor } = await mia.call.tickets.list();
    expect(items.map(({ id }) => id)).toEqual([four, three, two, one]);
    expect(nextCursor).toBeNull();
    for (const item of items) expect(item).toEqual(await mia.call.tickets.get({ id: item.id }));
  });

  test('filters by status, customer, mechanic, vehicle and words, alone and combined', async () => {
    const { one, two, three, four, red, blue } = await someTickets();
    const expected: [ListInput, number[]][] = [
      [{ status: 'open' }, [three, one]],
      [{ status: 'in_progress' }, [two]],
      [{ status: 'completed' }, [four]],
      [{ status: 'cancelled' }, []],
      [{ customerId: cara.id }, [two, one]],
      [{ customerId: mia.id }, []],
      [{ mechanicId: mia.id }, [four, three, one]],
      [{ mechanicId: max.id }, [four]],
      [{ mechanicId: cara.id }, []],
      [{ vehicleId: blue }, [four, three]],
      [{ search: 'oil' }, [four, two, one]],
      [{ status: 'open', customerId: cara.id }, [one]],
      [{ status: 'open', mechanicId: mia.id }, [three, one]],
      [{ status: 'completed', mechanicId: mia.id }, [four]],
      [{ status: 'in_progress', mechanicId: mia.id }, []],
      [{ status: 'open', search: 'oil' }, [one]],
      [{ status: 'completed', search: 'oil' }, [four]],
      [{ customerId: cara.id, search: 'oil t' }, [two]],
      [{ mechanicId: mia.id, search: 'oil' }, [four, one]],
      [{ mechanicId: mia.id, search: 'oil', status: 'open' }, [one]],
      [{ vehicleId: blue, search: 'oil' }, [four]],
      [{ vehicleId: red, customerId: carl.id }, []],
      [{ status: 'completed', customerId: carl.id, mechanicId: max.id, vehicleId: blue, search: 'oil' }, [four]],
    ];
    for (const [asked, found] of expected) expect([asked, await ids(asked)]).toEqual([asked, found]);
    // The same rows in pages of one.
    for (const [asked, found] of expected) expect([asked, await walk({ ...asked, limit: 1 })]).toEqual([asked, found]);
  });

  test('rejects unknown fields', async () => {
    const list = (asked: object) => mia.call.tickets.list(asked);
    await refusedAt(list({ status: 'done' }), 'status');
    await refusedAt(list({ status: null }), 'status');
    await refusedAt(list({ customerId: 0 }), 'customerId');
    await refusedAt(list({ mechanicId: '1' }), 'mechanicId');
    await refusedAt(list({ vehicleId: null }), 'vehicleId');
    await refusedAt(list({ search: '' }), 'search');
    await refusedAt(list({ orderBy: 'name' }), 'orderBy');
    await refusedAt(list({ limit: 101 }), 'limit');
    await refused(cara.call.tickets.list(), 'ROLE_REQUIRED', { role: 'mechanic' });
  });
});

async function walk(asked: ListInput, between?: () => Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await mia.call.tickets.list({ ...asked, cursor });
    seen.push(...idsOf(page));
    cursor = page.nextCursor ?? undefined;
    await between?.();
  } while (cursor !== undefined);
  return seen;
}

describe('pages', () => {
  test('neither skip nor repeat tickets while others are opened', async () => {
    const open = async () => {
      const { id } = await someTicket(cara, { description: 'Oil' });
      await mia.call.tickets.editMechanics({ id, addIds: [mia.id] });
      return id;
    };
    const all: number[] = [];
    for (let n = 0; n < 7; n++) all.unshift(await open());
    const filters: ListInput[] = [
      {},
      { status: 'open' },
      { customerId: cara.id },
      { mechanicId: mia.id },
      { search: 'oil' },
    ];
    for (const asked of filters) {
      const seen = await walk({ ...asked, limit: 3 }, open);
      expect(seen.filter((id) => all.includes(id))).toEqual(all);
    }
  });

  test('bind their cursor to the list and its filters', async () => {
    await someTickets();
    const { nextCursor } = await mia.call.tickets.list({ limit: 1, status: 'open' });
    const cursor = nextCursor ?? '';
    const foreign: ListInput[] = [
      {},
      { status: 'completed' },
      { status: 'open', customerId: cara.id },
      { search: 'oil' },
    ];
    for (const asked of foreign) await refusedAt(mia.call.tickets.list({ ...asked, cursor }), 'cursor');
    await refusedAt(mia.call.tickets.mine({ status: 'open', cursor }), 'cursor');
    const own = await mia.call.tickets.mine({ limit: 1 });
    await refusedAt(max.call.tickets.mine({ limit: 1, cursor: own.nextCursor ?? '' }), 'cursor');
    expect(await ids({ status: 'open', cursor })).toHaveLength(1);
  });
});

describe('mine', () => {
  test('lists a customer’s own tickets', async () => {
    const { one, two, three, four } = await someTickets();
    expect(idsOf(await cara.call.tickets.mine())).toEqual([two, one]);
    expect(idsOf(await carl.call.tickets.mine({}))).toEqual([four, three]);
    expect(idsOf(await cara.call.tickets.mine({ status: 'open' }))).toEqual([one]);
    const [ticket] = (await cara.call.tickets.mine({ status: 'open' })).items;
    expect(ticket).toEqual(await cara.call.tickets.get({ id: one }));
    expect(ticket?.allowedStatuses).toEqual(['cancelled']);
  });

  test('lists the assigned tickets of a mechanic or admin', async () => {
    const { one, three, four } = await someTickets();
    expect(idsOf(await mia.call.tickets.mine())).toEqual([four, three, one]);
    for (const [status, found] of [
      ['open', [three, one]],
      ['in_progress', []],
      ['completed', [four]],
      ['cancelled', []],
    ] as const) {
      expect([status, idsOf(await mia.call.tickets.mine({ status }))]).toEqual([status, found]);
    }
    const boss = await shop.admin();
    expect(idsOf(await boss.call.tickets.mine())).toEqual([]);
    await mia.call.tickets.editMechanics({ id: one, addIds: [boss.id], removeIds: [mia.id] });
    expect(idsOf(await boss.call.tickets.mine())).toEqual([one]);
    expect(idsOf(await mia.call.tickets.mine())).toEqual([four, three]);
  });

  test('requires a caller, and accepts no other filter', async () => {
    await refused(shop.anonymous.tickets.mine(), 'NOT_SIGNED_IN');
    await refusedAt(cara.call.tickets.mine({ customerId: carl.id } as never), 'customerId');
    await refusedAt(cara.call.tickets.mine({ search: 'oil' } as never), 'search');
  });
});

describe('search', () => {
  test('covers description, customer name and plate', async () => {
    const jörg = await shop.customer({ firstName: 'Jörg', lastName: "O'Neill" });
    const vehicle = await car(jörg, 'B-MW 1234');
    const { id } = await someTicket(jörg, { description: 'Knocks\nat 80 km/h', vehicleId: vehicle.id });
    const other = await someTicket(cara, { description: 'Knocks too' });
    const found: [string, number[]][] = [
      ['knock', [other.id, id]],
      ['KNOCKS 80', [id]],
      ['jorg', [id]],
      ['neill knocks', [id]],
      ['b-mw', [id]],
      ['1234 mw', [id]],
      ['volvo', []],
      ['nock', []],
      ['"', []],
    ];
    for (const [search, expected] of found) expect([search, await ids({ search })]).toEqual([search, expected]);
  });

  test('follows new names, plates, descriptions and vehicles', async () => {
    const [first, second] = [await car(cara, 'OLD 1'), await car(cara, 'SPARE 2')];
    const { id } = await someTicket(cara, { vehicleId: first.id, description: 'Knocks' });
    const untouched = await someTicket(carl, { description: 'Rattles' });
    const expectFound = async (yes: string, no: string) => {
      await shop.shop.reindexing.settled();
      expect([yes, await ids({ search: yes })]).toEqual([yes, [id]]);
      expect([no, await ids({ search: no })]).toEqual([no, []]);
    };
    await mia.call.customers.update({ id: cara.id, lastName: 'Wheeler' });
    await expectFound('wheeler', 'cara driver3');
    await cara.call.auth.updateMe({ firstName: 'Carola' });
    await expectFound('carola wheeler', 'cara wheeler driver3');
    await cara.call.vehicles.update({ id: first.id, licensePlate: 'NEW 9' });
    await expectFound('new 9', 'old');
    await cara.call.vehicles.update({ id: first.id, licensePlate: null });
    await expectFound('knocks', 'new');
    await mia.call.tickets.update({ id, vehicleId: second.id, description: 'Rumbles' });
    await expectFound('rumbles spare', 'knocks');
    await mia.call.tickets.update({ id, vehicleId: null });
    await expectFound('rumbles', 'spare');
    expect(await ids({ search: 'rattles' })).toEqual([untouched.id]);
  });

  test('follows a new name on closed tickets too', async () => {
    const { id } = await someTicket(cara);
    await cara.call.tickets.setStatus({ id, status: 'cancelled' });
    await mia.call.customers.update({ id: cara.id, lastName: 'Wheeler' });
    await shop.shop.reindexing.settled();
    expect(await ids({ search: 'wheeler' })).toEqual([id]);
    expect((await mia.call.tickets.get({ id })).customer.lastName).toBe('Wheeler');
  });
});
