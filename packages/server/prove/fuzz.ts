import { serveTestShop } from '../src/http/testing.ts';
import { callAll, someRows } from '../src/testing/fuzz/call-all.ts';
import { malformedRequests } from '../src/testing/fuzz/requests.ts';
import { type FuzzReport, countsOf, fuzz } from '../src/testing/fuzz/run.ts';
import { mustSucceed } from './harness/call.ts';
import { memoryOf } from './harness/memory.ts';
import { type Proof, createVerdict, round } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import { createPart, createShop, login } from './harness/shop.ts';

export const SEED = 20_261_120;
// V8 fills its heap and compiles hot code up to about 70 MB. Memory after a full collection then stays constant, so
// growth counts from there: 2 KB a request would be detected.
const MAX_WARM_UP_MB = 100;
const MAX_GROWTH_MB = 20;
const IDLE_READS = 2000;

/** Takes the next items of an ongoing iterator. */
function* firstOf<T>(all: Iterator<T>, count: number): Generator<T> {
  for (let n = 0; n < count; n++) {
    const next = all.next();
    if (next.done) return;
    yield next.value;
  }
}

const customer = {
  accountType: 'customer',
  email: 'fuzz@example.com',
  password: 'a password for proofs',
  firstName: 'Fay',
  lastName: 'Uzz',
  address: '1 Main Street',
};

interface Fuzzing {
  /** The number of requests before memory is compared. */
  warmUp: number;
  requests: number;
  seed?: number;
}

/** Sends malformed requests, the same for the same seed, to a server in a separate process. */
export function proveFuzz({ warmUp, requests, seed = SEED }: Fuzzing): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const many = '100000000/60';
    const env = {
      DATABASE_URL: `file:${sandbox.file('shop.db')}`,
      LOG_LEVEL: 'info',
      RATE_LIMIT_REGISTER: many,
      RATE_LIMIT_REFRESH: many,
      RATE_LIMIT_LOGIN_EMAIL: many,
      RATE_LIMIT_LOGIN_ADDRESS: many,
    };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const guest = await mustSucceed<{ token: string }>(sandbox.calls.mutate(server.url, 'auth.register', customer));
    const id = await createPart(sandbox.calls, server.url, token, 100);
    for (let n = 0; n < IDLE_READS; n++)
      await mustSucceed(sandbox.calls.query(server.url, 'inventory.get', { id }, { token }));

    const pid = server.child.pid ?? 0;
    const idle = memoryOf(pid);
    const malformed = malformedRequests(seed, warmUp + requests, [token, guest.token]);
    const send = async (count: number): Promise<FuzzReport> => {
      const report = await fuzz(server.url, firstOf(malformed, count)).catch((error) => {
        throw new Error(`the server exited: ${server.lines().findLast((line) => line.includes('"fatal"'))}`, {
          cause: error,
        });
      });
      check(report.faulty === 0, `${report.faulty} wrong responses, such as:\n${report.faults.join('\n')}`);
      return report;
    };
    const first = await send(warmUp);
    const warm = memoryOf(pid);
    const report = await send(requests);
    const growth = memoryOf(pid) - warm;
    check(warm - idle < MAX_WARM_UP_MB, `the server's memory grew by ${round(warm - idle)} MB to warm up`);
    check(growth < MAX_GROWTH_MB, `the server's memory grew by ${round(growth)} MB once it was warm`);
    check(server.child.exitCode === null, 'the server exited');
    check(growth < MAX_GROWTH_MB, `the server's memory grew by ${round(growth)} MB`);
    const errors = server
      .lines()
      .filter((line) => line.includes('"level":"error"') || line.includes('"level":"fatal"'));
    check(errors.length === 0, `${errors.length} errors in the log, such as ${errors[0]}`);
    await mustSucceed(sandbox.calls.query(server.url, 'inventory.get', { id }));
    check((await server.stop()) === 0, 'the server did not exit with 0');
    return {
      broken,
      figures: {
        'malformed requests': first.sent + report.sent,
        'resets behind them': first.resets + report.resets,
        'wrong answers': first.faulty + report.faulty,
        'answers once warm': countsOf(report),
        'memory before, MB': round(idle),
        [`growth over the first ${warmUp}, MB`]: round(warm - idle),
        [`growth over the next ${requests}, MB`]: round(growth),
      },
    };
  });
}

/** Sends generated inputs of every schema to every procedure as every role, on the engine of DATABASE_URL. */
export async function proveInputs({ each, seed = SEED }: { each: number; seed?: number }): Promise<Proof> {
  const { broken, check } = createVerdict();
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
  check(errors.length === 0, `${errors.length} errors in the log, such as ${JSON.stringify(errors[0])}`);
  return { broken, figures };
}
