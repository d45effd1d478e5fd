import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { scratchFolder } from '../../../server/src/demo/testing.ts';
import { readPage, root } from '../testing/markdown.ts';

const folder = join(root, 'examples/react');

test('npm start in examples/react serves the app and a demo shop behind it, and stops both', async () => {
  const { scripts } = JSON.parse(readPage('examples/react/package.json').text);
  expect(scripts.start).toContain('pnpm --silent run dev');
  const [command, ...args] = scripts.dev.split(' ');
  expect(command).toBe('node');

  const scratch = scratchFolder();
  onTestFinished(scratch.remove);
  const env = { PATH: process.env['PATH'], HOME: scratch.path, PORT: '0', BCRYPT_COST: '10' };
  const child = spawn(process.execPath, [...args, scratch.file('demo.db')], { cwd: folder, env, stdio: 'pipe' });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  child.stderr.resume();
  let addresses: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [, ...found] = /^The app is at (\S+), its shop at (\S+)\. /.exec(line) ?? [];
    if (found.length > 0) addresses = found;
    if (found.length > 0) break;
  }
  const [app = '', shop = ''] = addresses;
  expect(await (await fetch(app)).text()).toContain('<div id="root" data-shop="/"></div>');
  expect((await fetch(`${app}src/main.tsx`)).status).toBe(200);
  const answer = await fetch(`${app}trpc/inventory.list`);
  expect(await answer.json()).toMatchObject({ result: { data: { items: expect.any(Array) } } });

  child.kill('SIGTERM');
  await ended;
  await expect(fetch(`${shop}/healthz`)).rejects.toThrow('fetch failed');
});
