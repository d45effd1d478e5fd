import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../csv/read-csv.ts';
import { csvLine, typedLine, withoutGuard } from '../csv/write.ts';
import { createProgram } from './program.ts';
import { cases } from './testing/cases.ts';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';

const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1', '\n=1+1', '=HYPERLINK("http://x","y")', '-'];
const STARTS = new Set('=+-@\t\r\n');

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The cells of a line, below a header that tells what separates them; line breaks are line feeds. */
function cellsOf(line: string): string[] {
  return readCsv(utf8(`first,second,third\r\n${line}\r\n`))[1]?.cells ?? [];
}
const asRead = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

const runs = (cell: string): boolean => STARTS.has(cell[0] ?? '');

describe('a cell of CSV', () => {
  test.for(FORMULAS)('%j is no formula', (text) => {
    expect(cellsOf(csvLine([text]))).toEqual([`'${asRead(text)}`]);
    expect(cellsOf(typedLine([text]))).toEqual([`'${asRead(text)}`]);
    expect(withoutGuard(`'${text}`)).toBe(text);
  });

  test('is a number where it was one', () => {
    expect(csvLine([-5, 4.25, 0, true, null, undefined])).toBe('-5,4.25,0,true,,');
    expect(typedLine(['-5', '+4,25', '-0.5', '12'])).toBe('-5,"+4,25",-0.5,12\r\n');
    expect(csvLine(['-5'])).toBe("'-5");
  });

  test('of any text does not run, and is read as what it was', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...FORMULAS), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        // The first cell keeps the parser from taking an empty line for none.
        for (const line of [`${csvLine(['first', ...texts])}\r\n`, typedLine(['first', ...texts])]) {
          const [, ...cells] = cellsOf(line);
          expect(cells.filter((cell) => runs(cell) && Number.isNaN(Number(cell.replace(',', '.'))))).toEqual([]);
          expect(cells.map(withoutGuard)).toEqual(texts.map((each) => withoutGuard(asRead(each))));
        }
      }),
    );
  });

  test('of a guarded header or row is imported as it was typed', () => {
    const [header, row] = readCsv(new TextEncoder().encode(typedLine(['sku', 'name']) + typedLine(['=A', '-5'])));
    expect(header?.cells).toEqual(['sku', 'name']);
    expect(row?.cells.map(withoutGuard)).toEqual(['=A', '-5']);
  });
});

/** Whether an answer lists rows. */
function rowsIn(answer: unknown): object[] | undefined {
  const { items, id } = answer as { items?: unknown; id?: unknown };
  return Array.isArray(items) && id === undefined ? (items as object[]) : undefined;
}

const lists = cases
  .filter(({ answer }) => rowsIn(answer) !== undefined)
  .map((each) => ({ ...each, title: each.line.join(' ') }));

describe('--csv', () => {
  test.for(lists)('shop $title', async ({ line, path, answer, others, stdin = '' }) => {
    const { env } = await fakeShop((call) =>
      call.path === path ? answer : (others?.[call.path] ?? refuse('NOT_FOUND', { resource: 'customer' })),
    );
    const { status, out } = await runShop([...line, '--csv'], { env, stdin });
    expect(status).toBe(0);
    const [header = [], ...records] = readCsv(utf8(out)).map(({ cells }) => cells);
    const rows = rowsIn(answer) ?? [];
    expect(header).toEqual(Object.keys(rows[0] ?? {}));
    expect(records.map(({ length }) => length)).toEqual(rows.map((row) => Object.keys(row).length));
  });

  test('every command that lists rows has it', () => {
    const { stdin, stdout, stderr } = process;
    type Commands = Pick<ReturnType<typeof createProgram>, 'commands'>;
    const leavesOf = (group: Commands, before: string[] = []): { name: string; options: string[]; about: string }[] =>
      group.commands.flatMap((each) => {
        const name = [...before, each.name()];
        if (each.commands.length > 0) return leavesOf(each, name);
        const options = each.options.map(({ long }) => long ?? '');
        return [{ name: name.join(' '), options, about: each.description() }];
      });
    const listing = leavesOf(createProgram({ stdin, stdout, stderr, env: {} })).filter(
      ({ name, options, about }) =>
        options.includes('--limit') ||
        name.startsWith('reports ') ||
        /(^| )list$|^events$/.test(name) ||
        about.startsWith('list '),
    );
    expect(listing.length).toBeGreaterThan(30);
    expect(listing.filter(({ options }) => !options.includes('--csv')).map(({ name }) => name)).toEqual([]);
  });

  test('is for one format only', async () => {
    const { env } = await fakeShop(() => ({ items: [] }));
    for (const line of [['customers', 'list'], ['profile', 'sessions'], ['events'], ['reports', 'stock']]) {
      expect(await runShop([...line, '--csv', '--json'], { env })).toMatchObject({ status: 2, out: '' });
    }
  });

  test('of sums is one row', async () => {
    const { env } = await fakeShop(() => ({ parts: 3, low: 1, valueCents: 250 }));
    expect(await runShop(['reports', 'stock', '--csv'], { env })).toMatchObject({
      out: 'parts,low,valueCents\r\n3,1,250\r\n',
    });
  });
});
