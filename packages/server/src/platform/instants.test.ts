import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantText } from './instants.ts';

test('instantText returns the same as toISOString for any instant', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      expect(instantText(at)).toBe(at.toISOString());
    }),
    { numRuns: 5_000 },
  );
});

test.each([0, -1, -86_400_000, 253_402_300_799_999, 253_402_300_800_000, 8.64e15, -8.64e15])(
  'instantText at %d',
  (ms) => {
    const at = new Date(ms);
    expect(instantText(at)).toBe(at.toISOString());
  },
);

test('instantText throws for an invalid date', () => {
  expect(() => instantText(new Date(Number.NaN))).toThrow(RangeError);
});
