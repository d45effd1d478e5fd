import { describe, expect, test } from 'vitest';
import { addDays, minuteOf, mondayOf, shopClock, typedTime } from './times.ts';

describe('days and times of the calendar', () => {
  test('days and weeks go over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(mondayOf('2027-01-03')).toBe('2026-12-28');
    expect(mondayOf('2026-12-28')).toBe('2026-12-28');
  });

  test('a minute of a day is typed as hours and minutes', () => {
    expect(typedTime(510)).toBe('08:30');
    expect(minuteOf('08:30')).toBe(510);
  });

  test.each([
    ['Europe/Dublin', '2026-07-01', 510, '2026-07-01T07:30:00.000Z'],
    ['Europe/Dublin', '2026-12-01', 510, '2026-12-01T08:30:00.000Z'],
    ['America/New_York', '2026-11-27', 1320, '2026-11-28T03:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-27', 0, '2026-11-26T18:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-11-27', 540, '2026-11-26T22:00:00.000Z'],
  ])('%s shows minute %s of its day at the right instant, and back', (timeZone, day, minute, instant) => {
    const clock = shopClock(timeZone);
    expect(clock.instantAt(day, minute)).toBe(instant);
    expect(clock.dayOf(instant)).toBe(day);
    expect(clock.minuteOn(day, instant)).toBe(minute);
    expect(clock.minuteOn(addDays(day, 1), instant)).toBe(minute - 1440);
  });

  test('every minute of the days on which the clock changes comes back, and a skipped time becomes one after it', () => {
    const clock = shopClock('America/New_York');
    for (const day of ['2026-03-08', '2026-11-01']) {
      for (let minute = 0; minute < 1440; minute += 15) {
        const isSkipped = day === '2026-03-08' && minute >= 120 && minute < 180;
        expect(clock.minuteOn(day, clock.instantAt(day, minute))).toBe(isSkipped ? minute + 60 : minute);
      }
    }
  });
});
