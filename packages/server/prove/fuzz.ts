import { readFileSync } from 'node:fs';
import { serveTestShop } from '../src/http/testing.ts';
import { callAll, someRows } from '../src/testing/fuzz/call-all.ts';
import { malformedRequests } from '../src/testing/fuzz/requests.ts';
import { countsOf, fuzz } from '../src/testing/fuzz/run.ts';
import { must } from './harness/call.ts';
import { type Proof, createVerdict, round } from './harness/proof.ts';
import { createPart, createShop, login } from './harness/shop.ts';
import { onStage } from './harness/stage.ts';

export const SEED = 20_261_120;
const MAX_GROWTH_MB = 50;
const IDLE_READS = 2000;

/** What a process has of the machine's memory, in MB. */
const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const customer = {
  accountType: 'customer',
  email: 'fuzz@example.com',
  password: 'a password for proofs',
  firstName: 'Fay',
  lastName: 'Uzz',
  address: '1 Main Street',
};

/** Sends malformed requests, the same for the same seed, to a server in a process of its own. */
export const proveFuzz = ({ requests, seed = SEED }: { requests: number; seed?: number }): Promise<Proof> =>
  onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const many = '100000000/60';
    const env = {
      DATABASE_URL: `file:${stage.file('shop.db')}`,
      LOG_LEVEL: 'info',
      RATE_LIMIT_REGISTER: many,
      RATE_LIMIT_REFRESH: many,
      RATE_LIMIT_LOGIN_EMAIL: many,
      RATE_LIMIT_LOGIN_ADDRESS: many,
    };
    await createShop(env);
    const server = await stage.start(env);
    const { token } = await login(stage.calls, server.url);
    const guest = await must<{ token: string }>(stage.calls.mutate(server.url, 'auth.register', customer));
    const id = await createPart(stage.calls, server.url, token, 100);
    for (let n = 0; n < IDLE_READS; n++) await must(stage.calls.query(server.url, 'inventory.get', { id }, { token }));

    const pid = server.child.pid ?? 0;
    const before = memoryOf(pid);
    const report = await fuzz(server.url, malformedRequests(seed, requests, [token, guest.token])).catch((error) => {
      throw new Error(`the server has ended: ${server.lines().findLast((line) => line.includes('"fatal"'))}`, {
        cause: error,
      });
    });
    const growth = memoryOf(pid) - before;
    demand(report.faulty === 0, `${report.faulty} wrong answers, such as:\n${report.faults.join('\n')}`);
    demand(server.child.exitCode === null, 'the server has ended');
    demand(growth < MAX_GROWTH_MB, `the server's memory grew by ${round(growth)} MB`);
    const errors = server
      .lines()
      .filter((line) => line.includes('"level":"error"') || line.includes('"level":"fatal"'));
    demand(errors.length === 0, `${errors.length} errors in the log, such as ${errors[0]}`);
    await must(stage.calls.query(server.url, 'inventory.get', { id }));
    demand((await server.stop()) === 0, 'the server did not end with 0');
    return {
      broken,
      figures: {
        'malformed requests': report.sent,
        'resets behind them': report.resets,
        'wrong answers': report.faulty,
        answers: countsOf(report),
        'memory before, MB': round(before),
        'memory growth, MB': round(growth),
      },
    };
  });

/** Sends inputs made from every schema to every procedure as every role, on the engine of DATABASE_URL. */
export const proveInputs = async ({ each, seed = SEED }: { each: number; seed?: number }): Promise<Proof> => {
  const { broken, demand } = createVerdict();
  const server = await serveTestShop();
  const figures: Proof['figures'] = {
    engine: process.env['DATABASE_URL']?.startsWith('postgres') ? 'PostgreSQL' : 'SQLite',
  };
  try {
    await someRows(server);
    const statuses = await callAll(server, { seed, each });
    figures['calls'] = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    figures['answers'] = countsOf({ statuses });
  } catch (error) {
    broken.push(String(error));
  } finally {
    await server.close();
  }
  const errors = server.lines().filter(({ level }) => level === 'error');
  demand(errors.length === 0, `${errors.length} errors in the log, such as ${JSON.stringify(errors[0])}`);
  return { broken, figures };
};
