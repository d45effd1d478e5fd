import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { root } from '../src/platform/root.ts';
import { freePort } from '../src/testing/free-port.ts';
import { METRICS_SETTINGS, metricsOf } from './harness/metrics.ts';
import { type Proof, createVerdict, round, until } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import type { Running } from './harness/server.ts';
import { createShop, doctorFinds, login } from './harness/shop.ts';

interface Options {
  /** The rows of the file that is imported without a kill. */
  rows: number;
  /** The rows of each file whose import is killed. */
  killedRows: number;
}

const cli = join(root, 'packages/client/src/cli/main.ts');

interface Ended {
  status: number | null;
  text: string;
}

/** CPU time of the server, and calls that its limits refused, from its start to now. */
async function usedBy(server: Running): Promise<{ cpuSeconds: number; limited: number }> {
  const metrics = await metricsOf(server);
  return {
    cpuSeconds: metrics.get('process_cpu_seconds_total') ?? 0,
    limited: metrics.get('shop_limited_total') ?? 0,
  };
}

/** Runs one command of the command line; `kill` ends it with SIGKILL. */
function startCli(env: Readonly<Record<string, string>>, args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  const ended = once(child, 'close').then(([status]): Ended => ({ status: status as number | null, text }));
  return { ended, kill: () => child.kill('SIGKILL') };
}

/** How many parts there are whose SKU begins so, all of them and each once. */
function partsIn(file: string, prefix: string): { all: number; distinct: number } {
  const client = new Sqlite(file, { readonly: true });
  try {
    const query = 'select count(*) as "all", count(distinct sku) as "distinct" from parts where sku like ?';
    return (
      client.prepare<[string], { all: number; distinct: number }>(query).get(`${prefix}-%`) ?? { all: 0, distinct: 0 }
    );
  } finally {
    client.close();
  }
}

function writeParts(path: string, prefix: string, rows: number): void {
  const lines = Array.from(
    { length: rows },
    (_, n) => `${prefix}-${n},Part ${prefix} ${n},12.50,${n % 40},7.80,A${n % 99}`,
  );
  writeFileSync(path, `sku,name,price,quantity,cost,location\n${lines.join('\n')}\n`);
}

/** Imports many parts under the usual limits; then kills the command and the server in the middle, and repeats. */
export function proveImports({ rows, killedRows }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const file = sandbox.file('shop.db');
    const env = { DATABASE_URL: `file:${file}`, RATE_LIMIT_DEFAULT: '600/60', PORT: String(await freePort()) };
    await createShop(env);
    let server = await sandbox.start({ ...env, ...METRICS_SETTINGS });
    const { token } = await login(sandbox.calls, server.url);
    const importing = (path: string) =>
      startCli({ SHOP_URL: server.url, SHOP_TOKEN: token, HOME: sandbox.file('home') }, ['parts', 'import', path]);

    const large = sandbox.file('large.csv');
    writeParts(large, 'L', rows);
    const from = performance.now();
    const before = await usedBy(server);
    const whole = await importing(large).ended;
    const tookMs = performance.now() - from;
    const after = await usedBy(server);
    const limited = after.limited - before.limited;
    check(limited === 0, `the limits refused ${limited} calls`);
    check(whole.status === 0, `the import ended with ${whole.status}: ${whole.text}`);
    check(partsIn(file, 'L').all === rows, `${partsIn(file, 'L').all} of ${rows} parts are there`);

    const cut: number[] = [];
    for (const victim of ['command', 'server'] as const) {
      const prefix = victim === 'command' ? 'C' : 'S';
      const path = sandbox.file(`${prefix}.csv`);
      writeParts(path, prefix, killedRows);
      const first = importing(path);
      await until(() => partsIn(file, prefix).all >= killedRows / 4, 120_000);
      if (victim === 'server') {
        await server.kill();
        await first.ended;
        server = await sandbox.start(env);
      } else {
        first.kill();
        await first.ended;
      }
      cut.push(partsIn(file, prefix).all);
      const second = await importing(path).ended;
      check(second.status === 0, `after the kill of the ${victim}: ${second.status}: ${second.text}`);
      const { all, distinct } = partsIn(file, prefix);
      check(
        all === killedRows && distinct === killedRows,
        `${all} parts, ${distinct} SKUs after the kill of the ${victim}`,
      );
    }
    check(
      cut.some((count) => count < killedRows),
      'no import was cut off',
    );
    await server.stop();
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        rows,
        'imported in, s': round(tookMs / 1000),
        'CPU of the server meanwhile, s': round(after.cpuSeconds - before.cpuSeconds),
        'calls refused by limits (429)': limited,
        'rows imported when the command was killed': cut[0] ?? 0,
        'rows imported when the server was killed': cut[1] ?? 0,
        'rows of each killed import': killedRows,
        'load at the end': round(loadavg()[0] ?? 0),
      },
    };
  });
}
