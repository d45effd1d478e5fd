import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCell } from './cells.ts';
import { chunksOf, refuseRepeats } from './chunks.ts';
import { columnOf, headerOf, rowsOf } from './columns.ts';
import { csvSeparator, readCsv } from './read-csv.ts';
import { typedLine, withoutGuard } from './write.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.for([
  ['UTF-8', utf8('name;price\nMüller;1,50\n')],
  ['UTF-8 with a byte order mark', utf8('\uFEFFname;price\nMüller;1,50\n')],
  ['Windows-1252', latin('name;price\r\nM\u00fcller;1,50\r\n')],
  ['UTF-16', Buffer.from('\uFEFFname;price\nMüller;1,50\n', 'utf16le')],
] as const)('a file in %s is read', ([, bytes]) => {
  expect(readCsv(bytes)).toEqual([
    { line: 1, cells: ['name', 'price'] },
    { line: 2, cells: ['Müller', '1,50'] },
  ]);
});

test('the euro sign of Windows-1252 is read', () => {
  expect(readCsv(Buffer.from([0x61, 0x0a, 0x80]))[1]?.cells).toEqual(['€']);
});

test.for([',', ';', '\t'])('cells are separated by %j', (separator) => {
  const text = [['"a,b;c"', 'x'].join(separator), ['"1;2,3\t4"', 'y'].join(separator)].join('\n');
  expect(readCsv(utf8(text)).map(({ cells }) => cells)).toEqual([
    ['a,b;c', 'x'],
    ['1;2,3\t4', 'y'],
  ]);
});

test('the line of a record is where it begins, whatever its cells and line ends are', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const text = ['a,b', '1,"x', 'y"', '', '2,3', '4,"', '', '"', '5,6'].join(end);
    expect(readCsv(utf8(text)).map(({ line }) => line)).toEqual([1, 2, 5, 6, 9]);
  }
});

test('inch marks and doubled quotes are text', () => {
  expect(readCsv(utf8('name,n\nWiper 24",1\n"Wiper 26""",2\n')).map(({ cells }) => cells[0])).toEqual([
    'name',
    'Wiper 24"',
    'Wiper 26"',
  ]);
});

test('an open quote is a fault of its line', () => {
  expect(() => readCsv(utf8('a,b\n1,"x\n'))).toThrow('The file is not CSV, near line 2');
});

test('typed cells that are written come back as they were', () => {
  const line = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', ' ') }), {
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom(',', ';', '\t'), (lines, separator) => {
      const text = [['a', 'b', 'c', 'd'], ...lines].map((cells) => typedLine(cells, separator)).join('');
      expect(csvSeparator(utf8(text))).toBe(separator);
      const read = readCsv(utf8(text)).map(({ cells }) => cells.map(withoutGuard));
      expect(read).toEqual([['a', 'b', 'c', 'd'], ...lines]);
    }),
  );
});

test('an empty file is a fault', () => {
  expect(() => headerOf(readCsv(utf8('\n\n')))).toThrow('The file is empty');
});

const members = { sku: 'text', name: 'text', priceCents: 'cents', quantity: 'number' } as const;
function rows(text: string) {
  const records = readCsv(utf8(text));
  return rowsOf(
    records,
    headerOf(records).map((name) => columnOf(name, members)),
  );
}

test('headers mean members in any case, and money is typed as money', () => {
  expect(
    rows('SKU;Name;Price;QUANTITY\nA;Belt;1.290,5;\nB;Bolt;"12,5";4,3').map(({ row, issues }) => [row, issues]),
  ).toEqual([
    [{ sku: 'A', name: 'Belt' }, [{ path: ['priceCents'], message: expect.any(String), fault: 'money' }]],
    [{ sku: 'B', name: 'Bolt', priceCents: 1250, quantity: 4.3 }, []],
  ]);
  expect(rows('sku,price_cents\nA,1290')[0]?.row).toEqual({ sku: 'A', priceCents: 1290 });
});

test('what csvLine guards against formulas comes back as it was', () => {
  expect(rows("sku,name\n'-A,'=1+1")[0]?.row).toEqual({ sku: '-A', name: '=1+1' });
});

test.for([
  ['yesNo', 'Ja', true],
  ['yesNo', 'no', false],
  ['integer', '2021', 2021],
  ['number', '-4,25', -4.25],
  ['number', '4,3', 4.3],
  ['number', '0,125', 0.125],
  ['number', '1000.125', 1000.125],
  ['money', '120,25', 12_025],
  ['money', '120', 12_000],
] as const)('a cell of kind %s with %s', ([kind, text, value]) => {
  expect(readCell(kind, text)).toEqual({ value });
});

test.for([
  ['yesNo', 'perhaps'],
  ['integer', '1.5'],
  ['number', '1e5'],
  ['money', '1,234.50'],
] as const)('a cell of kind %s cannot be %s', ([kind, text]) => {
  expect(readCell(kind, text)).toEqual({ fault: expect.any(String) });
});

test.for(['1.000', '1,000', '-12,500', '+999.999'])('a number cannot be %s, which is two numbers', (text) => {
  expect(readCell('number', text)).toEqual({ fault: 'ambiguous' });
});

test('chunks have at most 200 rows and 48 KiB', () => {
  const row = (size: number) => ({ line: 1, cells: [], issues: [], row: { name: 'x'.repeat(size) } });
  expect(chunksOf(Array.from({ length: 401 }, () => row(1))).map(({ length }) => length)).toEqual([200, 200, 1]);
  const large = chunksOf(Array.from({ length: 30 }, () => row(4_000)));
  for (const chunk of large)
    expect(JSON.stringify(chunk.map((each) => each.row)).length).toBeLessThanOrEqual(48 * 1024 + 2);
  expect(large.flat()).toHaveLength(30);
});

test('a repeated key is refused with the line that has it first', () => {
  const found = rows('sku,name\nA,One\nB,Two\nA,Three\n,Four\n,Five');
  refuseRepeats(found, 'sku');
  expect(found.map(({ issues }) => issues.map(({ message }) => message))).toEqual([
    [],
    [],
    ['Line 2 has the same.'],
    [],
    [],
  ]);
});
