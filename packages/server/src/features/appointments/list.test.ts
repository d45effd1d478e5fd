import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { at, someAppointment, someBays } from './testing/diary.ts';

const shop = await shopOfFile();
const [mia, boss, cara, sam] = [
  await shop.mechanic(),
  await shop.admin(),
  await shop.customer(),
  await shop.customer(),
];
const [bayId = 0, otherBay = 0] = await someBays(boss, 2);
await boss.call.shop.update({ timeZone: 'America/New_York' });

const later = await someAppointment(mia, { customerId: cara.id, startsAt: at(30), bayId });
const first = await someAppointment(mia, { customerId: sam.id, startsAt: at(0), mechanicId: mia.id, bayId: otherBay });
const twin = await someAppointment(mia, { customerId: cara.id, startsAt: at(0), bayId: null });
// 23:30 and 00:15 in New York.
const late = await someAppointment(mia, { customerId: cara.id, startsAt: '2026-11-27T04:30:00Z', bayId });
const early = await someAppointment(mia, {
  customerId: cara.id,
  startsAt: '2026-11-28T05:15:00Z',
  mechanicId: mia.id,
  bayId: null,
});
await mia.call.appointments.cancel({ id: early.id });
const all = [first, twin, later, late, early].map(({ id }) => id);

const idsOf = async (listing: Promise<{ items: { id: number }[] }>) => (await listing).items.map(({ id }) => id);

describe('appointments.list', () => {
  test('lists by start and id, all for staff and their own for customers', async () => {
    expect(await idsOf(mia.call.appointments.list())).toEqual(all);
    expect(await idsOf(cara.call.appointments.list())).toEqual([twin, later, late, early].map(({ id }) => id));
    expect((await cara.call.appointments.list({ limit: 1 })).items).toEqual([{ ...twin, note: null }]);
    await refusedAt(cara.call.appointments.list({ customerId: cara.id }), 'customerId');
    await refused(shop.anonymous.appointments.list(), 'NOT_SIGNED_IN');
  });

  test('pages do not skip or repeat appointments that start together', async () => {
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await mia.call.appointments.list({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(all);
  });

  test.each([
    [{ status: 'cancelled' as const }, () => [early]],
    [{ bayId }, () => [later, late]],
    [{ mechanicId: mia.id }, () => [first, early]],
    [{ mechanicId: mia.id, status: 'confirmed' as const }, () => [first]],
    [{ customerId: sam.id }, () => [first]],
    [{ customerId: cara.id, bayId, from: '2026-11-25' }, () => [late]],
    [{ from: '2026-11-26', to: '2026-11-26' }, () => [late]],
    [{ from: '2026-11-27' }, () => [early]],
    [{ to: '2026-11-25' }, () => [first, twin, later]],
    [{ bayId: Number.MAX_SAFE_INTEGER }, () => []],
    [{ from: '2026-11-28', to: '2026-11-27' }, () => []],
  ])('filters by %j', async (filters, expected) => {
    expect(await idsOf(mia.call.appointments.list(filters))).toEqual(expected().map(({ id }) => id));
  });
});

describe('appointments.slots', () => {
  test('lists what is open, to come and free, by the clock of the shop', async () => {
    const own = await freshShop();
    const [admin, customer] = [await own.admin(), await own.customer()];
    const slots = async (input: object = {}) => {
      const { items } = await customer.call.appointments.slots({ from: '2026-11-20', days: 1, minutes: 480, ...input });
      for (const { startsAt, endsAt } of items) expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(480 * 60_000);
      return items.map(({ startsAt }) => startsAt.slice(5, 16));
    };
    expect(await slots({ days: 31 })).toEqual([]);
    const [lift = 0, other = 0] = await someBays(admin, 2);
    // 09:30 on a Friday: eight hours do not fit before 17:00.
    expect(await slots()).toEqual([]);
    const monday = ['11-23T08:00', '11-23T08:15', '11-23T08:30', '11-23T08:45', '11-23T09:00'];
    expect(await slots({ days: 4 })).toEqual(monday);
    await admin.call.shop.update({ timeZone: 'Asia/Kolkata' });
    expect(await slots({ days: 4 })).toEqual([
      '11-23T02:30',
      '11-23T02:45',
      '11-23T03:00',
      '11-23T03:15',
      '11-23T03:30',
    ]);
    await admin.call.shop.update({ timeZone: 'UTC' });
    await someAppointment(admin, { customerId: customer.id, startsAt: at(0.5), minutes: 15, bayId: lift });
    expect(await slots({ days: 4 })).toEqual(monday);
    const { id } = await someAppointment(admin, {
      customerId: customer.id,
      startsAt: at(8),
      minutes: 60,
      bayId: other,
    });
    expect(await slots({ days: 4 })).toEqual(['11-23T08:00', '11-23T08:45', '11-23T09:00']);
    await admin.call.appointments.cancel({ id });
    await admin.call.bays.update({ id: other, active: false });
    expect(await slots({ days: 4 })).toEqual(['11-23T08:45', '11-23T09:00']);
    await admin.call.shop.update({ closures: [{ from: '2026-11-21', to: '2026-11-23', note: null }] });
    expect(await slots({ days: 4 })).toEqual([]);
    const byDefault = await customer.call.appointments.slots({ from: '2026-11-20' });
    // Today from 09:30 to 16:00, and Tuesday to Thursday from 08:00 on.
    expect(byDefault.items).toHaveLength(27 + 3 * 33);
    expect(byDefault.items[0]).toEqual({ startsAt: '2026-11-20T09:30:00.000Z', endsAt: '2026-11-20T10:30:00.000Z' });
    await refused(own.anonymous.appointments.slots({ from: '2026-11-20' }), 'NOT_SIGNED_IN');
  });

  test('each slot can be requested, and no other quarter', async () => {
    const own = await freshShop();
    const [admin, walkIn] = [await own.admin(), await own.customer()];
    const [bay = 0] = await someBays(admin, 1);
    const hours = {
      monday: [],
      tuesday: [{ from: '22:00', to: '24:00' }],
      wednesday: [{ from: '00:00', to: '01:30' }],
    };
    const rest = { thursday: [], friday: [], saturday: [], sunday: [] };
    await admin.call.shop.update({ openingHours: { ...hours, ...rest }, timeZone: 'Australia/Lord_Howe' });
    const asked = { from: '2026-11-24', days: 2, minutes: 45 };
    await someAppointment(admin, { customerId: walkIn.id, startsAt: '2026-11-24T12:00:00Z', minutes: 30, bayId: bay });
    const { items } = await walkIn.call.appointments.slots(asked);
    const offered = new Set(items.map(({ startsAt }) => startsAt));
    const first = Date.parse('2026-11-24T10:00:00Z');
    for (let start = first; start < first + 6 * 3_600_000; start += 900_000) {
      const startsAt = new Date(start).toISOString();
      const requesting = walkIn.call.appointments.request({ startsAt, minutes: 45, subject: 'Noise' });
      const outcome = await requesting.then(
        ({ id }) => walkIn.call.appointments.cancel({ id }).then(() => true),
        () => false,
      );
      expect([startsAt, outcome]).toEqual([startsAt, offered.has(startsAt)]);
    }
    expect(offered.size).toBeGreaterThan(5);
  });
});
