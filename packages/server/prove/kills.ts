import Sqlite from 'better-sqlite3';
import { type Proof, createVerdict, quantile, randomBetween, round } from './harness/proof.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { onStage } from './harness/stage.ts';
import { judge } from './harness/writers.ts';

interface Options {
  rounds: number;
  writers: number;
  /** About so many acknowledgements in each round, before the kill. */
  perRound: number;
  /** What a start may take; tests on a busy machine leave it out. */
  readyWithinMs?: number;
}

/** The notes of all changes of stock, read from the file itself. */
export function notesIn(file: string): string[] {
  const client = new Sqlite(file, { readonly: true });
  try {
    return client.prepare<[], string>("select note from stock_movements where kind = 'adjust'").pluck().all();
  } finally {
    client.close();
  }
}

/** Kills a server under load by SIGKILL, again and again; callers come again with their keys. */
export function proveKills({ rounds, writers: count, perRound, readyWithinMs }: Options): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const file = stage.file('shop.db');
    const env = { DATABASE_URL: `file:${file}`, RATE_LIMITS: 'off' };
    await createShop(env);
    let server = await stage.start(env);
    const { token } = await login(stage.calls, server.url);
    const partId = await createPart(stage.calls, server.url, token);
    const readyMs: number[] = [];
    const writers = stage.write({ token, partId, count, url: server.url });
    for (let killed = 0; killed < rounds; killed++) {
      await writers.reach(writers.acknowledged.length + Math.round(randomBetween(0.5, 1.5) * perRound));
      // Nobody is told: what was on its way is lost with the process.
      await server.kill();
      writers.url = undefined;
      server = await stage.start(env);
      readyMs.push(server.readyMs);
      writers.url = server.url;
    }
    await writers.finish();
    demand((await server.stop()) === 0, 'the server did not end with 0');

    const kept = notesIn(file);
    const { lost, twice } = judge(writers.acknowledged, kept);
    const slowest = Math.max(...readyMs);
    demand(lost === 0, `${lost} acknowledged changes are lost`);
    demand(twice === 0, `${twice} changes were made twice`);
    demand(kept.length === writers.acknowledged.length, `${kept.length} changes, but not as many acknowledged`);
    demand(writers.wrong.length === 0, `wrong answers: ${writers.wrong.slice(0, 3).join('; ')}`);
    demand(slowest <= (readyWithinMs ?? Infinity), `ready only after ${round(slowest)} ms`);
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        kills: rounds,
        writers: count,
        acknowledged: writers.acknowledged.length,
        lost,
        'made twice': twice,
        'attempts without an answer': writers.unanswered,
        'answered again from their key': writers.replayed,
        'ready after a kill, median ms': round(quantile(readyMs, 0.5)),
        'ready after a kill, slowest ms': round(slowest),
      },
    };
  });
}
