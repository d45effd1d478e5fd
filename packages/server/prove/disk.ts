import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Proof, createVerdict, round, until } from './harness/proof.ts';
import { readiness, saysDegraded } from './harness/readiness.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import type { Running } from './harness/server.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { mountSmallDisk } from './harness/small-disk.ts';
import { judge } from './harness/writers.ts';
import { notesIn } from './kills.ts';

interface Fault {
  sandbox: Sandbox;
  file: string;
  /** Makes writes fail; returns a function that makes them work again. */
  cause(server: Running): Promise<() => unknown>;
}

/** Writes, breaks the disk, checks what clients get, repairs it, and kills the process to see what was stored. */
async function proveFault({ sandbox, file, cause }: Fault): Promise<Proof> {
  const { broken, check } = createVerdict();
  const env = { DATABASE_URL: `file:${file}`, RATE_LIMITS: 'off' };
  await createShop(env);
  const server = await sandbox.start(env);
  const { token } = await login(sandbox.calls, server.url);
  const partId = await createPart(sandbox.calls, server.url, token);
  const writers = sandbox.write({ token, partId, count: 8, url: server.url });
  await writers.reach(100);

  const heal = await cause(server);
  await until(() => writers.refused >= 40, 60_000);
  const before = writers.acknowledged.length;
  const reads: number[] = [];
  for (let n = 0; n < 50; n++) reads.push((await sandbox.calls.query(server.url, 'auth.me', {}, { token })).status);
  check(
    reads.every((status) => status === 200),
    'reads were refused',
  );
  const ready = await readiness(server.url);
  check(saysDegraded(ready), `/readyz said ${JSON.stringify(ready)}`);
  await until(() => writers.refused >= 80, 60_000);
  const during = writers.acknowledged.length - before;

  await heal();
  const healed = performance.now();
  const count = writers.acknowledged.length;
  await writers.reach(count + 1);
  const recoveryMs = performance.now() - healed;
  check(recoveryMs <= 5000, `writes worked only after ${round(recoveryMs)} ms`);
  await writers.reach(count + 100);
  await until(async () => (await readiness(server.url)).state === 'ready', 5000);
  await writers.finish();
  await server.kill();
  const again = await sandbox.start(env);
  await again.stop();
  const kept = notesIn(file);
  const { lost, twice } = judge(writers.acknowledged, kept);
  check(lost === 0 && twice === 0, `${lost} acknowledged changes lost, ${twice} made twice`);
  check(kept.length === writers.acknowledged.length, `${kept.length} changes, but not as many acknowledged`);
  check(writers.wrong.length === 0, `wrong answers: ${writers.wrong.slice(0, 3).join('; ')}`);
  broken.push(...(await doctorFinds(env)));
  return {
    broken,
    figures: {
      'writes refused': writers.refused,
      'acknowledged meanwhile': during,
      'reads answered meanwhile': reads.length,
      'writes work again after, ms': round(recoveryMs),
      acknowledged: writers.acknowledged.length,
      lost,
      'made twice': twice,
    },
  };
}

/** A disk that is full, and has room again. */
export function proveFullDisk(): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const disk = mountSmallDisk(sandbox, 12);
    const cause = async () => {
      disk.fill();
      return disk.free;
    };
    return proveFault({ sandbox, file: disk.file('shop.db'), cause });
  });
}

/** A disk whose syncs fail, and work again: strace makes the system calls fail. */
export function proveFailingSync(): Promise<Proof> {
  return inSandbox((sandbox) => {
    const cause = async (server: Running) => {
      const inject = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO'];
      const tracer = spawn('strace', ['-f', '-qq', ...inject, '-o', '/dev/null', '-p', String(server.child.pid)], {
        stdio: 'ignore',
      });
      const ended = once(tracer, 'exit');
      const detach = async () => {
        tracer.kill('SIGINT');
        await ended;
      };
      sandbox.after(detach);
      return detach;
    };
    return proveFault({ sandbox, file: sandbox.file('shop.db'), cause });
  });
}
