import { type OpeningHours, weekdays } from '@mechanic-shop/shared';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetAt, offsetSpans } from '../../platform/zone-offsets.ts';
import { startOfDay } from '../../platform/zones.ts';
import { freeSlots } from './free-slots.ts';
import { type Hours, type Span, isOpenDuring } from './open-hours.ts';
import { type Zone, changesByLaw, offsetByLaw, zones } from './testing/clocks.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface ZonedHours extends Hours {
  timeZone: Zone;
}

const everyDay = (spans: OpeningHours['monday']): OpeningHours => ({
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
});

/** Whether the shop is open at a minute, by what its clock shows then. */
function isOpenAt(at: number, { openingHours, closures, timeZone }: ZonedHours): boolean {
  const clock = new Date(at + offsetByLaw(timeZone, at)).toISOString();
  const [day, time] = [clock.slice(0, 10), clock.slice(11, 16)];
  if (closures.some(({ from, to }) => day >= from && day <= to)) return false;
  // 1 January 2024 was a Monday.
  const weekday = weekdays[((Date.parse(day) - Date.UTC(2024, 0, 1)) / DAY) % 7] ?? 'monday';
  return openingHours[weekday].some(({ from, to }) => time >= from && time < to);
}

/** The same slots, minute by minute. */
function slotsByMinute(hours: ZonedHours, { from, to, length, taken }: Omit<Parameters<typeof freeSlots>[0], 'hours'>) {
  const open = new Map<number, boolean>();
  for (let at = Math.floor(from / MINUTE) * MINUTE; at < to + length; at += MINUTE) open.set(at, isOpenAt(at, hours));
  const slots: Span[] = [];
  for (let start = Math.ceil(from / MINUTE) * MINUTE; start < to; start += MINUTE) {
    const end = start + length;
    if ((start + offsetByLaw(hours.timeZone, start)) % QUARTER !== 0) continue;
    let isOpen = true;
    for (let at = start; isOpen && at < end; at += MINUTE) isOpen = open.get(at) ?? false;
    const hasBay = taken.some((spans) => spans.every((other) => other.end <= start || other.start >= end));
    if (isOpen && hasBay) slots.push({ start, end });
  }
  return slots;
}

const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const asTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Up to 4 spans that do not touch; the last one may end at midnight. */
const spans = fc.uniqueArray(clock, { maxLength: 8 }).map((times) => {
  const sorted = [...times].toSorted((a, b) => a - b);
  const ends = sorted.length % 2 === 0 ? sorted : [...sorted, 24 * 60];
  return Array.from({ length: ends.length / 2 }, (_, at) => ({
    from: asTime(ends[2 * at] ?? 0),
    to: asTime(ends[2 * at + 1] ?? 0),
  }));
});
const weeks: fc.Arbitrary<OpeningHours> = fc.record(
  Object.fromEntries(weekdays.map((day) => [day, spans])) as Record<(typeof weekdays)[number], typeof spans>,
);

describe.each(zones)('in %s', (timeZone) => {
  test('the clock is that of the law, 2026 to 2028', () => {
    const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2029, 0, 1)];
    const wrong: number[] = [];
    for (let at = from; at < to; at += 7 * HOUR + QUARTER) {
      if (offsetAt(at, timeZone) !== offsetByLaw(timeZone, at)) wrong.push(at);
    }
    expect(wrong).toEqual([]);
    const changes = offsetSpans(from, to, timeZone).slice(1);
    expect(changes.map(({ start }) => start)).toEqual(changesByLaw(timeZone));
  });

  const days = changesByLaw(timeZone).map((at) => new Date(at + offsetByLaw(timeZone, at)).toISOString().slice(0, 10));
  const tried = days.length > 0 ? days : ['2026-03-29', '2027-10-31', '2028-02-29'];

  test.each(tried)('around %s, slots lie where the clock shows opening hours, whatever they are', (day) => {
    const from = startOfDay(day, timeZone).getTime() - DAY;
    fc.assert(
      fc.property(weeks, fc.integer({ min: 15, max: 480 }), (openingHours, minutes) => {
        const hours = { openingHours, closures: [], timeZone };
        const asked = { from, to: from + 3 * DAY, length: minutes * MINUTE, taken: [[]] };
        expect(freeSlots({ ...asked, hours })).toEqual(slotsByMinute(hours, asked));
      }),
      { numRuns: 4 },
    );
  });

  test('a day that is open all day has as many slots as it has quarters', () => {
    const hours = { openingHours: everyDay([{ from: '00:00', to: '24:00' }]), closures: [], timeZone };
    for (const day of tried) {
      const from = startOfDay(day, timeZone).getTime();
      const to = startOfDay(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10), timeZone).getTime();
      const slots = freeSlots({ hours, from, to, length: QUARTER, taken: [[]] });
      expect(slots).toHaveLength((to - from) / QUARTER);
    }
  });
});

