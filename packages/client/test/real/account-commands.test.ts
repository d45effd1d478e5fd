import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { PASSWORD } from '../../../server/src/testing/testing.ts';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { realShop } from '../testing/real-shop.ts';

/** A real shop, and a home folder for the session of the command. */
async function open() {
  const real = await realShop();
  const home = await mkdtemp(join(tmpdir(), 'shop-home-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const env = { SHOP_URL: real.url, XDG_CONFIG_HOME: home, SHOP_PASSWORD: PASSWORD };
  const kept = () => readdir(join(home, 'mechanic-shop'));
  return { ...real, env, kept, type: (...line: string[]) => runShop(line, { env }) };
}

const nora = ['--email', 'nora@example.com', '--first-name', 'Nora', '--last-name', 'New', '--address', 'Mill Lane'];

test('register, whoami, logout and login work in sequence for one person', async () => {
  const { type, kept, people } = await open();
  const registered = await type('register', ...nora);
  expect(registered).toMatchObject({ status: 0, out: expect.stringContaining('Logged in as Nora New') });
  expect(await type('whoami')).toMatchObject({ status: 0, out: expect.stringContaining('nora@example.com') });
  const profile = JSON.parse((await type('whoami', '--json')).out);
  const loggedOut = await people.login('nora@example.com');
  expect(profile).toEqual(await loggedOut.call.auth.me());
  expect(await type('logout')).toMatchObject({ status: 0, out: 'Logged out.\n' });
  expect(await kept()).toEqual([]);
  expect(await type('whoami')).toMatchObject({ status: 3, err: expect.stringContaining('shop login') });
  const login = JSON.parse((await type('login', '--email', 'nora@example.com', '--json')).out);
  expect(login).toMatchObject({ account: { id: profile.id }, token: expect.any(String) });
  expect((await kept()).length).toBe(1);
  expect(JSON.parse((await type('logout', '--json')).out)).toEqual({ ended: 1 });
});

test('register --json prints the session that the server opened', async () => {
  const { type, people } = await open();
  const { account, token } = JSON.parse((await type('register', ...nora, '--json')).out);
  expect(account).toMatchObject({ role: 'customer', email: 'nora@example.com' });
  expect(await (await people.withToken(token)).auth.me()).toMatchObject({ id: account.id });
});

test('rejected account commands have their exit code and message', async () => {
  const { type, people } = await open();
  const { email } = await people.customer();
  const taken = await type('register', '--email', email, ...nora.slice(2));
  expect(taken).toMatchObject({ status: 5, out: '', err: expect.stringMatching(/e-mail/) });
  const wrong = await type('login', '--email', email, '--account-type', 'mechanic');
  expect(wrong).toMatchObject({ status: 3, out: '', err: expect.stringMatching(/password/) });
  expect(await type('logout')).toMatchObject({ status: 3, out: '', err: expect.stringContaining('shop login') });
});

test('a session that was ended elsewhere prints how to log in again', async () => {
  const { type, people } = await open();
  const { email, call } = await people.customer();
  await type('login', '--email', email);
  await call.auth.logoutEverywhere();
  expect(await type('whoami')).toMatchObject({ status: 3, err: expect.stringContaining('shop login') });
});

test('an expired token is refreshed and saved', async () => {
  const { type, people, hoursPass, refreshTokens } = await open();
  const { email } = await people.customer();
  await type('login', '--email', email);
  const before = await refreshTokens();
  hoursPass(2);
  expect(await type('whoami')).toMatchObject({ status: 0, err: '' });
  expect(await type('whoami')).toMatchObject({ status: 0, err: '' });
  expect(await refreshTokens()).toBe(before + 1);
});

test('a command without permission names the required role', async () => {
  const { type, people } = await open();
  const { email } = await people.customer();
  await type('login', '--email', email);
  const refused = await type('parts', 'add', '--name', 'Mine', '--price', '1');
  expect(refused).toMatchObject({ status: 3, out: '', err: expect.stringContaining('mechanic') });
});

const pages = 3;

test('--all streams every page, and a reader that closes early ends it silently', async () => {
  const { url, people, env, type } = await open();
  const admin = await people.admin();
  for (let count = 0; count < pages * 100; count += 1) {
    await admin.call.inventory.create({ name: `Part ${count}`, priceCents: count });
  }
  const { out } = await type('parts', 'list', '--all', '--json');
  const items = out
    .trimEnd()
    .split('\n')
    .flatMap((line) => JSON.parse(line).items);
  expect(new Set(items.map(({ id }: { id: number }) => id)).size).toBe(pages * 100);
  expect(items).toHaveLength(pages * 100);

  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const line = `set -o pipefail; "${process.execPath}" "${main}" parts list --all | head -n 1`;
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', line], {
    env: { PATH: process.env['PATH'], ...env, SHOP_URL: url },
  });
  expect(stdout).toMatch(/^\s*ID\s+NAME.*\n$/);
  expect(stderr).toBe('');
});

test('an unreachable server is reported with its address', async () => {
  const { type, url } = await open();
  const gone = await runShop(['parts', 'list'], { env: { SHOP_URL: 'http://127.0.0.1:1' } });
  expect(gone).toMatchObject({ status: 6, out: '', err: expect.stringContaining('http://127.0.0.1:1') });
  expect(await type('parts', 'list', '--url', url)).toMatchObject({ status: 0 });
});
