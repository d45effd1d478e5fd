import { expect, test } from 'vitest';
import { nameOf, rangeOf, ranges } from './ranges.ts';

test.for([
  ['thisMonth', '2028-02-10', '2028-02-01', '2028-02-29'],
  ['lastMonth', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['thisQuarter', '2026-11-27', '2026-10-01', '2026-12-31'],
  ['lastQuarter', '2026-02-01', '2025-10-01', '2025-12-31'],
  ['lastQuarter', '2026-06-30', '2026-01-01', '2026-03-31'],
  ['thisYear', '2026-12-31', '2026-01-01', '2026-12-31'],
  ['lastYear', '2026-01-01', '2025-01-01', '2025-12-31'],
] as const)('%s on %s is from %s to %s', ([name, today, from, to]) => {
  expect(ranges[name](today)).toEqual({ from, to });
  expect(nameOf({ from, to }, today)).toBe(name);
});

test('an address without days means this year, and one day alone is both', () => {
  expect(rangeOf({}, '2026-11-27')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect(rangeOf({ from: '2026-03-04' }, '2026-11-27')).toEqual({ from: '2026-03-04', to: '2026-03-04' });
  expect(nameOf({ from: '2026-03-04', to: '2026-03-05' }, '2026-11-27')).toBeUndefined();
});
