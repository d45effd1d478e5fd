import { expect, test } from 'vitest';
import { columnsOf } from './map.ts';

const members = { sku: 'text', name: 'text', priceCents: 'cents' } as const;

test('--map names columns, and leaves them out', () => {
  expect(columnsOf(['Part number', 'Shelf', 'price', ''], members, ['part number=sku', 'Shelf='])).toEqual([
    { member: 'sku', kind: 'text' },
    undefined,
    { member: 'priceCents', kind: 'money' },
    undefined,
  ]);
  expect(() => columnsOf(['Part number', 'name'], members, [])).toThrow(
    'The column "Part number" is none of sku, name',
  );
  expect(() => columnsOf(['sku', 'name'], members, ['Shelf='])).toThrow('no column');
  expect(() => columnsOf(['sku', 'number'], members, ['number=sku'])).toThrow('Two columns are sku');
});
