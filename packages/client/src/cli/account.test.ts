import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Seen, fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { customer, session } from './testing/samples.ts';

function server({ path, token }: Seen) {
  if (path === 'auth.login' || path === 'auth.register') return session;
  if (path === 'auth.logout') return { ended: 1 };
  if (token === undefined) return refuse('NOT_SIGNED_IN');
  return { ...customer, role: 'customer' };
}
const login = ['login', '--email', 'ada@example.com'];
const passwordOf = ({ seen }: { seen: Seen[] }) => seen[0]?.input;

test('a login is kept for its server alone, readable to its owner alone, until the logout', async () => {
  const first = await fakeShop(server);
  const second = await fakeShop(server);
  const env = first.env;
  const folder = join(first.home, 'mechanic-shop');

  expect(await runShop(login, { env })).toMatchObject({ status: 0 });
  const files = await readdir(folder);
  expect(files).toHaveLength(1);
  const file = join(folder, files[0] ?? '');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ token: 'access-1' });

  expect((await runShop(['whoami'], { env })).out).toContain('Customer 5: Ada Lovelace');
  expect(first.seen.at(-1)?.token).toBe('access-1');
  expect(await runShop(['whoami', '--url', second.url], { env })).toMatchObject({ status: 3 });

  expect(await runShop(['logout'], { env })).toMatchObject({ status: 0, out: 'Logged out.\n' });
  expect(await readdir(folder)).toEqual([]);
  expect(await runShop(['whoami'], { env })).toMatchObject({ status: 3 });
});

test('a session that the server has ended is not kept after the logout', async () => {
  let ended = false;
  const { env, home } = await fakeShop((call) => (ended ? refuse('SESSION_ENDED') : server(call)));
  await runShop(login, { env });
  ended = true;
  await runShop(['logout'], { env: { ...env, SHOP_TOKEN: 'given' } });
  expect(await readdir(join(home, 'mechanic-shop'))).toHaveLength(1);
  expect(await runShop(['logout'], { env })).toMatchObject({ status: 3 });
  expect(await readdir(join(home, 'mechanic-shop'))).toEqual([]);
});

test.each(['Bearer given', 'gi\nven', '"given"', 'gïven'])('SHOP_TOKEN=%j is refused before a call', async (token) => {
  const { err, status } = await runShop(['whoami'], { env: { SHOP_TOKEN: token } });
  expect(status).toBe(2);
  expect(err).toContain('SHOP_TOKEN must be an access token or API key alone');
  expect(err).not.toContain(token);
});

test('SHOP_TOKEN goes before the session, and a login says so', async () => {
  const { env, seen } = await fakeShop(server);
  const withToken = { ...env, SHOP_TOKEN: 'given' };
  expect((await runShop(login, { env: withToken })).err).toContain(
    'SHOP_TOKEN is set and overrides this session: unset it',
  );
  await runShop(['whoami'], { env: withToken });
  expect(seen.at(-1)?.token).toBe('given');
  await runShop(['whoami'], { env: { ...env, SHOP_TOKEN: '' } });
  expect(seen.at(-1)?.token).toBe('access-1');
});

test('logout --everywhere ends all sessions and forgets this one', async () => {
  const { env, home, seen } = await fakeShop((call) =>
    call.path === 'auth.logoutEverywhere' ? { ended: 3 } : server(call),
  );
  await runShop(login, { env });
  expect((await runShop(['logout', '--everywhere'], { env })).out).toBe('Logged out of 3 sessions.\n');
  expect(seen.at(-1)?.path).toBe('auth.logoutEverywhere');
  expect(await readdir(join(home, 'mechanic-shop'))).toEqual([]);
});

test('without XDG_CONFIG_HOME the session lies in the home folder', async () => {
  const { env, home } = await fakeShop(server);
  await runShop(login, { env: { ...env, XDG_CONFIG_HOME: 'relative', HOME: home } });
  expect(await readdir(join(home, '.config', 'mechanic-shop'))).toHaveLength(1);
});

