import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../src/testing/redis.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, round, until } from './harness/proof.ts';
import { readiness } from './harness/readiness.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { onStage } from './harness/stage.ts';
import { judge } from './harness/writers.ts';

interface Options {
  /** How long each outage lasts. */
  outageMs: number;
  /** How soon after an outage all must be well; only that it becomes so, unless given. */
  wellWithinMs?: number;
}

/** PostgreSQL crashes, and hangs, under load: refusals that say so, and everything as before soon after. */
export function provePostgresOutages({ outageMs, wellWithinMs = Infinity }: Options): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const postgres = await startPostgres();
    stage.after(() => postgres.close());
    const env = { DATABASE_URL: postgres.url, RATE_LIMITS: 'off' };
    await createShop(env);
    const server = await stage.start(env);
    const { token } = await login(stage.calls, server.url);
    const partId = await createPart(stage.calls, server.url, token);
    const writers = stage.write({ token, partId, count: 16, url: server.url });
    await writers.reach(100);

    /** Lets an outage last, and answers how long after it writes work again. */
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
      demand(ms <= wellWithinMs, `after ${what} writes worked only after ${round(ms)} ms`);
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
    demand(lost === 0 && twice === 0, `${lost} acknowledged changes lost, ${twice} made twice`);
    demand(rows.length === writers.acknowledged.length, `${rows.length} changes, but not as many acknowledged`);
    demand(writers.wrong.length === 0, `wrong answers: ${writers.wrong.slice(0, 3).join('; ')}`);
    demand(writers.unanswered === 0, `${writers.unanswered} calls got no answer`);
    demand(writers.slowestMs <= 3 * wellWithinMs, `somebody waited ${round(writers.slowestMs)} ms`);
    demand((await server.stop()) === 0, 'the server did not end with 0');
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
        'longest wait for an answer, ms': round(writers.slowestMs),
      },
    };
  });
}

/** Redis dies, and hangs: calls go on, and load balancers hear why the process is degraded. */
export function proveRedisOutages({ outageMs, wellWithinMs = Infinity }: Options): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const postgres = await startPostgres();
    stage.after(() => postgres.close());
    const redis = await startRedis();
    stage.after(() => redis.close());
    const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
    await createShop(env);
    const server = await stage.start(env);
    const { token } = await login(stage.calls, server.url);
    const partId = await createPart(stage.calls, server.url, token);
    const writers = stage.write({ token, partId, count: 4, url: server.url });
    await writers.reach(50);

    const outage = async (what: string, begin: () => unknown, end: () => unknown): Promise<number> => {
      const before = writers.acknowledged.length;
      await begin();
      const lasting = sleep(outageMs);
      await until(async () => (await readiness(server.url)).because.includes('redis'), 30_000);
      const { status, state } = await readiness(server.url);
      demand(status === 200 && state === 'degraded', `during ${what} /readyz said ${status} ${state}`);
      await lasting;
      demand(writers.acknowledged.length > before + 10, `during ${what} writes stood still`);
      await end();
      const ms = await until(async () => (await readiness(server.url)).state === 'ready', 30_000);
      demand(ms <= wellWithinMs, `after ${what} the process was degraded for ${round(ms)} ms`);
      return ms;
    };
    const afterDeath = await outage('a death', redis.kill, redis.start);
    const afterHang = await outage('a hang', redis.freeze, redis.resume);
    await writers.finish();
    demand(writers.refused + writers.unanswered + writers.wrong.length === 0, 'a write was refused');
    demand((await server.stop()) === 0, 'the server did not end with 0');
    return {
      broken,
      figures: {
        'each outage, ms': outageMs,
        'writes acknowledged': writers.acknowledged.length,
        'writes refused': writers.refused + writers.unanswered + writers.wrong.length,
        'longest wait for an answer, ms': round(writers.slowestMs),
        'ready again after a death, ms': round(afterDeath),
        'ready again after a hang, ms': round(afterHang),
      },
    };
  });
}
