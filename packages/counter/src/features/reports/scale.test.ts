import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleOf } from './scale.ts';

test.for([
  [[], [0]],
  [[0, 0], [0]],
  [
    [3, 10],
    [0, 5, 10],
  ],
  [[1_234_500], [0, 500_000, 1_000_000, 1_500_000]],
  [
    [-30, 90],
    [-50, 0, 50, 100],
  ],
] as const)('the scale of %j is %j', ([values, scale]) => {
  expect(scaleOf(values)).toEqual(scale);
});

test('a scale encloses all values and zero in a few even steps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { minLength: 1 }), (values) => {
      const scale = scaleOf(values);
      expect(scale).toContain(0);
      expect(scale[0]).toBeLessThanOrEqual(Math.min(...values));
      expect(scale.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
      expect(scale.length).toBeLessThanOrEqual(7);
    }),
  );
});