test.for([
  [' p\u00e4ss word \n', ' p\u00e4ss word '],
  ['secret\r\n', 'secret'],
  ['secret\n\n', 'secret\n'],
  ['secret', 'secret'],
])('of a piped password only one line break is dropped: %j', async ([stdin, password]) => {
  const fake = await fakeShop(server);
  const env = { ...fake.env, SHOP_PASSWORD: '' };
  expect(await runShop(login, { env, stdin: stdin ?? '' })).toMatchObject({ status: 0 });
  expect(passwordOf(fake)).toEqual({ email: 'ada@example.com', password });
});

test('no password is wrong usage', async () => {
  const { env, seen } = await fakeShop(server);
  expect(await runShop(login, { env: { ...env, SHOP_PASSWORD: '' }, stdin: '\n' })).toMatchObject({
    status: 2,
    err: expect.stringContaining('No password given'),
  });
  expect(seen).toEqual([]);
});

test('a terminal is asked for what is missing, and the password is not shown', async () => {
  const fake = await fakeShop(server);
  const env = { ...fake.env, SHOP_PASSWORD: '' };
  const { status, err } = await runShop(['login'], { env, stdin: 'ada@example.com\rsx\u007Fecret\r', terminal: 80 });
  expect(status).toBe(0);
  expect(passwordOf(fake)).toEqual({ email: 'ada@example.com', password: 'secret' });
  const [asked, shown] = err.split('Password: ');
  expect(asked).toContain('E-mail: ');
  expect(shown).toBe('\n');
});

const register = ['register', '--email', 'a@b.example', '--first-name', 'A', '--last-name', 'B', '--address', 'C'];

test('a new password is typed twice', async () => {
  const fake = await fakeShop(server);
  const env = { ...fake.env, SHOP_PASSWORD: '' };
  const differ = await runShop(register, { env, stdin: 'one phrase\rother phrase\r', terminal: 80 });
  expect(differ).toMatchObject({ status: 2, err: expect.stringContaining('The two passwords differ') });
  expect(fake.seen).toEqual([]);
  expect(await runShop(register, { env, stdin: 'one phrase\rone phrase\r', terminal: 80 })).toMatchObject({
    status: 0,
  });
  expect(fake.seen[0]?.input).toMatchObject({ password: 'one phrase' });
});

test('an interrupted question sends nothing', async () => {
  const { env, seen } = await fakeShop(server);
  const { status } = await runShop(login, { env: { ...env, SHOP_PASSWORD: '' }, stdin: 'sec\u0003', terminal: 80 });
  expect(status).toBe(130);
  expect(seen).toEqual([]);
});

test.for([
  [[...register, '--specialty', 'engines'], 'Customers have no specialty: leave out --specialty.'],
  [register.slice(0, -2), 'Customers without an invite code register with --address: add it.'],
  [register.slice(0, 3), 'register with --first-name, --last-name, and --address: add them.'],
  [
    [...register.slice(0, 3), '--account-type', 'mechanic', '--invite-code', 'X', '--specialty', 'oil'],
    '--last-name: add',
  ],
  [[...register, '--account-type', 'mechanic'], 'Mechanics register with --invite-code'],
  [[...register, '--account-type', 'mechanic', '--invite-code', 'X'], 'Mechanics register with --specialty: add it.'],
] as const)('what a kind of account cannot have is refused before anything is asked: %j', async ([line, says]) => {
  const { env, seen } = await fakeShop(server);
  const { status, err } = await runShop([...line], { env });
  expect(status).toBe(2);
  expect(err).toContain(says);
  expect(seen).toEqual([]);
});

