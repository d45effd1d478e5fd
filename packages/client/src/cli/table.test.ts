import { expect, test } from 'vitest';
import { type Column, table, tableOf } from './table.ts';
import { widthOfText } from './text.ts';

interface Row {
  id: number;
  name: string | null;
  price: string;
}

const columns: Column<Row>[] = [
  { title: 'ID', cell: (row) => row.id },
  { title: 'NAME', cell: (row) => row.name },
  { title: 'PRICE', cell: (row) => row.price, amount: true },
];
const plain = (width: number) => ({ width, paint: (_style: string, text: string) => text });
const row = (id: number, name: string | null, price = '1.00'): Row => ({ id, name, price });

test('numbers and amounts are right-aligned, texts left-aligned, and no cell is empty', () => {
  expect(table(columns, [row(7, 'Oil'), row(123, null, '120.25')], plain(Infinity))).toEqual([
    ' ID  NAME   PRICE',
    '  7  Oil     1.00',
    '123        120.25',
  ]);
});

test('only texts are narrowed, the widest first', () => {
  const lines = table(columns, [row(7, 'a'.repeat(50), '1234567.89')], plain(30));
  expect(lines).toEqual(['ID  NAME                 PRICE', ` 7  ${'a'.repeat(13)}…  1234567.89`]);
});

test.for([1, 2, 5, 9, 14, 20, 30])('%i columns are never exceeded', (width) => {
  const lines = table(columns, [row(7, '漢字'.repeat(20), '1234567.89')], plain(width));
  for (const line of lines) expect(widthOfText(line)).toBeLessThanOrEqual(width);
});

test('cells stay on their line and cannot steer the terminal', () => {
  const name = 'a\u001B[31mb\u001B]0;title\u0007\nc\td\u202Ee\u009B2J';
  const [, line] = table(columns, [row(7, name)], plain(Infinity));
  expect(line).toBe(' 7  ab c de   1.00');
});

test('wide characters and combining marks count as they are drawn', () => {
  const lines = table(columns, [row(1, '漢字'), row(2, 'e\u0301a'), row(3, '👩‍🔧')], plain(Infinity));
  expect(lines.slice(1)).toEqual([' 1  漢字   1.00', ' 2  e\u0301a     1.00', ' 3  👩‍🔧     1.00']);
});

test('later pages keep the columns of the first', () => {
  const lines = tableOf(columns, plain(Infinity));
  expect(lines([row(1, 'A long name')])).toEqual(['ID  NAME         PRICE', ' 1  A long name   1.00']);
  expect(lines([row(2, 'Short')])).toEqual([' 2  Short         1.00']);
});
