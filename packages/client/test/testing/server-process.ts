import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { root } from '../../../server/src/platform/root.ts';
import { freshBundle } from '../../../server/src/process/bundle.ts';

// The bundle starts faster, if there is one.
const main = freshBundle(root) ?? join(root, 'packages/server/src/main.ts');

/** Starts the server as users do, in a separate process that ends with the test, and waits until it listens. */
export async function startServer(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], RATE_LIMITS: 'off', BCRYPT_COST: '10', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  /** Kills it as a power cut would, without cleanup. */
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'object' || said === null || !('url' in said)) continue;
    child.stdout.resume();
    return { url: String(said.url), kill };
  }
  throw new Error('The server exited before it listened.');
}