test.for([
  ['short\r', 'Use at least 8 characters.'],
  [`${'x'.repeat(73)}\r`, 'Use at most 72 bytes'],
  ['A@B.example\r', 'not your e-mail'],
  ['\r', 'No password given'],
])('a new password that will not do is rejected before it is typed again: %j', async ([stdin = '', says]) => {
  const { env, seen } = await fakeShop(server);
  const { status, err } = await runShop(register, { env: { ...env, SHOP_PASSWORD: '' }, stdin, terminal: 80 });
  expect(status).toBe(2);
  expect(err).toContain(says);
  expect(err).not.toContain('Repeat new password');
  expect(seen).toEqual([]);
});

describe('a new account at the terminal of somebody who is logged in', () => {
  const grace = { ...session, token: 'access-2', account: { ...session.account, id: 4, firstName: 'Grace' } };
  const open = () =>
    fakeShop((call) => (call.path === 'auth.register' || call.path === 'auth.resetPassword' ? grace : server(call)));

  test.for([
    [register, 'Registered Grace Lovelace (ada@example.com), customer 4.'],
    [['reset-password', 'K7'], 'A new password is set for Grace Lovelace (ada@example.com), customer 4.'],
  ] as const)('does not replace their login: %j', async ([line, says]) => {
    const { env, seen } = await open();
    await runShop(login, { env });
    const { status, out } = await runShop([...line], { env });
    expect(status).toBe(0);
    expect(out).toBe(`${says}\nYou are still logged in as Ada Lovelace (ada@example.com).\n`);
    // The session that is not stored is ended.
    expect(seen.at(-1)).toMatchObject({ path: 'auth.logout', token: 'access-2' });
    await runShop(['whoami'], { env });
    expect(seen.at(-1)?.token).toBe('access-1');
    expect((await runShop([...line, '--login'], { env })).out).toContain('Logged in as Grace Lovelace');
    await runShop(['whoami'], { env });
    expect(seen.at(-1)?.token).toBe('access-2');
  });

  test('logs in if no one is logged in', async () => {
    const { env, seen } = await open();
    expect((await runShop(register, { env })).out).toContain('Logged in as Grace Lovelace');
    await runShop(['whoami'], { env });
    expect(seen.at(-1)?.token).toBe('access-2');
  });

  test('their own reset replaces the session that it ended', async () => {
    const fresh = { ...session, token: 'access-3' };
    const { env, seen } = await fakeShop((call) => (call.path === 'auth.resetPassword' ? fresh : server(call)));
    await runShop(login, { env });
    expect((await runShop(['reset-password', 'K7'], { env })).out).toContain('Logged in as Ada Lovelace');
    await runShop(['whoami'], { env });
    expect(seen.at(-1)?.token).toBe('access-3');
  });
});

test('changing a password asks for both passwords and stores the new session', async () => {
  const fresh = { ...session, token: 'access-3' };
  const fake = await fakeShop((call) => (call.path === 'auth.changePassword' ? fresh : server(call)));
  await runShop(login, { env: fake.env });
  const env = { ...fake.env, SHOP_PASSWORD: '' };
  const stdin = 'old phrase\rnew phrase\rnew phrase\r';
  const { status, err } = await runShop(['account', 'password'], { env, stdin, terminal: 80 });
  expect(status).toBe(0);
  expect(err).toBe('Current password: \nNew password: \nRepeat new password: \n');
  expect(fake.seen.at(-1)?.input).toEqual({ currentPassword: 'old phrase', newPassword: 'new phrase' });
  await runShop(['whoami'], { env });
  expect(fake.seen.at(-1)?.token).toBe('access-3');
});

test('a script that changes a password has the current one in SHOP_PASSWORD', async () => {
  const { env, seen } = await fakeShop(server);
  const { status, err } = await runShop(['account', 'password'], { env: { ...env, SHOP_PASSWORD: '' }, stdin: 'x' });
  expect({ status, err }).toEqual({
    status: 2,
    err: 'error: Set SHOP_PASSWORD to the current password and pipe in the new one.\n',
  });
  expect(seen).toEqual([]);
});
