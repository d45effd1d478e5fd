import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { must } from './harness/call.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { createPart, createShop, login } from './harness/shop.ts';
import { onStage } from './harness/stage.ts';
import { readTrace } from './syncs/trace.ts';

/** Whether this machine has strace and lets it look. */
export const hasStrace = (): boolean => spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(createReadStream(path, 'latin1'))) lines.push(line);
  return lines;
}

/** Watches the system calls of a server: every answer comes after a sync of the journal that holds its change. */
export function proveSyncs({ calls: total, callers }: { calls: number; callers: number }): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const env = { DATABASE_URL: `file:${stage.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    const trace = stage.file('trace');
    // With -D the server is the child, and strace beside it.
    const watch = [
      '-D',
      '-f',
      '-y',
      '-s',
      '5000',
      '-e',
      'trace=pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg',
    ];
    const server = await stage.start(env, ['strace', ...watch, '-o', trace]);
    const { token } = await login(stage.calls, server.url);
    const partId = await createPart(stage.calls, server.url, token);
    let sent = 0;
    const caller = async (): Promise<void> => {
      while (sent < total) {
        const key = `proof-${(sent += 1)}-`;
        await must(
          stage.calls.mutate(server.url, 'inventory.adjust', { id: partId, delta: 1, note: key }, { token, key }),
        );
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    await server.stop();
    await until(
      () => existsSync(trace) && /\+\+\+ exited with 0 \+\+\+\s*$/.test(readFileSync(trace, 'latin1').slice(-200)),
    );
    const { answered, early, syncs } = readTrace(await linesOf(trace), /proof-\d+-/g);
    demand(answered === total, `${answered} of ${total} answers were seen`);
    demand(early.length === 0, `${early.length} answers went out before a sync, the first for ${early[0]}`);
    return { broken, figures: { changes: total, callers, 'answered before a sync': early.length, syncs } };
  });
}
