import { join } from 'node:path';
import type { RouterInputs } from '@mechanic-shop/shared';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialect } from '../../platform/db/columns.ts';
import { migrateDatabase } from '../../platform/db/migrate.ts';
import { temporaryFolder } from '../../platform/db/sqlite/temporary.ts';
import { refusedAt } from '../../testing/refused.ts';
import { statementsOf } from '../../testing/statements.ts';
import { type Actor, type TestShop, createTestShop, someTicket } from '../../testing/testing.ts';
import { ticketMechanics, tickets } from './table.ts';

type ListInput = Exclude<RouterInputs['tickets']['list'], void>;

let shop: TestShop;
let mia: Actor;
let cara: Actor;
let carl: Actor;
beforeEach(async () => {
  shop = await createTestShop();
  mia = await shop.mechanic();
  [cara, carl] = [await shop.customer(), await shop.customer()];
});
afterEach(() => shop.close());

async function open(owner: Actor, serviceDate: string | null, more: { vehicleId?: number; description?: string } = {}) {
  return (await someTicket(owner, { ...more, ...(serviceDate === null ? {} : { serviceDate }) })).id;
}

/** All ids of a list in pages of `limit`, with an action between two pages. */
async function walk(asked: ListInput, limit: number, between?: () => Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await mia.call.tickets.list({ ...asked, limit, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    await between?.();
  } while (cursor !== undefined);
  return seen;
}

/** Expects the same rows for every page size. */
async function expectList(asked: ListInput, expected: number[]) {
  for (const limit of [1, 2, 100]) expect([asked, await walk(asked, limit)]).toEqual([asked, expected]);
}

test('every filter at once, in either order', async () => {
  const { id: vehicleId } = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const id = await open(cara, '2026-11-24', { vehicleId });
  await open(cara, '2026-11-24');
  await mia.call.tickets.editMechanics({ id, addIds: [mia.id] });
  const days = { serviceFrom: '2026-11-24', serviceTo: '2026-11-24' };
  const all = { status: 'open', customerId: cara.id, vehicleId, mechanicId: mia.id, onHold: false, ...days } as const;
  for (const orderBy of ['newest', 'serviceDate'] as const) expect(await walk({ ...all, orderBy }, 1)).toEqual([id]);
  expect(await walk({ ...all, search: 'squeals' }, 1)).toEqual([id]);
  expect(await walk({ ...all, onHold: true, orderBy: 'serviceDate' }, 1)).toEqual([]);
});

describe('days', () => {
  test('filter by service date, both ends included, newest first by default', async () => {
    const first = await open(cara, '2026-12-01');
    const third = await open(cara, '2026-12-03', { description: 'Oil' });
    await open(cara, null);
    const second = await open(carl, '2026-12-02', { description: 'Oil' });
    await expectList({ serviceFrom: '2026-12-01' }, [second, third, first]);
    await expectList({ serviceFrom: '2026-12-02', serviceTo: '2026-12-03' }, [second, third]);
    await expectList({ serviceTo: '2026-12-02', orderBy: 'newest' }, [second, first]);
    await expectList({ serviceFrom: '2026-12-02', serviceTo: '2026-12-02' }, [second]);
    await expectList({ serviceFrom: '2026-12-03', serviceTo: '2026-12-01' }, []);
    await expectList({ serviceFrom: '2026-12-02', search: 'oil' }, [second, third]);
    await expectList({ serviceFrom: '2026-12-02', search: 'oil', customerId: cara.id }, [third]);
    await expectList({ serviceTo: '2026-12-02', status: 'open', customerId: carl.id }, [second]);
    await expectList({ serviceTo: '2026-12-02', status: 'completed' }, []);
  });

  test('must be dates', async () => {
    await refusedAt(mia.call.tickets.list({ serviceFrom: 'today' }), 'serviceFrom');
    await refusedAt(mia.call.tickets.list({ serviceTo: '2026-02-30' }), 'serviceTo');
  });
});

describe('orderBy serviceDate', () => {
  test('sorts ascending by service date, then id, with every other filter', async () => {
    const { id: vehicleId } = await carl.call.vehicles.create({ make: 'Volvo', model: 'V70', year: 2004 });
    const late = await open(cara, '2026-12-09');
    const early = await open(carl, '2026-12-01', { vehicleId });
    const [middle, same] = [await open(cara, '2026-12-05'), await open(carl, '2026-12-05')];
    await open(cara, null);
    for (const id of [late, same]) await mia.call.tickets.editMechanics({ id, addIds: [mia.id] });
    await mia.call.tickets.setStatus({ id: same, status: 'cancelled' });
    const asked = { serviceFrom: '2026-01-01', orderBy: 'serviceDate' } as const;
    await expectList(asked, [early, middle, same, late]);
    await expectList({ ...asked, serviceFrom: '2026-12-05', serviceTo: '2026-12-05' }, [middle, same]);
    await expectList({ serviceTo: '2026-12-05', orderBy: 'serviceDate' }, [early, middle, same]);
    await expectList({ ...asked, status: 'open' }, [early, middle, late]);
    await expectList({ ...asked, customerId: cara.id }, [middle, late]);
    await expectList({ ...asked, customerId: carl.id, status: 'cancelled' }, [same]);
    await expectList({ ...asked, mechanicId: mia.id }, [same, late]);
    await expectList({ ...asked, mechanicId: mia.id, customerId: cara.id }, [late]);
    await expectList({ ...asked, vehicleId }, [early]);
    const [item] = (await mia.call.tickets.list({ ...asked, limit: 1 })).items;
    expect(item).toEqual(await mia.call.tickets.get({ id: early }));
  });

  test('requires a date and no search', async () => {
    await refusedAt(mia.call.tickets.list({ orderBy: 'serviceDate' }), 'orderBy');
    await refusedAt(mia.call.tickets.list({ orderBy: 'serviceDate', serviceTo: '2026-12-01', search: 'x' }), 'orderBy');
    await refusedAt(mia.call.tickets.list({ orderBy: 'date' } as never), 'orderBy');
  });

  test('neither skips nor repeats rows while others are opened', async () => {
    const ids: number[] = [];
    for (const day of ['03', '01', '02', '01', '03']) ids.push(await open(cara, `2026-12-${day}`));
    const asked = { serviceFrom: '2026-12-01', orderBy: 'serviceDate' } as const;
    const seen = await walk(asked, 2, () => open(cara, '2026-12-02'));
    const [a, b, c, d, e] = ids;
    expect(seen.filter((id) => ids.includes(id))).toEqual([b, d, c, a, e]);
  });

  test('binds its cursor to the dates and the order', async () => {
    for (const day of ['01', '02']) await open(cara, `2026-12-${day}`);
    const asked = { serviceFrom: '2026-12-01', orderBy: 'serviceDate' } as const;
    const { nextCursor } = await mia.call.tickets.list({ ...asked, limit: 1 });
    const cursor = nextCursor ?? '';
    const foreign: ListInput[] = [
      { serviceFrom: '2026-12-01', cursor },
      { ...asked, serviceFrom: '2026-11-01', cursor },
      { ...asked, serviceTo: '2026-12-31', cursor },
      { ...asked, status: 'open', cursor },
      { cursor },
    ];
    for (const each of foreign) await refusedAt(mia.call.tickets.list(each), 'cursor');
  });
});

/** 2,400 tickets in a year, whose dates are not in id order. */
async function manyTickets() {
  const at = new Date();
  const days = Array.from({ length: 2_400 }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 1 + ((n * 37) % 365)));
    return n % 7 === 0 ? null : day.toISOString().slice(0, 10);
  });
  const rows = days.map((serviceDate, n) => ({
    customerId: n % 2 === 0 ? cara.id : carl.id,
    description: 'Oil',
    status: n % 5 === 0 ? ('cancelled' as const) : ('completed' as const),
    serviceDate,
    createdAt: at,
    updatedAt: at,
  }));
  return shop.shop.database.write(async (tx) => {
    const stored = await tx.insert(tickets).values(rows).returning();
    const assigned = stored.filter(({ id }) => id % 2 === 1);
    for (let from = 0; from < assigned.length; from += 500) {
      const some = assigned.slice(from, from + 500);
      await tx.insert(ticketMechanics).values(some.map(({ id }) => ({ ticketId: id, mechanicId: mia.id })));
    }
    return stored;
  });
}

