import { expect, test } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import {
  customer,
  invite,
  mechanic,
  movement,
  pageOf,
  part,
  record,
  resetCode,
  sessionInfo,
  ticket,
  vehicle,
} from './testing/samples.ts';

const long = 'with a text that is longer and longer, far beyond what any narrow terminal has room for';
const person = { id: 5, firstName: 'Clementine', lastName: 'Fitzgerald-Ryan' };
const car = { ...vehicle, id: 1234, make: 'Mercedes-Benz', model: 'Sprinter 316 CDI', licensePlate: '161-D-22111' };

const shows = (...texts: string[]) => texts;
const lists: [line: string, answer: object, shows: string[]][] = [
  [
    'tickets list',
    { ...ticket, id: 98_765, customer: person, vehicle: car, description: long, status: 'in_progress' },
    shows('98765', 'Clementine Fitzgerald-Ryan', '161-D-22111', 'in_progress'),
  ],
  [
    'vehicles list',
    { ...car, customerId: 5 },
    shows('1234', 'Clementine Fitzgerald-Ryan', '161-D-22111', '1M8GDM9AXKP042788'),
  ],
  [
    'customers list',
    { ...customer, ...person, email: 'clementine.fitzgerald@example.com', address: long },
    shows('5', 'Clementine Fitzgerald-Ryan', 'clementine.fitzgerald@example.com'),
  ],
  [
    'parts list',
    { ...part, id: 4321, name: 'Brake pads front axle, ceramic, set', sku: 'BP-100-FRONT-CER' },
    shows('4321', 'Brake pads front axle, ceramic, set', 'BP-100-FRONT-CER'),
  ],
  [
    'parts history 7',
    { ...movement, accountId: 5, ticketId: 98_765, note: long },
    shows('adjust', '-3', '98765', 'Clementine Fitzgerald-Ryan'),
  ],
  [
    'mechanics records',
    { ...record, ...person, email: 'clementine.fitzgerald@example.com', specialty: long },
    shows('5', 'Clementine Fitzgerald-Ryan', 'clementine.fitzgerald@example.com'),
  ],
  ['mechanics list', { ...mechanic, ...person, specialty: long }, shows('5', 'Clementine Fitzgerald-Ryan')],
];

function serve(answer: object) {
  return fakeShop(({ path }) => (path.endsWith('.get') ? { ...customer, ...person } : pageOf(answer)));
}

test.for(lists)('shop %s cuts nothing that identifies a row at 80 columns', async ([line, answer, expected]) => {
  const { env } = await serve(answer);
  const { out } = await runShop(line.split(' '), { env: { ...env, NO_COLOR: '1' }, terminal: 80 });
  const [header = '', row = ''] = out.trimEnd().split('\n');
  expect(header.length).toBeLessThanOrEqual(80);
  expect(row.length).toBeLessThanOrEqual(80);
  for (const text of expected) expect(row.split(/ {2,}/).map((cell) => cell.trim())).toContain(text);
});

test.for(lists)('shop %s keeps the id on a terminal of twelve columns', async ([line, answer, [id = '']]) => {
  const { env } = await serve(answer);
  const { out } = await runShop(line.split(' '), { env: { ...env, NO_COLOR: '1' }, terminal: 12 });
  const row = out.split('\n')[1];
  // A movement is known by its time.
  expect(row).toContain(line === 'parts history 7' ? '' : id);
});

test('the plate stays when the model goes', async () => {
  const { env } = await serve({ ...ticket, vehicle: car });
  const { out } = await runShop(['tickets', 'list'], { env: { ...env, NO_COLOR: '1' }, terminal: 60 });
  expect(out).toContain('161-D-22111');
  expect(out).not.toContain('Sprinter');
});

test('a later page with a longer name leaves out a column and says so with a new header', async () => {
  const pages = [
    { items: [{ ...customer, address: null }], nextCursor: 'two' },
    {
      items: [{ ...customer, firstName: 'A name as long as', lastName: 'half of the terminal is wide' }],
      nextCursor: null,
    },
  ];
  const { env } = await fakeShop(() => pages.shift());
  const { out } = await runShop(['customers', 'list', '--all'], { env: { ...env, NO_COLOR: '1' }, terminal: 80 });
  expect(out.match(/^ID.*$/gm)).toEqual([expect.stringContaining('LOGIN'), expect.not.stringContaining('ADDRESS')]);
  expect(out).toContain('A name as long as half of the terminal is wide');
});

test.for([
  ['invites list', { ...invite, usedAt: '2026-11-20T08:00:00.000Z' }],
  ['reset-codes list', resetCode],
  ['account sessions', sessionInfo],
] as const)('shop %s shows dates whole or not at all', async ([line, answer]) => {
  for (let columns = 30; columns <= 90; columns += 5) {
    const { env } = await serve(answer);
    const { out } = await runShop(line.split(' '), { env: { ...env, NO_COLOR: '1' }, terminal: columns });
    expect({ columns, cut: out.match(/\d{4}-[\d: -]*\u2026/g) }).toEqual({ columns, cut: null });
  }
});