test('an hour that the clock repeats is open twice, and one that it skips never', () => {
  const hours = { openingHours: everyDay([{ from: '01:00', to: '02:00' }]), closures: [], timeZone: 'Europe/Dublin' };
  const starts = (day: string) =>
    freeSlots({ hours, from: Date.parse(day), to: Date.parse(day) + DAY, length: HOUR, taken: [[]] }).map(({ start }) =>
      new Date(start).toISOString(),
    );
  expect(starts('2026-03-29')).toEqual([]);
  // The first time it is summer still; the two hours touch.
  expect(starts('2026-10-25')).toEqual([
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T00:15:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T00:45:00.000Z',
    '2026-10-25T01:00:00.000Z',
  ]);
});

describe('hours, closures and bays', () => {
  const timeZone = 'America/New_York';
  const base = Date.UTC(2026, 10, 16, 5);
  const clocks = fc.integer({ min: 0, max: 4 * 96 }).map((quarter) => base + quarter * QUARTER);
  const bay = fc
    .array(fc.tuple(clocks, fc.integer({ min: 1, max: 96 })), { maxLength: 12 })
    .map((wanted) =>
      wanted
        .toSorted(([a], [b]) => a - b)
        .map(([start, quarters]) => ({ start, end: start + quarters * QUARTER }))
        .filter((span, at, all) => at === 0 || span.start >= (all[at - 1]?.end ?? 0)),
    )
    .map((list) => list.filter((span, at) => list.slice(0, at).every((other) => other.end <= span.start)));

  test('slots are free in one bay for all their time, and in no closure', () => {
    fc.assert(
      fc.property(
        weeks,
        fc.array(bay, { maxLength: 3 }),
        fc.integer({ min: 1, max: 32 }),
        fc.integer({ min: 0, max: 90_000_000 }),
        fc.boolean(),
        (openingHours, taken, quarters, later, isClosed) => {
          const closures = isClosed ? [{ from: '2026-11-17', to: '2026-11-18', note: null }] : [];
          const hours = { openingHours, closures, timeZone } as const;
          const asked = { from: base + later, to: base + 3 * DAY, length: quarters * QUARTER, taken };
          expect(freeSlots({ ...asked, hours })).toEqual(slotsByMinute(hours, asked));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a span over midnight is open where both days are', () => {
    const openingHours = {
      ...everyDay([]),
      monday: [{ from: '20:00', to: '24:00' }],
      tuesday: [{ from: '00:00', to: '02:00' }],
    };
    const hours = { openingHours, closures: [], timeZone };
    const monday = (hour: number) => Date.UTC(2026, 10, 16, hour + 5);
    expect(isOpenDuring({ start: monday(23), end: monday(25) }, hours)).toBe(true);
    expect(isOpenDuring({ start: monday(20), end: monday(26) }, hours)).toBe(true);
    expect(isOpenDuring({ start: monday(20), end: monday(26) + 1 }, hours)).toBe(false);
    expect(isOpenDuring({ start: monday(20) - 1, end: monday(21) }, hours)).toBe(false);
    const closed = { ...hours, closures: [{ from: '2026-11-17', to: '2026-11-17', note: null }] };
    expect(isOpenDuring({ start: monday(23), end: monday(24) }, closed)).toBe(true);
    expect(isOpenDuring({ start: monday(23), end: monday(25) }, closed)).toBe(false);
  });
});
