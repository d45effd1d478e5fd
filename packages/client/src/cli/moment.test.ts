import { expect, test } from 'vitest';
import { dayOf } from './moment.ts';

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
