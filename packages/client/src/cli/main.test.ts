import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { fakeShop } from './testing/fake-shop.ts';
import { part } from './testing/samples.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const execute = promisify(execFile);
const node = (args: string[], env: Record<string, string> = {}) =>
  execute(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'], ...env } });

test('the exit status reaches the shell, and the output is only the answer', async () => {
  const { env } = await fakeShop(() => part);
  const { stdout, stderr } = await node(['parts', 'show', '7', '--json'], env);
  expect({ stdout, stderr }).toEqual({ stdout: `${JSON.stringify(part)}\n`, stderr: '' });
  await expect(node(['parts', 'show', '0'], env)).rejects.toMatchObject({ code: 2, stdout: '' });
});

test('a reader that has enough ends an endless list in peace', async () => {
  // Each page names a next one: only the closed pipe ends it.
  const { env, seen } = await fakeShop(() => ({ items: Array.from({ length: 50 }, () => part), nextCursor: 'next' }));
  const line = `set -o pipefail; "${process.execPath}" "${main}" parts list --all --json | head -n 1`;
  const { stdout, stderr } = await execute('bash', ['--norc', '-c', line], {
    env: { PATH: process.env['PATH'], ...env },
  });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
  expect(seen.length).toBeGreaterThan(1);
});

test('./shop of a clone takes the Node that npx brings where the installed one is too old', async () => {
  const bin = await mkdtemp(join(tmpdir(), 'shop-bin-'));
  onTestFinished(() => rm(bin, { recursive: true }));
  await writeFile(join(bin, 'node'), '#!/bin/sh\necho v20.20.2\n', { mode: 0o755 });
  await writeFile(join(bin, 'npx'), `#!/bin/sh\necho "${process.execPath}"\n`, { mode: 0o755 });
  const wrapper = fileURLToPath(new URL('../../../../shop', import.meta.url));
  const { stdout, stderr } = await execute(wrapper, ['--version'], { env: { PATH: `${bin}:/usr/bin:/bin` } });
  expect({ stdout, stderr }).toEqual({ stdout: `${manifest.version}\n`, stderr: '' });
});

test.for(['bash', 'zsh', 'fish', 'powershell'])('shop completion %s prints a script', async (shell) => {
  const { stdout, stderr } = await node(['completion', shell]);
  expect(stdout).toContain(`${shell} completion for shop`);
  expect(stderr).toBe('');
});

test.for([
  [['par'], 'parts'],
  [['tickets', 'add'], 'add-part'],
  [['parts', 'list', '--in'], '--in-stock'],
  [['parts', 'list', '--js'], '--json'],
  [['tickets', 'list', '--status', ''], 'in_progress'],
  [['tickets', 'status', '12', ''], 'completed'],
] as const)('tab completes %j', async ([typed, expected]) => {
  const { stdout } = await node(['complete', '--', ...typed]);
  expect(stdout).toContain(expected);
});

test('an unknown shell is wrong usage', async () => {
  await expect(node(['completion', 'tcsh'])).rejects.toMatchObject({ code: 2 });
  await expect(node(['completion'])).rejects.toMatchObject({ code: 2 });
});
