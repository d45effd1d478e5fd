import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { appointments } from '../features/appointments/table.ts';
import { someAppointment, someBays } from '../features/appointments/testing/diary.ts';
import { bays } from '../features/bays/table.ts';
import { shopSettings } from '../features/shop/table.ts';
import type { Queries } from '../platform/db/database.ts';
import { shopOfFile } from '../testing/shop.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
const [bayId = 0] = await someBays(boss, 2);
await boss.call.shop.update({ closures: [{ from: '2026-12-24', to: '2026-12-26', note: null }] });
const first = await someAppointment(mia, { customerId: cara.id, mechanicId: mia.id, bayId });
// An hour later, in the same bay and with the same mechanic.
const startsAt = first.endsAt;
const second = await someAppointment(mia, { customerId: cara.id, mechanicId: mia.id, bayId, startsAt });

const found = (change: (tx: Queries) => PromiseLike<unknown>) => problemsAfter(shop.shop.database, change);
const change = (tx: Queries, values: object) =>
  tx.update(appointments).set(values).where(eq(appointments.id, second.id));
const minuteBefore = new Date(Date.parse(startsAt) - 60_000);

test('a diary has no problems, nor has one where only ended appointments overlap', async () => {
  expect(await found(async () => undefined)).toEqual([]);
  for (const status of ['done', 'no_show', 'cancelled'] as const) {
    expect(await found((tx) => change(tx, { startsAt: minuteBefore, status }))).toEqual([]);
  }
});

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'two appointments in one bay',
    /^appointments \d+ and \d+ take bay \d+ at the same time$/,
    (tx) => change(tx, { startsAt: minuteBefore, mechanicId: null }),
  ],
  [
    'two appointments of one mechanic',
    /^appointments \d+ and \d+ take mechanic \d+ at the same time$/,
    (tx) => change(tx, { startsAt: minuteBefore, bayId: null, status: 'requested' }),
  ],
  [
    'two that begin together',
    /^appointments \d+ and \d+ take bay \d+ at the same time$/,
    (tx) => change(tx, { startsAt: new Date(first.startsAt), mechanicId: null }),
  ],
  ['an unknown status', /^appointments \d+: "lost"$/, (tx) => change(tx, { status: sql`'lost'` })],
  [
    'one that lasts more than a day',
    /^appointment \d+ lasts 1441(?:\.0+)? minutes$/,
    (tx) => change(tx, { endsAt: new Date(Date.parse(startsAt) + 1441 * 60_000) }),
  ],
  [
    'a version without an event',
    /^appointment \d+: version 7, but 1 by its last event$/,
    (tx) => change(tx, { version: 7 }),
  ],
  [
    'a bay with a version without an event',
    /^bay \d+: version 7, but 1 by its last event$/,
    (tx) => tx.update(bays).set({ version: 7 }).where(eq(bays.id, bayId)),
  ],
  [
    'opening hours that touch',
    /^the opening hours are not valid$/,
    (tx) =>
      tx.update(shopSettings).set({
        openingHours: JSON.stringify({
          monday: [
            { from: '08:00', to: '12:00' },
            { from: '12:00', to: '17:00' },
          ],
          tuesday: [],
          wednesday: [],
          thursday: [],
          friday: [],
          saturday: [],
          sunday: [],
        }),
      }),
  ],
  [
    'hours that are no JSON',
    /^the opening hours are not valid$/,
    (tx) => tx.update(shopSettings).set({ openingHours: '{' }),
  ],
  [
    'a closure that ends before it begins',
    /^the closures are not valid$/,
    (tx) => tx.update(shopSettings).set({ closures: '[{"from":"2026-12-26","to":"2026-12-24","note":null}]' }),
  ],
])('the doctor finds %s', async (_, problem, plant) => {
  const problems = await found(plant);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(problem);
});
