import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../src/testing/redis.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, round, until } from './harness/proof.ts';
import { readiness } from './harness/readiness.ts';
import { inSandbox } from './harness/sandbox.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { judge } from './harness/writers.ts';

interface Options {
  /** How long each outage lasts. */
  outageMs: number;
  /** The longest allowed recovery; unlimited by default. */
  wellWithinMs?: number;
}

/** PostgreSQL crashes and hangs under load: calls are refused with a clear reason and work again soon after. */
export function provePostgresOutages({ outageMs, wellWithinMs = Infinity }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const postgres = await startPostgres();
    sandbox.after(() => postgres.close());
    const env = { DATABASE_URL: postgres.url, RATE_LIMITS: 'off' };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const partId = await createPart(sandbox.calls, server.url, token);
    const writers = sandbox.write({ token, partId, count: 16, url: server.url });
    await writers.reach(100);

    /** Causes an outage and returns how long after it writes work again. */
    const outage = async (what: string, begin: () => unknown, end: () => unknown): Promise<number> => {
      const refused = writers.refused;
      await begin();
      const lasting = sleep(outageMs);
      await until(async () => (await readiness(server.url)).status === 503, 15_000);
      await lasting;
      await until(() => writers.refused > refused, 15_000);
      await end();
      const from = performance.now();
      const count = writers.acknowledged.length;
      await writers.reach(count + 1);
      const ms = performance.now() - from;
      check(ms <= wellWithinMs, `after ${what} writes worked only after ${round(ms)} ms`);
      await until(async () => (await readiness(server.url)).state === 'ready', 30_000);
      await writers.reach(count + 50);
      return ms;
    };
    const afterCrash = await outage('a crash', postgres.crash, postgres.start);
    const afterHang = await outage('a hang', postgres.freeze, postgres.resume);
    await writers.finish();

    const rows = await postgres.query<{ note: string }>("select note from stock_movements where kind = 'adjust'");
    const { lost, twice } = judge(
      writers.acknowledged,
      rows.map(({ note }) => note),
    );
    check(lost === 0 && twice === 0, `${lost} acknowledged changes lost, ${twice} made twice`);
    check(rows.length === writers.acknowledged.length, `${rows.length} changes, but not as many acknowledged`);
    check(writers.wrong.length === 0, `wrong answers: ${writers.wrong.slice(0, 3).join('; ')}`);
    check(writers.unanswered === 0, `${writers.unanswered} calls got no response`);
    check(writers.slowestMs <= 3 * wellWithinMs, `a client waited ${round(writers.slowestMs)} ms`);
    check((await server.stop()) === 0, 'the server did not exit with 0');
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        'each outage, ms': outageMs,
        acknowledged: writers.acknowledged.length,
        'refused for STORAGE_UNAVAILABLE': writers.refused,
        lost,
        'made twice': twice,
        'writes work again after a crash, ms': round(afterCrash),
        'writes work again after a hang, ms': round(afterHang),
        'longest wait for a response, ms': round(writers.slowestMs),
      },
    };
  });
}

/** Redis crashes and hangs: calls continue, and load balancers see why the process is degraded. */
export function proveRedisOutages({ outageMs, wellWithinMs = Infinity }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const postgres = await startPostgres();
    sandbox.after(() => postgres.close());
    const redis = await startRedis();
    sandbox.after(() => redis.close());
    const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const partId = await createPart(sandbox.calls, server.url, token);
    const writers = sandbox.write({ token, partId, count: 4, url: server.url });
    await writers.reach(50);

    const outage = async (what: string, begin: () => unknown, end: () => unknown): Promise<number> => {
      const before = writers.acknowledged.length;
      await begin();
      const lasting = sleep(outageMs);
      await until(async () => (await readiness(server.url)).because.includes('redis'), 30_000);
      const { status, state } = await readiness(server.url);
      check(status === 200 && state === 'degraded', `during ${what} /readyz returned ${status} ${state}`);
      await lasting;
      check(writers.acknowledged.length > before + 10, `during ${what} writes stopped`);
      await end();
      const ms = await until(async () => (await readiness(server.url)).state === 'ready', 30_000);
      check(ms <= wellWithinMs, `after ${what} the process was degraded for ${round(ms)} ms`);
      return ms;
    };
    const afterDeath = await outage('a death', redis.kill, redis.start);
    const afterHang = await outage('a hang', redis.freeze, redis.resume);
    await writers.finish();
    check(writers.refused + writers.unanswered + writers.wrong.length === 0, 'a write was refused');
    check((await server.stop()) === 0, 'the server did not exit with 0');
    return {
      broken,
      figures: {
        'each outage, ms': outageMs,
        'writes acknowledged': writers.acknowledged.length,
        'writes refused': writers.refused + writers.unanswered + writers.wrong.length,
        'longest wait for a response, ms': round(writers.slowestMs),
        'ready again after a crash, ms': round(afterDeath),
        'ready again after a hang, ms': round(afterHang),
      },
    };
  });
}
