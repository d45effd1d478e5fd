import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { demoDatabase } from '../admin/testing/commands.ts';
import { runScript, startScript } from '../demo/testing.ts';
import { DEMO_PASSWORD, OWNER } from '../features/accounts/demo-people.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { root } from '../platform/root.ts';
import { DIGEST_FILE, freshBundle, sourceDigest } from './bundle.ts';

const run = promisify(execFile);

describe('freshBundle', () => {
  let tree: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  const main = () => join(tree, 'packages/server/dist/main.js');
  beforeEach(() => {
    tree = temporaryFile('');
    for (const path of [
      'packages/server/src/main.ts',
      'packages/server/src/x.test.ts',
      'packages/shared/src/index.ts',
    ]) {
      write(path, '1');
    }
    for (const path of ['packages/server/package.json', 'packages/server/tsdown.config.ts', 'pnpm-lock.yaml'])
      write(path, '');
    write('packages/server/dist/main.js', '');
    write(`packages/server/dist/${DIGEST_FILE}`, sourceDigest(tree));
  });

  test('a bundle is fresh while its sources are unchanged, whatever happens to tests', () => {
    expect(freshBundle(tree)).toBe(main());
    write('packages/server/src/x.test.ts', '2');
    write('packages/server/src/testing/y.ts', '2');
    expect(freshBundle(tree)).toBe(main());
  });

  test.each([
    ['packages/server/src/main.ts', '2'],
    ['packages/server/src/feature/new.ts', ''],
    ['packages/shared/src/index.ts', '2'],
    ['pnpm-lock.yaml', 'another version'],
  ])('a bundle is stale after a change of %s', (path, text) => {
    write(path, text);
    expect(freshBundle(tree)).toBeUndefined();
  });

  test('a bundle is stale when a source or the bundle is missing', () => {
    write('packages/shared/src/more.ts', '');
    write(`packages/server/dist/${DIGEST_FILE}`, sourceDigest(tree));
    expect(freshBundle(tree)).toBe(main());
    rmSync(join(tree, 'packages/shared/src/more.ts'));
    expect(freshBundle(tree)).toBeUndefined();
    rmSync(main());
    expect(freshBundle(tree)).toBeUndefined();
  });
});

describe('the server bundle', () => {
  // Not the one that `start` runs, but next to it, so that it finds what lies around it.
  const dist = join(root, `packages/server/dist.${process.pid}`);
  beforeAll(async () => {
    const tsdown = join(root, 'node_modules/tsdown/dist/run.mjs');
    await run(process.execPath, [tsdown, '--out-dir', dist], { cwd: join(root, 'packages/server') });
  });
  afterAll(() => rmSync(dist, { recursive: true, force: true }));

  test('the bundle serves, hashes passwords, prints PDFs, shows the documentation and runs the doctor', async () => {
    const env = { DATABASE_URL: await demoDatabase(), PORT: '0', BCRYPT_COST: '10' };
    const server = await startScript(join(dist, 'main.js'), {
      env: { ...env, JWT_SECRET: 'x-bundle-test-secret-of-32-bytes-y' },
    });
    onTestFinished(async () => {
      await server.stop();
    });
    const ready = await fetch(`${server.url}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ready' });
    const registered = await fetch(`${server.url}/trpc/auth.register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        accountType: 'customer',
        email: 'a@example.com',
        password: 'a good password',
        firstName: 'A',
        lastName: 'B',
        address: 'C 1',
      }),
    });
    expect(registered.status).toBe(200);
    const login = await fetch(`${server.url}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: OWNER.email, password: DEMO_PASSWORD }),
    });
    const { token } = (await login.json()) as { token: string };
    const printed = await fetch(`${server.url}/api/estimates/1/pdf`, { headers: { authorization: `Bearer ${token}` } });
    expect(printed.status).toBe(200);
    expect(printed.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await printed.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    const page = await (await fetch(`${server.url}/docs`)).text();
    const [, script = ''] = /<script src="([^"]*swagger-ui-bundle\.js)"/.exec(page) ?? [];
    expect((await fetch(new URL(script, `${server.url}/docs`))).status).toBe(200);
    // The web app, if it is built.
    const app = await fetch(`${server.url}/tickets/1`);
    expect(app.status).toBe(existsSync(join(root, 'packages/counter/dist/index.html')) ? 200 : 404);
    const doctor = await runScript(join(dist, 'admin.js'), { args: ['doctor'], env });
    expect([doctor.status, doctor.err]).toEqual([0, '']);
    expect(await server.stop()).toBe(0);
  });
});
