import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Actor, PASSWORD } from '../../../server/src/testing/testing.ts';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { createFixtures } from '../testing/fixtures.ts';
import { realShop } from '../testing/real-shop.ts';

/** A real shop with a few rows, and people who type commands. */
async function open() {
  const real = await realShop();
  const admin = await real.people.admin();
  const fixtures = await createFixtures(real.people, admin);
  const typist =
    ({ session }: Pick<Actor, 'session'>) =>
    (...line: (string | number)[]) =>
      runShop(line.map(String), {
        env: { SHOP_URL: real.url, SHOP_TOKEN: session.token, SHOP_PASSWORD: PASSWORD, TZ: 'UTC' },
      });
  return { ...real, ...fixtures, admin, typist, asAdmin: typist(admin), asMechanic: typist(fixtures.mechanic) };
}

test('a mechanic refers to vehicle, part and colleague by name instead of by id', async () => {
  const { asMechanic, admin, part, car, customer } = await open();
  await admin.call.inventory.update({ id: part.id, sku: 'OIL-5W30' });
  const opened = await asMechanic('tickets', 'open', '--description', 'Oil', '--vehicle', 'ab 123', '--quiet');
  expect(opened).toMatchObject({ status: 0, err: '' });
  const id = Number(opened.out);
  expect(await asMechanic('tickets', 'add-part', id, 'oil-5w30', '--quantity', 2)).toMatchObject({
    status: 0,
    err: '',
  });
  expect(await asMechanic('tickets', 'assign', id, 'grace hopper')).toMatchObject({ status: 0, err: '' });
  expect(await admin.call.tickets.get({ id })).toMatchObject({
    customer: { id: customer.id },
    vehicle: { id: car.id },
    parts: [{ partId: part.id, quantity: 2 }],
    mechanics: [{ lastName: 'Hopper' }],
  });
});

test('a name that two customers have lists both and opens nothing', async () => {
  const { asAdmin, admin, walkIn } = await open();
  const second = await admin.call.customers.create({ firstName: 'Wilma', lastName: 'Walkin', phone: '0871' });
  const { status, out, err } = await asAdmin('tickets', 'open', '--description', 'x', '--customer', 'walkin');
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(`  ${walkIn.id}  Will Walkin (123)\n`);
  expect(err).toContain(`  ${second.id}  Wilma Walkin (0871)\n`);
  expect((await admin.call.tickets.list()).items).toHaveLength(1);
});

test('the tickets of a day are listed in order', async () => {
  const { asAdmin, admin, customer } = await open();
  const ids: number[] = [];
  for (const serviceDate of ['2026-12-02', '2026-12-01', '2026-12-01', '2026-12-03']) {
    const { id } = await admin.call.tickets.create({ customerId: customer.id, description: 'x', serviceDate });
    ids.push(id);
  }
  const listed = await asAdmin('tickets', 'list', '--day', '2026-12-01', '--quiet');
  expect(listed.out).toBe(`${ids[1]}\n${ids[2]}\n`);
  const week = ['--service-from', '2026-12-01', '--order-by', 'serviceDate', '--limit', 3, '--all', '--quiet'];
  expect((await asAdmin('tickets', 'list', ...week)).out).toBe(`${[ids[1], ids[2], ids[0], ids[3]].join('\n')}\n`);
  expect(await asAdmin('tickets', 'list', '--order-by', 'serviceDate')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^error: --order-by: .+\n$/),
  });
});

test('vehicles and stock movements show people by name', async () => {
  const { asAdmin, asMechanic, spare, admin } = await open();
  await asMechanic('parts', 'adjust', spare.id, 3);
  const me = await admin.call.auth.me();
  const { out } = await asAdmin('parts', 'history', 'bulb');
  expect(out).toContain('Grace Hopper');
  expect(out).toContain(`${me.firstName} ${me.lastName}`);
  expect((await asAdmin('vehicles', 'list')).out).toContain('Ada Lovelace');
});

test('unreferenced tickets and mechanics are deleted', async () => {
  const { asAdmin, admin, customer, people } = await open();
  const { id } = await admin.call.tickets.create({ customerId: customer.id, description: 'A mistake' });
  expect(await asAdmin('tickets', 'delete', id, '--yes')).toMatchObject({ status: 0, err: '' });
  await expect(admin.call.tickets.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const leaver = await people.mechanic();
  expect(await asAdmin('mechanics', 'delete', leaver.id)).toMatchObject({ status: 0, err: '' });
  await expect(admin.call.mechanics.record({ id: leaver.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('people change their own profile and e-mail, and end a session', async () => {
  const { customer, typist, people } = await open();
  const type = typist(customer);
  expect(await type('account', 'update', '--phone', '0871', '--first-name', 'Augusta')).toMatchObject({ status: 0 });
  expect(await type('account', 'email', 'augusta@example.com')).toMatchObject({ status: 0 });
  expect(await customer.call.auth.me()).toMatchObject({
    phone: '0871',
    firstName: 'Augusta',
    email: 'augusta@example.com',
  });
  const other = await people.login('augusta@example.com');
  const { items } = JSON.parse((await type('account', 'sessions', '--json')).out);
  const away = items.find(({ current }: { current: boolean }) => !current);
  expect(await type('account', 'end-session', away.id)).toMatchObject({ status: 0, err: '' });
  await expect(people.withToken(other.session.token).then(({ auth }) => auth.me())).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });
});

test('a forgotten password is reset with a code, then changed', async () => {
  const { asMechanic, customer, url, people } = await open();
  const code = (await asMechanic('reset-codes', 'create', 'ada lovelace', '--quiet')).out.trim();
  const home = await mkdtemp(join(tmpdir(), 'shop-home-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const env = { SHOP_URL: url, XDG_CONFIG_HOME: home };
  const reset = await runShop(['reset-password', code], { env, stdin: 'the second phrase\n' });
  expect(reset).toMatchObject({ status: 0, out: expect.stringContaining('Logged in as Ada Lovelace') });
  const change = await runShop(['account', 'password'], {
    env: { ...env, SHOP_PASSWORD: 'the second phrase' },
    stdin: 'the third phrase\n',
  });
  expect(change).toMatchObject({ status: 0, err: '' });
  expect(await runShop(['whoami'], { env })).toMatchObject({ status: 0 });
  expect((await people.login(customer.email, 'the third phrase')).id).toBe(customer.id);
});

test('a customer without a login claims their record with the printed hint', async () => {
  const { asMechanic, admin, walkIn, url } = await open();
  await admin.call.customers.update({ id: walkIn.id, address: '1 Main St.\nBray', email: 'will@example.com' });
  const { out } = await asMechanic('customers', 'invite', 'will walkin');
  const [, hint = ''] = /to use it +shop (.*)$/m.exec(out) ?? [];
  const words = [...hint.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
  const home = await mkdtemp(join(tmpdir(), 'shop-home-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const env = { SHOP_URL: url, XDG_CONFIG_HOME: home, SHOP_PASSWORD: PASSWORD };
  expect(await runShop(words, { env })).toMatchObject({ status: 0, err: '' });
  expect(await admin.call.customers.get({ id: walkIn.id })).toMatchObject({
    hasLogin: true,
    firstName: 'Will',
    lastName: 'Walkin',
    email: 'will@example.com',
    phone: '123',
    address: '1 Main St.\nBray',
  });
});
