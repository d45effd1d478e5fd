import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ID, KEY, fitColumns } from './column-widths.ts';

const id = { natural: 4, firm: true, keep: ID };
const name = { natural: 20, firm: false, keep: KEY };
const price = { natural: 8, firm: true, keep: 1 };
const note = { natural: 40, firm: false, keep: 2 };
const columns = [id, name, price, note];
const fit = (room: number) => fitColumns(columns, room, () => false);

test.for([
  ['all of it fits', 78, [4, 20, 8, 40]],
  ['details are cut first', 60, [4, 20, 8, 22]],
  ['then those least worth keeping go', 44, [4, 20, 0, 16]],
  ['then all of them', 30, [4, 20, 0, 0]],
  ['then what identifies a row is cut', 16, [4, 10, 0, 0]],
  ['the id goes last', 8, [4, 0, 0, 0]],
] as const)('%s in %i columns', ([, room, widths]) => {
  expect(fit(room)).toEqual(widths);
});

test('a column that was left out stays out', () => {
  expect(fitColumns(columns, 100, (at) => at === 2)).toEqual([4, 20, 0, 40]);
});

test('nothing that identifies a row is cut while a detail is shown, and nothing exceeds the width', () => {
  const column = fc.record({
    natural: fc.integer({ min: 1, max: 60 }),
    firm: fc.boolean(),
    keep: fc.constantFrom(0, 1, 5, KEY, ID),
  });
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 160 }), (all, room) => {
      const widths = fitColumns(all, room, () => false);
      const shown = widths.filter((width) => width > 0);
      expect(shown.reduce((sum, width) => sum + width, 0) + 2 * (shown.length - 1)).toBeLessThanOrEqual(room);
      const keys = all.flatMap(({ natural, keep }, at) => (keep >= KEY ? [widths[at] === natural] : []));
      const details = all.flatMap(({ keep }, at) => (keep < KEY ? [widths[at] ?? 0] : []));
      if (keys.includes(false)) expect(details.every((width) => width === 0)).toBe(true);
    }),
  );
});
