import { describe, expect, test } from 'vitest';
import { type Seen, fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { customer, mechanic, newApiKey, newInvite, pageOf, part, record, ticket, vehicle } from './testing/samples.ts';

const gone = { id: 7, message: 'It is gone.' };
const answers: Record<string, object> = {
  'auth.me': { ...record, role: 'admin' },
  'customers.get': customer,
  'customers.list': pageOf(customer),
  'inventory.get': part,
  'mechanics.get': mechanic,
  'mechanics.record': record,
  'tickets.get': ticket,
  'vehicles.get': vehicle,
  'vehicles.list': pageOf(vehicle, { ...vehicle, id: 10 }),
};
function open(more: Record<string, object> = {}) {
  return fakeShop(({ path, input }: Seen) => {
    // One of the vehicles is retired.
    if (path === 'vehicles.list' && Object(input).active === false) return pageOf({ ...vehicle, id: 11 });
    return { ...answers, ...more }[path] ?? (path.endsWith('.delete') ? gone : customer);
  });
}
function mutations(seen: Seen[]) {
  return seen.map(({ path }) => path).filter((path) => /\.(?:delete|create|update|merge)$/.test(path));
}

describe('a deletion', () => {
  const deletions = [
    ['customers', 'Delete customer 7, Ada Lovelace, with 3 vehicles and the login? [y/N] '],
    ['vehicles', 'Delete vehicle 7, 2020 Ford Focus AB-123? [y/N] '],
    ['parts', 'Delete part 7, Brake pads, with the history of its stock (10 on the shelf)? [y/N] '],
    ['tickets', 'Delete ticket 7 of Ada Lovelace, "Brakes squeal", with its history? [y/N] '],
    ['mechanics', 'Delete mechanic 7, Grace Hopper, with the login and all sessions? [y/N] '],
  ] as const;

  test.for(deletions)('of %s asks at a terminal and says what goes along', async ([group, question]) => {
    const { env, seen } = await open();
    const no = await runShop([group, 'delete', '7'], { env, stdin: 'n\r', terminal: 80 });
    expect(no).toMatchObject({ status: 1, out: '', err: expect.stringContaining('error: Nothing was deleted.') });
    expect(no.err).toContain(question);
    expect(mutations(seen)).toEqual([]);
    const yes = await runShop([group, 'delete', '7'], { env, stdin: 'y\r', terminal: 80 });
    expect(yes).toMatchObject({ status: 0, out: 'It is gone.\n' });
    expect(mutations(seen)).toHaveLength(1);
  });

  test.for(deletions)('of %s asks neither scripts nor those who say --yes', async ([group, question]) => {
    const { env, seen } = await open();
    const script = await runShop([group, 'delete', '7'], { env });
    const sure = await runShop([group, 'delete', '7', '--yes'], { env, terminal: 80 });
    for (const { status, err } of [script, sure]) expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(mutations(seen)).toHaveLength(2);
    expect(question).not.toBe('');
  });

  test.for([
    ['customers', 'Tickets refer to customer 7: retire them with `shop customers update 7 --no-active`.'],
    ['vehicles', 'Tickets refer to vehicle 7: retire it with `shop vehicles update 7 --no-active`.'],
    ['parts', 'Tickets, purchases or canned jobs use part 7: retire it with `shop parts update 7 --no-active`.'],
    ['tickets', 'Ticket 7 has had parts or money: cancel it with `shop tickets status 7 cancelled`.'],
    ['mechanics', 'Tickets refer to mechanic 7: deactivate them with `shop mechanics update 7 --no-active`.'],
  ] as const)('of %s that others refer to says what to do instead', async ([group, says]) => {
    const { env } = await fakeShop(({ path }: Seen) =>
      path.endsWith('.delete') ? refuse('IN_USE', { by: 'tickets' }) : (answers[path] ?? customer),
    );
    const { status, out, err } = await runShop([group, 'delete', '7'], { env });
    expect({ status, out, err }).toEqual({ status: 5, out: '', err: `error: ${says}\n` });
  });

  test.for(['', '\r', 'yes please\r', '\u0004'])('is not done for %j', async (stdin) => {
    const { env, seen } = await open();
    const { status } = await runShop(['parts', 'delete', '7'], { env, stdin: stdin || '\u0003', terminal: 80 });
    expect(status).not.toBe(0);
    expect(mutations(seen)).toEqual([]);
  });

  test('a name cannot steer the terminal that is asked', async () => {
    const { env } = await open({ 'inventory.get': { ...part, name: 'Pads\u001B[2J\nDelete nothing?' } });
    const { err } = await runShop(['parts', 'delete', '7'], { env, stdin: 'n\r', terminal: 80 });
    expect(err).toContain('Delete part 7, Pads Delete nothing?, with');
  });
});

test('a merge asks at a terminal, as the first customer is gone then', async () => {
  const { env, seen } = await open();
  const line = ['customers', 'merge', '7', '5'];
  const no = await runShop(line, { env, stdin: 'n\r', terminal: 80 });
  expect(no).toMatchObject({ status: 1, out: '' });
  expect(no.err).toContain('Move all of customer 7, Ada Lovelace, to customer 5, Ada Lovelace, and delete 7? [y/N] ');
  expect(mutations(seen)).toEqual([]);
  await runShop(line, { env, stdin: 'y\r', terminal: 80 });
  await runShop([...line, '--yes'], { env, terminal: 80 });
  await runShop(line, { env });
  await runShop([...line, '--dry-run'], { env, stdin: 'n\r', terminal: 80 });
  expect(mutations(seen)).toEqual(Array.from({ length: 4 }, () => 'customers.merge'));
});

describe('rows that look the same', () => {
  const car = ['vehicles', 'add', '--make', 'VW', '--model', 'Polo', '--year', '2015', '--license-plate', 'ab 123'];
  const person = ['customers', 'add', '--first-name', 'A', '--last-name', 'B', '--email', 'ADA@example.com'];

  test.for([
    [car, 'Vehicle 9, 2020 Ford Focus AB-123, already has this plate.'],
    [
      ['vehicles', 'update', '12', '--license-plate', 'AB-123'],
      'Vehicle 9, 2020 Ford Focus AB-123, already has this plate',
    ],
    [person, 'Customer 5, Ada Lovelace, already has the e-mail ADA@example.com.'],
    [['customers', 'update', '12', '--email', 'ada@example.com'], 'Customer 5, Ada Lovelace, already has the e-mail'],
  ] as const)('%j is pointed out, and a terminal is asked', async ([line, says]) => {
    const { env, seen } = await open({ 'vehicles.create': vehicle, 'vehicles.update': vehicle });
    const script = await runShop([...line], { env });
    expect(script).toMatchObject({ status: 0, err: expect.stringContaining(says) });
    expect(mutations(seen)).toHaveLength(1);
    const no = await runShop([...line], { env, stdin: 'n\r', terminal: 80 });
    expect(no).toMatchObject({ status: 1, err: expect.stringContaining('Nothing was changed.') });
    expect(no.err).toContain(says);
    expect(mutations(seen)).toHaveLength(1);
    const sure = await runShop([...line, '--yes'], { env, terminal: 80 });
    expect(sure).toMatchObject({ status: 0, err: expect.stringContaining(says) });
    expect(mutations(seen)).toHaveLength(2);
  });

  test('the row itself and longer plates or e-mails are not pointed out', async () => {
    const { env } = await open({
      'vehicles.list': pageOf(vehicle, { ...vehicle, id: 10, licensePlate: 'AB-1234' }),
      'customers.list': pageOf({ ...customer, id: 6, email: 'ada@example.company' }),
      'vehicles.update': vehicle,
    });
    const plate = await runShop(['vehicles', 'update', '9', '--license-plate', 'AB-123'], { env, terminal: 80 });
    const email = await runShop(['customers', 'update', '5', '--email', 'ada@example.com'], { env, terminal: 80 });
    for (const { status, err } of [plate, email]) expect({ status, err }).toEqual({ status: 0, err: '' });
  });
});

test.for([
  ['invites create --role mechanic', 'invites.create', newInvite],
  ['customers invite 5', 'invites.create', newInvite],
  ['reset-codes create 5', 'auth.createResetCode', { code: 'K7-SECRET', expiresAt: '2199-01-01T00:00:00.000Z' }],
  ['keys create --name x --scope *:read', 'apiKeys.create', { ...newApiKey, key: 'K7-SECRET' }],
] as const)('shop %s --quiet prints the code or key that is shown once', async ([line, path, answer]) => {
  const { env } = await open({ [path]: answer });
  expect(await runShop([...line.split(' '), '--quiet'], { env })).toEqual({ status: 0, out: 'K7-SECRET\n', err: '' });
});
