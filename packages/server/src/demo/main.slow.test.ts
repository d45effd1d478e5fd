import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoAccounts } from '../features/accounts/demo-people.ts';
import { DEMO_FILE } from './start.ts';
import { type RunningScript, runScript, scratchFolder, startScript } from './testing.ts';

const main = join(import.meta.dirname, 'main.ts');

async function get(url: string) {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
}

function login(url: string, account: { email: string; password: string }) {
  return fetch(`${url}/trpc/auth.login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account.email, password: account.password }),
  });
}

// Processes start slowly on a busy machine.
describe('the demo server', () => {
  let folder: ReturnType<typeof scratchFolder>;
  let running: RunningScript[];
  const env = { PORT: '0', BCRYPT_COST: '10' };
  const start = async (more: Record<string, string> = {}): Promise<RunningScript> => {
    const server = await startScript(main, { args: [folder.file('new/demo.db')], env: { ...env, ...more } });
    running.push(server);
    return server;
  };

  beforeEach(() => {
    folder = scratchFolder();
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.stop()));
    folder.remove();
  });

  test('the demo fills an empty folder, serves it and prints its address and accounts', async () => {
    const server = await start();
    const parts = await get(`${server.url}/trpc/inventory.list`);
    expect(parts.status).toBe(200);
    expect(parts.body.result.data.items).toHaveLength(20);
    for (const account of demoAccounts) {
      const response = await login(server.url, account);
      expect(response.status).toBe(200);
      expect((await response.json()).result.data.account.role).toBe(account.role);
    }
    expect(await server.stop()).toBe(0);
    const said = server.err();
    expect(said).toContain(`The demo shop is open at ${server.url}\n`);
    for (const { email, password, role } of demoAccounts) {
      expect(said).toMatch(new RegExp(`  ${email} +${password} +\\(${role}\\)\n`));
    }
    expect(said).toContain(`SHOP_URL=${server.url} ./shop tickets list --status open\n`);
    expect(said).toContain(`SHOP_URL=${server.url} npx -y -p node@26 node demos/a-day-at-the-shop.ts\n`);
    for (const line of server.out().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
  });

  test('the demo keeps its data at the next start', async () => {
    const first = await start();
    const before = await get(`${first.url}/trpc/inventory.get?input={"id":1}`);
    await first.stop();
    const second = await start();
    const parts = await get(`${second.url}/trpc/inventory.list?input={"search":"${before.body.result.data.sku}"}`);
    expect(parts.body.result.data.items).toEqual([before.body.result.data]);
    expect(second.out()).not.toContain('demo data added');
  });

  test('the demo uses SQLite in its own file and says so, whatever DATABASE_URL is', async () => {
    const server = await start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing', NODE_ENV: 'production' });
    expect((await get(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
    expect(server.err()).toContain('DATABASE_URL is set, but the demo never uses it');
    expect(existsSync(folder.file('new/demo.db'))).toBe(true);
  });

  const refused = async (file: string, more: Record<string, string>) => {
    const { status, out, err } = await runScript(main, { args: [folder.file(file)], env: { ...env, ...more } });
    expect(status).toBe(1);
    expect(out).not.toContain('listening');
    expect(err.trim().split('\n')).toHaveLength(1);
    return err;
  };

  test('a second demo on the same file is rejected in one line', async () => {
    await start();
    expect(await refused('new/demo.db', {})).toMatch(/^A demo is already running on .*: use that one, or stop it/);
  });

  test('a port in use is rejected in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      expect(await refused('demo.db', { PORT: String(port) })).toBe(
        `PORT: ${port} on 127.0.0.1 is in use: stop the other program, or set another port (0 = any free).\n`,
      );
    } finally {
      other.close();
    }
  });

  test('a host that others can reach is rejected in one line', async () => {
    expect(await refused('demo.db', { HOST: '0.0.0.0' })).toMatch(/^HOST: the passwords of the demo are public/);
    expect(existsSync(folder.file('demo.db'))).toBe(false);
  });
});

test("the demo file is never the shop's file", () => {
  expect(basename(DEMO_FILE)).toBe('demo.db');
  expect(DEMO_FILE).toBe(join(import.meta.dirname, '../../../../data/demo.db'));
});
