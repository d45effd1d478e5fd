import { expect, test } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { part } from './testing/samples.ts';

test.for([
  ['no command', [], 'Usage: shop'],
  ['an unknown command', ['prats'], 'Did you mean parts?'],
  ['an unknown command of a group', ['parts', 'lst'], 'Did you mean list?'],
  ['an unknown option', ['parts', 'list', '--frm', '3'], "unknown option '--frm'"],
  ['a missing argument', ['parts', 'show'], "missing required argument 'id'"],
  ['too many arguments', ['parts', 'show', '7', '8'], "error: unexpected '8'; put a text with spaces in quotes\n"],
  [
    'text without quotes',
    ['parts', 'delete', '7', 'a', 'b'],
    "error: unexpected 'a b'; put a text with spaces in quotes\n",
  ],
  [
    'a word behind a yes',
    ['mechanics', 'update', '7', '--active', 'no'],
    "error: unexpected 'no'; type --active for yes and --no-active for no\n",
  ],
  ['a missing option', ['parts', 'add', '--price', '1'], 'error: missing --name <name>; --help lists the options\n'],
  ['no option', ['parts', 'add'], 'error: missing --name <name> --price <amount>; --help lists the options\n'],
  ['an id that is none', ['parts', 'show', '0'], 'Type an id'],
  ['an id with a unit', ['tickets', 'show', '7a'], 'Type an id'],
  ['a name for an id to delete', ['parts', 'delete', 'oil'], 'Type an id'],
  ['an empty name', ['parts', 'show', ' '], 'Type an id or a name'],
  ['a day that is none', ['tickets', 'list', '--day', '2026-02-30'], 'Use yesterday, today, tomorrow or a date'],
  ['a day and days', ['tickets', 'list', '--day', 'today', '--service-to', 'today'], 'Use either --day'],
  ['an id above 2^53', ['parts', 'show', '9007199254740993'], 'Type an id'],
  ['a comma in an amount', ['parts', 'add', '--name', 'x', '--price', '1,5'], 'Type an amount like 120.25'],
  ['three decimals', ['parts', 'add', '--name', 'x', '--price', '1.005'], 'Type an amount like 120.25'],
  ['a negative amount', ['parts', 'add', '--name', 'x', '--price=-1'], 'Type an amount like 120.25'],
  ['a fraction', ['mechanics', 'ranking', '--limit', '1.5'], 'Type a whole number'],
  ['a comma', ['parts', 'adjust', '7', '1,5'], 'Type a number, like 3 or 4.3.'],
  ['a discount of nothing', ['tickets', 'discount', '12', '0%'], 'Type a discount like 10% or 25.00.'],
  ['a discount above all', ['tickets', 'discount', '12', '101%'], 'Type a discount like 10% or 25.00.'],
  ['a percentage above 100', ['settings', 'set', '--labor-tax', '100.5'], 'Type a percentage from 0 to 100'],
  ['labor without a price', ['jobs', 'add', '--name', 'x', '--labor', 'Fit pads'], 'Type labor like "Fit pads=1.5h"'],
  ['labor without a name', ['jobs', 'add', '--name', 'x', '--labor', '=1h'], 'Type labor like "Fit pads=1.5h"'],
  ['hours that are none', ['jobs', 'add', '--name', 'x', '--labor', 'Fit=1.5.5h'], 'Type hours like 1.5h.'],
  ['a part without a number', ['jobs', 'add', '--name', 'x', '--part', 'BP-100=two'], 'Type a part like BP-100=2'],
  ['a fee without an amount', ['jobs', 'add', '--name', 'x', '--fee', 'Disposal'], 'Type it like "Disposal=5.00".'],
  ['an unknown status', ['tickets', 'status', '12', 'done'], 'Use one of open, in_progress'],
  ['an order that is none', ['parts', 'list', '--order-by', 'price'], 'Use one of name, newest'],
  [
    'what cannot be cleared',
    ['parts', 'update', '7', '--clear', 'name'],
    'Use one of sku, cost, min, max, supplier, location.',
  ],
  ['set and cleared', ['parts', 'update', '7', '--clear', 'sku', '--sku', 'x'], 'either --sku or --clear sku'],
  [
    'a customer for staff',
    ['invites', 'create', '--role', 'admin', '--customer', '5'],
    'Use --customer only with the role',
  ],
  ['no customer', ['invites', 'create', '--role', 'customer'], 'Use --customer only with the role'],
  ['an address that is none', ['parts', 'list', '--url', 'shop.example'], '--url must be an address like'],
  ['an address with a password', ['parts', 'list', '--url', 'http://a:b@shop.example'], '--url must be'],
  ['a file as address', ['parts', 'list', '--url', 'file:///tmp'], '--url must be'],
] as const)('%s is wrong usage', async ([, line, says]) => {
  const { env, seen } = await fakeShop(() => part);
  const { status, out, err } = await runShop([...line], { env });
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(says);
  // One sentence on one line, but for the help that no command shows.
  if (line.length > 0) expect(err).toMatch(/^error: .+\n$/);
  expect(seen).toEqual([]);
});

test('--version is the command line itself, and no option of a command', async () => {
  expect(await runShop(['--version'], { env: {} })).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  const { env, seen } = await fakeShop(() => part);
  const late = await runShop(['tickets', 'status', '7', 'cancelled', '--version', '3'], { env });
  expect(late).toMatchObject({ status: 2, out: '', err: expect.stringContaining('--if-version') });
  expect(seen).toEqual([]);
});

test('common options stand before, between and after the commands', async () => {
  const { env, url } = await fakeShop(() => part);
  const expected = { status: 0, err: '', out: `${JSON.stringify(part)}\n` };
  const elsewhere = { ...env, SHOP_URL: 'http://127.0.0.1:1' };
  for (const line of [
    ['--json', '--url', url, 'parts', 'show', '7'],
    ['parts', '--url', url, 'show', '--json', '7'],
    ['parts', 'show', '7', '--json', `--url=${url}`],
  ]) {
    expect(await runShop(line, { env: elsewhere })).toEqual(expected);
  }
});

test('help and version exit with 0', async () => {
  const help = await runShop(['tickets', 'add-part', '--help']);
  expect(help).toMatchObject({ status: 0, err: '' });
  expect(help.out).toContain('Usage: shop tickets add-part [options] <id> <part>');
  expect(await runShop(['--version'], { env: {} })).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test('an empty SHOP_URL counts as unset', async () => {
  const { status, err } = await runShop(['parts', 'list'], { env: { SHOP_URL: 'nonsense' } });
  expect(status).toBe(2);
  expect(err).toContain('SHOP_URL must be an address');
});

test('help marks the options that are required', async () => {
  const { out } = await runShop(['parts', 'add', '--help']);
  const required = out.split('\n').filter((line) => line.includes('(required)'));
  expect(required.map((line) => line.trim().split(' ')[0])).toEqual(['--name', '--price']);
});