test('among more than a thousand tickets the same rows are found in the same order', async () => {
  const made = await manyTickets();
  const lists: ListInput[] = [
    { serviceFrom: '2026-01-01' },
    { serviceFrom: '2026-03-01', serviceTo: '2026-03-31' },
    { serviceTo: '2026-11-30', status: 'cancelled' },
    { serviceFrom: '2026-01-01', customerId: cara.id },
    { serviceFrom: '2026-01-01', mechanicId: mia.id, status: 'completed' },
  ];
  for (const asked of lists) {
    const { serviceFrom = '', serviceTo = '9' } = asked;
    const found = made
      .filter(({ serviceDate }) => serviceDate !== null && serviceDate >= serviceFrom && serviceDate <= serviceTo)
      .filter(({ status }) => asked.status === undefined || status === asked.status)
      .filter(({ customerId }) => asked.customerId === undefined || customerId === asked.customerId)
      .filter(({ id }) => asked.mechanicId === undefined || id % 2 === 1);
    expect(found.length).toBeGreaterThan(100);
    const newest = found.map(({ id }) => id).toReversed();
    const dated = found
      .toSorted((a, b) => (a.serviceDate ?? '').localeCompare(b.serviceDate ?? '') || a.id - b.id)
      .map(({ id }) => id);
    expect([asked, await walk(asked, 100)]).toEqual([asked, newest]);
    expect([asked, await walk({ ...asked, orderBy: 'serviceDate' }, 100)]).toEqual([asked, dated]);
  }
});

test.runIf(dialect === 'sqlite')('a page by service date is read from its index and not sorted', async () => {
  const { read } = shop.shop.database;
  const asked = { serviceFrom: '2026-01-01', serviceTo: '2026-12-31', orderBy: 'serviceDate', status: 'open' } as const;
  const [statement = ''] = await statementsOf(read, () => mia.call.tickets.list(asked));
  const folder = temporaryFolder();
  const file = join(folder.path, 'plan.db');
  await migrateDatabase(`file:${file}`);
  const database = new Sqlite(file, { readonly: true });
  const plan = JSON.stringify(database.prepare(`explain query plan ${statement.replaceAll('?', '1')}`).all());
  database.close();
  folder.remove();
  expect(plan).toContain('tickets_service_date');
  expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
});
