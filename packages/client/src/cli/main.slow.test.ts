import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';
import { part } from './testing/samples.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const execute = promisify(execFile);
function node(args: string[], env: Record<string, string> = {}) {
  return execute(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'], ...env } });
}

test('the exit status reaches the shell, and the output is only the answer', async () => {
  const { env } = await fakeShop(() => part);
  const { stdout, stderr } = await node(['parts', 'show', '7', '--json'], env);
  expect({ stdout, stderr }).toEqual({ stdout: `${JSON.stringify(part)}\n`, stderr: '' });
  await expect(node(['parts', 'show', '0'], env)).rejects.toMatchObject({ code: 2, stdout: '' });
});

test('a reader that closes the pipe ends an endless list without an error', async () => {
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

/** What bash completes for each line, in a shell that has the script of `shop` and nothing of bash-completion. */
async function completedByBash(lines: string[]): Promise<string[]> {
  const tries = lines.map(
    (line) => `
    COMP_WORDS=(${line.replaceAll(/[=:]/g, ' $& ')}${/[\s=:]$/.test(line) ? " ''" : ''})
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    __shop_complete && echo "\${COMPREPLY[*]}"`,
  );
  const script = `
    shop() { "${process.execPath}" "${main}" "$@"; }
    source <(shop completion bash)
    source <(shop completion bash)
    complete -p shop${tries.join('')}`;
  const { stdout, stderr } = await execute('bash', ['--norc', '-uc', script], { env: { PATH: process.env['PATH'] } });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

test('bash completes what is typed, with the script sourced twice, for ./shop too', async () => {
  const wrapper = fileURLToPath(new URL('../../../../shop', import.meta.url));
  expect(
    await completedByBash([
      'shop tickets unas',
      `${wrapper} tickets unas`,
      'shop tickets list --status comp',
      'shop tickets list --status=comp',
      'shop tickets list --status=',
      'shop tickets status 12 ',
    ]),
  ).toEqual([
    'complete -F __shop_complete shop',
    'unassign',
    'unassign',
    'completed',
    'completed',
    'open in_progress completed cancelled',
    'open in_progress completed cancelled',
  ]);
});

test('an unknown shell is wrong usage', async () => {
  await expect(node(['completion', 'tcsh'])).rejects.toMatchObject({ code: 2 });
  await expect(node(['completion'])).rejects.toMatchObject({ code: 2 });
});
