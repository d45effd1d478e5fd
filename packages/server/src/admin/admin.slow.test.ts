import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proceduresOf } from '../api/procedures.ts';
import { type RunningScript, runScript, scratchFolder, startScript } from '../demo/testing.ts';
import { demoAccounts } from '../features/accounts/demo-people.ts';
import { appRouter } from '../router.ts';

const admin = join(import.meta.dirname, 'main.ts');
const server = join(import.meta.dirname, '../main.ts');

type Folder = ReturnType<typeof scratchFolder>;
const PASSWORD = 'correct horse battery';

const settings = (folder: Folder) => ({ INIT_CWD: folder.path, DATABASE_URL: 'file:./new/shop.db', BCRYPT_COST: '10' });
function runner(folder: Folder) {
  return (args: string[], stdin?: string) =>
    runScript(admin, { args, env: settings(folder), ...(stdin === undefined ? {} : { stdin }) });
}

const person = (email: string) => ['--email', email, '--first-name', 'Ada', '--last-name', 'Kovács'];

async function post(url: string, path: string, input: object, token?: string) {
  const response = await fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(input),
  });
  const body = await response.json();
  return { status: response.status, data: body.result?.data, reason: body.error?.data.reason };
}

const login = (url: string, email: string, password: string) => post(url, 'auth.login', { email, password });

describe('admin commands on a database without a server', () => {
  let folder: Folder;
  let run: ReturnType<typeof runner>;
  beforeEach(() => {
    folder = scratchFolder();
    run = runner(folder);
  });
  afterEach(() => folder.remove());

  test('migrate creates the tables, and --status only reports', async () => {
    const before = await run(['migrate', '--status']);
    expect(before.status).toBe(0);
    expect(before.out).toMatch(/^pending {2}0000_initial$/m);
    expect(before.out).not.toContain('applied');
    expect(existsSync(folder.file('new/shop.db'))).toBe(false);

    expect((await run(['migrate'])).out).toMatch(/^Migrations applied: [1-9]\d*\.\n$/);
    const after = await run(['migrate', '--status']);
    expect(after.out).toBe(before.out.replaceAll('pending', 'applied'));
  });

  test('seed-demo fills an empty database once and rejects a database in use', async () => {
    const seeded = await run(['seed-demo']);
    expect(seeded).toMatchObject({ status: 0, err: '' });
    for (const { email, password } of demoAccounts) expect(seeded.out).toContain(`  ${email}  ${password}`);
    expect(await run(['seed-demo'])).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringMatching(/^error: The database is not empty: .*\n$/),
    });
  });

  test('set-password creates no database where there is none', async () => {
    const { status, err } = await run(['set-password', '--email', 'ada@shop.example'], PASSWORD);
    expect(status).toBe(1);
    expect(err).toBe('error: This database has no shop yet: check DATABASE_URL, or create an admin.\n');
    expect(existsSync(folder.file('new/shop.db'))).toBe(false);
  });

  test('create-admin creates a missing database', async () => {
    expect(await run(['create-admin', ...person('Ada@Shop.example')], PASSWORD)).toEqual({
      status: 0,
      out: 'Ada Kovács <ada@shop.example> is now an admin with the id 1.\n',
      err: '',
    });
    expect((await run(['migrate'])).out).toBe('The database is up to date.\n');
    expect(await run(['create-admin', ...person('ada@shop.example')], PASSWORD)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^error: An account with this e-mail already exists\..*\n$/),
    });
  });
});

describe('admin commands while a server runs', () => {
  let folder: Folder;
  let run: ReturnType<typeof runner>;
  let running: RunningScript;
  beforeAll(async () => {
    folder = scratchFolder();
    run = runner(folder);
    running = await startScript(server, { env: { ...settings(folder), PORT: '0' } });
  });
  afterAll(async () => {
    await running.stop();
    folder.remove();
  });

  test('create-admin creates an account that logs in with all rights', async () => {
    // One final line break belongs to the pipe, everything else to the password.
    const created = await run(['create-admin', ...person('boss@shop.example')], ` ${PASSWORD} \r\n`);
    expect(created).toMatchObject({ status: 0, err: '' });
    expect(await login(running.url, 'boss@shop.example', PASSWORD)).toMatchObject({ reason: 'INVALID_CREDENTIALS' });
    const { data } = await login(running.url, 'boss@shop.example', ` ${PASSWORD} `);
    expect(data.account).toMatchObject({ role: 'admin', firstName: 'Ada', lastName: 'Kovács' });
    const colleague = { email: 'mia@shop.example', password: PASSWORD, firstName: 'Mia', lastName: 'Wrench' };
    expect(await post(running.url, 'mechanics.create', colleague, data.token)).toMatchObject({ status: 200 });
  });

  test('set-password accepts the new password, rejects the old one and ends every session', async () => {
    const email = 'cara@example.com';
    const { data } = await post(running.url, 'auth.register', {
      accountType: 'customer',
      email,
      password: PASSWORD,
      firstName: 'Cara',
      lastName: 'Driver',
      address: '1 Main Street',
    });
    const set = await run(['set-password', '--email', 'CARA@example.com'], 'another good one\n');
    expect(set).toEqual({ status: 0, out: `The password of ${email} was changed; sessions ended: 1.\n`, err: '' });
    expect(await login(running.url, email, PASSWORD)).toMatchObject({ reason: 'INVALID_CREDENTIALS' });
    expect(await login(running.url, email, 'another good one')).toMatchObject({ status: 200 });
    const refresh = await post(running.url, 'auth.refresh', { refreshToken: data.refreshToken });
    expect(refresh).toMatchObject({ reason: 'REFRESH_TOKEN_INVALID' });
    await expect
      .poll(async () => (await post(running.url, 'auth.logout', {}, data.token)).reason)
      .toBe('SESSION_ENDED');
  });

  test('create-admin and set-password reject in one line what the API rejects', async () => {
    const refused = async (args: string[], password: string) => {
      const { status, out, err } = await run(args, password);
      expect({ status, out }).toEqual({ status: 1, out: '' });
      return err;
    };
    expect(await refused(['set-password', '--email', 'nobody@example.com'], PASSWORD)).toBe(
      'error: No account logs in with nobody@example.com: check the e-mail.\n',
    );
    expect(await refused(['create-admin', ...person('al@example.com')], 'Password123')).toBe(
      'error: password: This is one of the most common passwords. Choose another one.\n',
    );
    expect(await login(running.url, 'al@example.com', 'Password123')).toMatchObject({ reason: 'INVALID_CREDENTIALS' });
  });

  test.each([['migrate'], ['seed-demo']])('%s asks to stop the server first', async (command) => {
    const { status, out, err } = await run([command]);
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/^error: Another server uses .*shop\.db: stop it first.*\n$/);
  });

  test('migrate --status and procedures work while a server runs', async () => {
    expect((await run(['migrate', '--status'])).out).toMatch(/^applied {2}0000_initial$/m);
    const { status, out } = await run(['procedures', '--json']);
    expect(status).toBe(0);
    const listed: { path: string; type: string; access: string }[] = JSON.parse(out);
    expect(listed).toHaveLength(proceduresOf(appRouter).length);
    expect(listed).toContainEqual({ path: 'tickets.addPart', type: 'mutation', access: 'mechanic' });
    expect(listed).toContainEqual({ path: 'inventory.list', type: 'query', access: 'public' });
    expect(listed.every((one) => Object.keys(one).join() === 'path,type,access')).toBe(true);
  });
});
