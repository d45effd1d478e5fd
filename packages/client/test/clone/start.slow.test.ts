import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../testing/markdown.ts';

/** `npm start` in a separate process group, with an npx that fetches nothing, until the shop is open. */
async function npmStart() {
  const folder = await mkdtemp(join(tmpdir(), 'shop-start-'));
  await mkdir(join(folder, 'bin'));
  const prepare = `"${process.execPath}" "${join(root, 'scripts/run/remember-node.ts')}"`;
  await writeFile(join(folder, 'bin/npx'), `#!/bin/sh\nexec ${prepare}\n`, { mode: 0o755 });
  const npm = spawn('npm', ['start', '--', join(folder, 'demo.db')], {
    cwd: root,
    detached: true,
    env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, HOME: folder, PORT: '0', BCRYPT_COST: '10' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid = 0 } = npm;
  onTestFinished(async () => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group has exited.
    }
    await rm(folder, { recursive: true });
  });
  const said: string[] = [];
  const lines = createInterface({ input: npm.stdout });
  // The server holds this pipe: it closes when the last process has exited.
  const ended = once(npm.stdout, 'close');
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('"msg":"listening"')) resolve();
    });
  });
  npm.stderr.resume();
  await Promise.race([listening, ended]);
  return { pid, ended, said: () => said.join('\n') };
}

test.for([
  ['npm', (pid: number) => pid, 'SIGTERM'],
  ['its process group', (pid: number) => -pid, 'SIGINT'],
] as const)('a signal to %s drains and ends the demo server of `npm start`', async ([, target, signal]) => {
  const { pid, ended, said } = await npmStart();
  expect(said()).toContain('"msg":"listening"');
  process.kill(target(pid), signal);
  await ended;
  expect(said()).toContain('"msg":"stopped"');
  expect(said()).not.toContain('stopped at once');
});
