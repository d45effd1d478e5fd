import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { mustSucceed } from './harness/call.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import { createPart, createShop, login } from './harness/shop.ts';
import { readTrace } from './syncs/trace.ts';

/** Whether strace exists on this machine and may trace. */
export const hasStrace = (): boolean => spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(createReadStream(path, 'latin1'))) lines.push(line);
  return lines;
}

/** Traces the system calls of a server: every response follows a journal sync that includes its change. */
export function proveSyncs({ calls: total, callers }: { calls: number; callers: number }): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const env = { DATABASE_URL: `file:${sandbox.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    const trace = sandbox.file('trace');
    // With -D the server is the child, and strace is a separate process.
    const watch = [
      '-D',
      '-f',
      '-y',
      '-s',
      '5000',
      '-e',
      'trace=pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg',
    ];
    const server = await sandbox.start(env, ['strace', ...watch, '-o', trace]);
    const { token } = await login(sandbox.calls, server.url);
    const partId = await createPart(sandbox.calls, server.url, token);
    let sent = 0;
    const caller = async (): Promise<void> => {
      while (sent < total) {
        const key = `proof-${(sent += 1)}-`;
        await mustSucceed(
          sandbox.calls.mutate(server.url, 'inventory.adjust', { id: partId, delta: 1, note: key }, { token, key }),
        );
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    await server.stop();
    await until(
      () => existsSync(trace) && /\+\+\+ exited with 0 \+\+\+\s*$/.test(readFileSync(trace, 'latin1').slice(-200)),
    );
    const { answered, early, syncs } = readTrace(await linesOf(trace), /proof-\d+-/g);
    check(answered === total, `${answered} of ${total} responses were seen`);
    check(early.length === 0, `${early.length} responses were sent before a sync, the first for ${early[0]}`);
    return { broken, figures: { changes: total, callers, 'answered before a sync': early.length, syncs } };
  });
}
