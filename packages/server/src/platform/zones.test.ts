import { expect, test } from 'vitest';
import { addDays, dayIn, startOfDay } from './zones.ts';

test('a day is that of the time zone', () => {
  const at = new Date('2026-11-20T23:30:00.000Z');
  expect(dayIn(at, 'UTC')).toBe('2026-11-20');
  expect(dayIn(at, 'Europe/Berlin')).toBe('2026-11-21');
  expect(dayIn(at, 'America/Los_Angeles')).toBe('2026-11-20');
});

test('days are added over months, leap days and changes of the clock', () => {
  expect(addDays('2027-02-27', 2)).toBe('2027-03-01');
  expect(addDays('2028-02-27', 2)).toBe('2028-02-29');
  expect(addDays('2026-12-31', 0)).toBe('2026-12-31');
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
});

test.each([
  ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
  ['2026-07-01', 'Europe/Dublin', '2026-06-30T23:00:00.000Z'],
  ['2026-11-20', 'Asia/Kathmandu', '2026-11-19T18:15:00.000Z'],
  ['2026-11-20', 'Pacific/Kiritimati', '2026-11-19T10:00:00.000Z'],
  ['2026-11-20', 'Etc/GMT+12', '2026-11-20T12:00:00.000Z'],
  // The clock goes from 00:00 to 01:00, so the day begins at 01:00.
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  // The clock went from 24:00 back to 23:00.
  ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
])('%s in %s begins at %s', (day, timeZone, start) => {
  const at = startOfDay(day, timeZone);
  expect(at.toISOString()).toBe(start);
  expect(dayIn(at, timeZone)).toBe(day);
  expect(dayIn(new Date(at.getTime() - 1), timeZone) < day).toBe(true);
});
