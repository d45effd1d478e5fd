import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../src/testing/free-port.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import { program } from './harness/server.ts';

const DISK = '20m';
const CALLERS = 64;

function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(64 * 1024));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** A server whose log is on a full disk: it serves, and reports the number of lost lines once there is room. */
export function proveLogDisk({ requests }: { requests: number }): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const disk = sandbox.file('disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk]).status !== 0)
      throw new Error('mount failed');
    sandbox.after(() => spawnSync('umount', ['-l', disk]));
    const [log, filler] = [join(disk, 'log'), join(disk, 'filler')];
    const file = openSync(log, 'a');
    fill(filler);

    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [program().main], {
      env: { PATH: process.env['PATH'], PORT: String(port), DATABASE_URL: 'file::memory:', RATE_LIMITS: 'off' },
      stdio: ['ignore', file, 'ignore'],
    });
    closeSync(file);
    sandbox.after(() => child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    await until(() =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );

    let answered = 0;
    // A separate part each time: equal calls are merged into one line.
    const call = async (): Promise<void> => {
      while (answered < requests) {
        const { status } = await sandbox.calls.query(url, 'inventory.get', { id: (answered += 1) });
        check(status === 404, `a read was answered with ${status}`);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, call));
    check(child.exitCode === null, 'the server exited');

    rmSync(filler);
    const lostIn = (): number =>
      Number(/"lines":(\d+),"msg":"log lines were lost"/.exec(readFileSync(log, 'utf8'))?.[1] ?? 0);
    await until(() => lostIn() > 0, 10_000);
    const lost = lostIn();
    const from = performance.now();
    child.kill('SIGTERM');
    const [status] = (await exited) as [number | null];
    check(status === 0, `the server exited with ${status}`);
    const kept = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"inventory.get"')).length;
    check(kept + lost >= requests, `${requests - kept - lost} lines are neither in the log nor counted as lost`);
    return {
      broken,
      figures: {
        calls: answered,
        'log lines': kept,
        'lines lost and reported': lost,
        'exited after, ms': Math.round(performance.now() - from),
      },
    };
  });
}
