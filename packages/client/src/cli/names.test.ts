import { describe, expect, test } from 'vitest';
import { event } from './testing/event-cases.ts';
import { type Seen, fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { customer, mechanic, movement, pageOf, part, record, ticket, vehicle } from './testing/samples.ts';
import { cannedJob } from './testing/work-samples.ts';

const other = { ...customer, id: 6, firstName: 'Adam', lastName: 'Horvath', email: null, phone: '0871234567' };
const namesake = { ...other, id: 7, email: 'adam@example.com' };
const oil = { ...part, id: 8, sku: 'OIL-5W30', name: 'Engine oil' };
const oilCan = { ...part, id: 9, sku: 'OIL-5W30-5L', name: 'Engine oil, can' };

/** A shop whose lists find what is given, whatever is searched for. */
function finding(lists: Record<string, readonly object[]>, me: object = { ...record, role: 'mechanic' }) {
  return fakeShop(({ path }: Seen) => {
    const items = lists[path];
    if (items) return pageOf(...items);
    if (path === 'auth.me') return me;
    if (path === 'vehicles.get') return vehicle;
    return path.startsWith('inventory') ? part : ticket;
  });
}

const lastInput = ({ seen }: { seen: Seen[] }) => seen.at(-1)?.input;

describe('a name stands for an id', () => {
  test.for([
    ['tickets add-part 12 OIL-5W30', { 'inventory.list': [oilCan, oil] }, { id: 12, partId: 8 }],
    ['tickets add-part 12 oil5w30', { 'inventory.list': [oilCan, oil] }, { id: 12, partId: 8 }],
    ['tickets remove-part 12 can', { 'inventory.list': [oilCan] }, { id: 12, partId: 9 }],
    ['parts show OIL-5W30', { 'inventory.list': [oil] }, { id: 8 }],
    ['tickets assign 12 grace 3', { 'mechanics.list': [mechanic] }, { id: 12, addIds: [4, 3] }],
    ['tickets list --customer horvath', { 'customers.list': [other], 'tickets.list': [ticket] }, { customerId: 6 }],
    ['tickets list --vehicle ab123', { 'vehicles.list': [vehicle], 'tickets.list': [ticket] }, { vehicleId: 9 }],
    ['tickets list --mechanic grace', { 'mechanics.list': [mechanic], 'tickets.list': [ticket] }, { mechanicId: 4 }],
    [
      'audit list --account grace',
      { 'mechanics.records': [record], 'customers.list': [], 'audit.list': [event] },
      { accountId: record.id },
    ],
    ['tickets add-canned 12 brakes', { 'cannedJobs.list': [cannedJob] }, { id: 12, cannedJobId: 21 }],
    ['tickets set-customer 12 horvath', { 'customers.list': [other] }, { id: 12, customerId: 6 }],
    [
      'tickets open --description Oil --customer horvath --vehicle AB-123',
      { 'customers.list': [other], 'vehicles.list': [vehicle] },
      { description: 'Oil', customerId: 6, vehicleId: 9 },
    ],
  ] as const)('shop %s', async ([line, lists, input]) => {
    const shop = await finding(lists);
    const { status, err } = await runShop(line.split(' '), { env: shop.env });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(lastInput(shop)).toEqual(input);
  });

  test('an exact name wins over the beginnings of others', async () => {
    const longer = { ...other, id: 8, lastName: 'Horvath-King' };
    const shop = await finding({ 'customers.list': [longer, other] });
    await runShop(['tickets', 'open', '--description', 'Oil', '--customer', 'adam HORVÁTH'], { env: shop.env });
    expect(lastInput(shop)).toMatchObject({ customerId: 6 });
  });

  test('several matches are listed, and nothing is done', async () => {
    const { env, seen } = await finding({ 'customers.list': [namesake, other] });
    const { status, out, err } = await runShop(['tickets', 'open', '--description', 'x', '--customer', 'horvath'], {
      env,
    });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toBe(
      [
        'error: "horvath" matches 2 customers: type the id of one.',
        '  7  Adam Horvath (0871234567, adam@example.com)',
        '  6  Adam Horvath (0871234567)',
        '',
      ].join('\n'),
    );
    expect(seen.map(({ path }) => path)).toEqual(['customers.list']);
  });

  test('many matches are cut short', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ ...other, id: at + 1 }));
    const { env } = await finding({ 'customers.list': many });
    const { err } = await runShop(['customers', 'show', 'adam'], { env });
    expect(err.trimEnd().split('\n')).toHaveLength(12);
    expect(err).toContain('matches 30 customers');
  });

  test('no match is not found', async () => {
    const { env } = await finding({ 'inventory.list': [] });
    expect(await runShop(['parts', 'show', 'wheel'], { env })).toEqual({
      status: 4,
      out: '',
      err: 'error: No part matches "wheel".\n',
    });
  });

  test('a retired row is found where none in use matches', async () => {
    const shop = await fakeShop(({ path, input }: Seen) => {
      if (path !== 'inventory.list') return part;
      return Object(input).active === false ? pageOf({ ...oil, active: false }) : pageOf();
    });
    const { status, err } = await runShop(['parts', 'update', 'OIL-5W30', '--active'], { env: shop.env });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(lastInput(shop)).toEqual({ id: 8, active: true });
  });

  test('a part of a canned job is named with its quantity', async () => {
    const shop = await fakeShop(({ path }: Seen) => (path === 'inventory.list' ? pageOf(oilCan, oil) : cannedJob));
    const line = ['jobs', 'update', '21', '--part', 'OIL-5W30=4.3', '--part', '7'];
    await runShop([...line, '--quiet'], { env: shop.env });
    expect(lastInput(shop)).toEqual({
      id: 21,
      parts: [
        { partId: 8, quantity: 4.3 },
        { partId: 7, quantity: 1 },
      ],
    });
  });

  test('a whole number is an id and is not searched for', async () => {
    const shop = await finding({});
    await runShop(['tickets', 'add-part', '12', '0007'], { env: shop.env });
    expect(shop.seen.map(({ path }) => path)).toEqual(['tickets.addPart']);
    expect(lastInput(shop)).toMatchObject({ partId: 7 });
  });

  test('a name that cannot be searched for is named', async () => {
    const { env } = await fakeShop(() =>
      refuse('INVALID_INPUT', { issues: [{ path: ['search'], message: 'Use at most 100 characters.' }] }),
    );
    const { status, err } = await runShop(['parts', 'show', 'xx'], { env });
    expect({ status, err }).toEqual({ status: 2, err: 'error: "xx": Use at most 100 characters.\n' });
  });
});

