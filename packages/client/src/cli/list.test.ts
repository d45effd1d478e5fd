import { expect, test } from 'vitest';
import { type Seen, fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { pageOf, part } from './testing/samples.ts';

const rows = Array.from({ length: 5 }, (_, at) => ({ ...part, id: at + 1, name: `Part number ${at + 1}` }));

/** Pages of two; the cursor is where the next begins. */
function inPages({ input }: Seen) {
  const cursor = typeof input === 'object' && input !== null && 'cursor' in input ? Number(input.cursor) : 0;
  const next = cursor + 2;
  return { items: rows.slice(cursor, next), nextCursor: next < rows.length ? String(next) : null };
}

test('a page says on standard error how to continue', async () => {
  const { env } = await fakeShop(inPages);
  const { out, err } = await runShop(['parts', 'list', '--cursor', '2'], { env });
  expect(out.split('\n')).toHaveLength(4);
  expect(out).toContain('Part number 3');
  expect(err).toBe('More: add --all, or --cursor 4\n');
});

test('--quiet is the ids and nothing else', async () => {
  const { env } = await fakeShop(inPages);
  expect(await runShop(['parts', 'list', '-q'], { env })).toEqual({ status: 0, out: '1\n2\n', err: '' });
  const all = await runShop(['parts', 'list', '--quiet', '--all'], { env });
  expect(all).toEqual({ status: 0, out: '1\n2\n3\n4\n5\n', err: '' });
  const json = await runShop(['parts', 'list', '--quiet', '--json', '--limit', '2'], { env });
  expect(JSON.parse(json.out)).toMatchObject({ nextCursor: '2' });
});

test.for([
  [['parts', 'show', '7'], part, '7\n'],
  [['parts', 'delete', '7'], { id: 7, message: 'It is gone.' }, '7\n'],
  [['logout'], { ended: 1 }, ''],
] as const)('%j --quiet is the id of what was answered', async ([line, answer, out]) => {
  const { env } = await fakeShop(() => answer);
  expect(await runShop([...line, '--quiet'], { env })).toEqual({ status: 0, out, err: '' });
});

test('--all is one table with one header, fetched in large pages', async () => {
  const { env, seen } = await fakeShop(inPages);
  const { status, out, err } = await runShop(['parts', 'list', '--all', '--search', 'part'], { env });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out.match(/AVAILABLE/g)).toHaveLength(1);
  expect(out.match(/Part number \d/g)).toEqual(rows.map(({ name }) => name));
  expect(seen.map(({ input }) => input)).toEqual([
    { search: 'part', limit: 100 },
    { search: 'part', limit: 100, cursor: '2' },
    { search: 'part', limit: 100, cursor: '4' },
  ]);
});

test('--all --json is every page on a line of its own', async () => {
  const { env } = await fakeShop(inPages);
  const { out } = await runShop(['parts', 'list', '--all', '--json', '--limit', '2'], { env });
  const pages: unknown[] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(pages).toEqual([
    { items: rows.slice(0, 2), nextCursor: '2' },
    { items: rows.slice(2, 4), nextCursor: '4' },
    { items: rows.slice(4), nextCursor: null },
  ]);
});

test('--all that fails midway says where to continue', async () => {
  const { env } = await fakeShop((call) =>
    JSON.stringify(call.input).includes('"2"')
      ? refuse('RATE_LIMITED', { retryAfterSeconds: 9 }, 'Too many calls.')
      : inPages(call),
  );
  const { status, out, err } = await runShop(['parts', 'list', '--all'], { env });
  expect(status).toBe(6);
  expect(out).toContain('Part number 2');
  expect(err).toBe('2 were shown; continue with --all --cursor 2\nerror: Too many calls.\n');
});

test('an empty list leaves the output empty', async () => {
  const { env } = await fakeShop(() => pageOf());
  expect(await runShop(['parts', 'list'], { env })).toEqual({ status: 0, out: '', err: 'Nothing found.\n' });
});

test('tables fit the terminal', async () => {
  const { env } = await fakeShop(() =>
    pageOf({ ...part, name: 'A very long name of a part, far longer than the line of a narrow terminal' }),
  );
  const { out } = await runShop(['parts', 'list'], { env: { ...env, NO_COLOR: '1' }, terminal: 70 });
  const lines = out.trimEnd().split('\n');
  expect(lines.every((line) => line.length <= 70)).toBe(true);
  expect(out).toContain('…');
});

test('colours are for terminals that want them', async () => {
  const { env } = await fakeShop(() => pageOf(part));
  const line = ['parts', 'list'];
  expect((await runShop(line, { env, terminal: 80 })).out).toContain('\u001B[1m');
  expect((await runShop(line, { env: { ...env, NO_COLOR: '1' }, terminal: 80 })).out).not.toContain('\u001B');
  expect((await runShop(line, { env })).out).not.toContain('\u001B');
});

test('a terminal sees the progress while the output goes to a file', async () => {
  const { env } = await fakeShop(inPages);
  const { out, err } = await runShop(['parts', 'list', '--all', '--json'], { env, terminal: 80, toFile: true });
  expect(out.trimEnd().split('\n')).toHaveLength(3);
  expect(err).toBe(['2 so far…', '4 so far…', ''].map((line) => `\r\u001B[K${line}`).join(''));
});
