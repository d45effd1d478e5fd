import { expect, test } from 'vitest';
import { dayOf, readInstant } from './moment.ts';

test.for([
  ['today', '2026-12-31'],
  ['yesterday', '2026-12-30'],
  ['tomorrow', '2027-01-01'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-29', null],
  ['2026-2-1', null],
  ['Today', null],
  ['soon', null],
  ['', null],
] as const)('%j late on New Year\u2019s Eve is %j', ([typed, day]) => {
  expect(dayOf(typed, new Date(2026, 11, 31, 23, 59))).toBe(day);
});

test.for([
  ['2026-11-20T09:30:00.000Z', '2026-11-20T09:30:00.000Z'],
  ['2026-11-20 09:30Z', '2026-11-20T09:30:00.000Z'],
  ['2026-11-20 09:30', new Date(2026, 10, 20, 9, 30).toISOString()],
  ['2026-11-20T09:30:05.5', new Date(2026, 10, 20, 9, 30, 5, 500).toISOString()],
  ['2026-02-30 09:30', null],
  ['2026-11-20 25:30', null],
  ['2026-11-20', null],
  ['09:30', null],
  ['', null],
] as const)('the time %j is %j', ([typed, instant]) => {
  expect(readInstant(typed)).toBe(instant);
});