describe('tickets open', () => {
  const line = ['tickets', 'open', '--description', 'Oil', '--vehicle', '9'];

  test('takes the customer of the vehicle when staff name only the vehicle', async () => {
    const shop = await finding({});
    await runShop(line, { env: shop.env });
    expect(lastInput(shop)).toEqual({ description: 'Oil', vehicleId: 9, customerId: 5 });
  });

  test('names no customer for customers, whose own ticket it is', async () => {
    const shop = await finding({}, { ...customer, role: 'customer' });
    await runShop(line, { env: shop.env });
    expect(lastInput(shop)).toEqual({ description: 'Oil', vehicleId: 9 });
  });
});

describe('people in lists', () => {
  const named = (answers: Record<string, object>) =>
    fakeShop(({ path, input }) => {
      const { id } = Object(input) as { id?: number };
      return answers[id === undefined ? path : `${path} ${id}`] ?? refuse('NOT_FOUND', { resource: 'customer' });
    });

  test('the history of a part shows staff and customers by name, and an unknown person by id', async () => {
    const moves = [4, 5, 77, null].map((accountId, at) => ({ ...movement, id: at + 1, accountId }));
    const { env, seen } = await named({
      'inventory.movements': pageOf(...moves, moves[0]),
      'mechanics.get 4': mechanic,
      'customers.get 5': customer,
    });
    const { out } = await runShop(['parts', 'history', '7'], { env });
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toContain('BY');
    const shown = ['Grace Hopper', 'Ada Lovelace', '77', '', 'Grace Hopper'];
    for (const [at, name] of shown.entries()) expect(rows[at]).toMatch(new RegExp(` ${name} +counted$`));
    expect(seen.filter(({ path }) => path === 'mechanics.get').map(({ input }) => input)).toEqual([
      { id: 4 },
      { id: 5 },
      { id: 77 },
    ]);
  });

  test('many customers are read page by page', async () => {
    const cars = Array.from({ length: 30 }, (_, at) => ({ ...vehicle, id: at + 1, customerId: at + 100 }));
    const people = cars.map(({ customerId }) => ({ ...customer, id: customerId, lastName: `Nr${customerId}` }));
    const { env, seen } = await named({
      'vehicles.list': pageOf(...cars),
      'customers.list': { items: people, nextCursor: 'more' },
    });
    const { out } = await runShop(['vehicles', 'list'], { env });
    for (const { lastName } of people) expect(out).toContain(`Ada ${lastName}`);
    expect(seen.map(({ path }) => path)).toEqual(['vehicles.list', 'customers.list']);
  });

  test('scripts search for no names', async () => {
    const { env, seen } = await named({ 'vehicles.list': pageOf(vehicle) });
    await runShop(['vehicles', 'list', '--json'], { env });
    await runShop(['vehicles', 'list', '--quiet'], { env });
    expect(seen.map(({ path }) => path)).toEqual(['vehicles.list', 'vehicles.list']);
  });

  test('a vehicle shows its owner', async () => {
    const { env } = await named({ 'vehicles.get 9': vehicle, 'customers.get 5': customer });
    expect((await runShop(['vehicles', 'show', '9'], { env })).out).toContain('Ada Lovelace (5)');
  });
});

describe('a member of the staff', () => {
  const gone = { ...record, id: 11, firstName: 'Ann', lastName: 'Lee', email: 'ann@example.com', active: false };

  /** A shop whose second page of staff records has somebody who has left. */
  function served(isAdmin: boolean) {
    return fakeShop(({ path, input }: Seen) => {
      if (path === 'mechanics.list') return pageOf(mechanic);
      if (path === 'customers.list') return pageOf();
      if (path === 'auth.createResetCode') return { code: 'K7', expiresAt: '2026-11-21T08:00:00.000Z' };
      if (path !== 'mechanics.records') return gone;
      if (!isAdmin) return refuse('ROLE_REQUIRED', { role: 'admin' });
      const { search, cursor } = input as { search?: string; cursor?: string };
      return search || cursor ? pageOf(gone) : { items: [record], nextCursor: 'next' };
    });
  }

  test.for([
    ['mechanics update ann@example.com --active', { id: 11, active: true }],
    ['mechanics update ann --active', { id: 11, active: true }],
    ['mechanics record ANN@example.com', { id: 11 }],
    ['reset-codes create ann@example.com', { accountId: 11 }],
  ] as const)('is found by an admin by e-mail, and when deactivated: shop %s', async ([line, input]) => {
    const shop = await served(true);
    const { status, err } = await runShop(line.split(' '), { env: shop.env });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(lastInput(shop)).toEqual(input);
  });

  test('is found by a mechanic among the active ones', async () => {
    const shop = await served(false);
    expect(await runShop(['mechanics', 'record', 'grace'], { env: shop.env })).toMatchObject({ status: 0, err: '' });
    expect(lastInput(shop)).toEqual({ id: mechanic.id });
  });
});
