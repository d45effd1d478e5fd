import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
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
  await expect(node(['parts', 'show', 'x'], env)).rejects.toMatchObject({ code: 2, stdout: '' });
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
