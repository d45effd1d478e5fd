import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../src/testing/free-port.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { program } from './harness/server.ts';
import { onStage } from './harness/stage.ts';

const DISK = '20m';
const CALLERS = 64;

function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(64 * 1024));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** A server whose log lies on a full disk: it serves, and says how many lines it lost once there is room. */
export function proveLogDisk({ requests }: { requests: number }): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const disk = stage.file('disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk]).status !== 0)
      throw new Error('mount failed');
    stage.after(() => spawnSync('umount', ['-l', disk]));
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
    stage.after(() => child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    await until(() =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );

    let answered = 0;
    // A part of its own each time: the same calls come to one line.
    const call = async (): Promise<void> => {
      while (answered < requests) {
        const { status } = await stage.calls.query(url, 'inventory.get', { id: (answered += 1) });
        demand(status === 404, `a read was answered ${status}`);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, call));
    demand(child.exitCode === null, 'the server has ended');

    rmSync(filler);
    const lostIn = (): number =>
      Number(/"lines":(\d+),"msg":"log lines were lost"/.exec(readFileSync(log, 'utf8'))?.[1] ?? 0);
    await until(() => lostIn() > 0, 10_000);
    const lost = lostIn();
    const from = performance.now();
    child.kill('SIGTERM');
    const [status] = (await exited) as [number | null];
    demand(status === 0, `the server ended with ${status}`);
    const kept = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"inventory.get"')).length;
    demand(kept + lost >= requests, `${requests - kept - lost} lines are neither in the log nor counted as lost`);
    return {
      broken,
      figures: {
        calls: answered,
        'lines in the log': kept,
        'lines lost and reported': lost,
        'ended after, ms': Math.round(performance.now() - from),
      },
    };
  });
}
