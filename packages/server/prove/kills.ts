import Sqlite from 'better-sqlite3';
import { type Proof, createVerdict, quantile, randomBetween, round } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { judge } from './harness/writers.ts';

interface Options {
  rounds: number;
  writers: number;
  /** The approximate number of acknowledgements in each round, before the kill. */
  perRound: number;
  /** The longest allowed startup; tests on a busy machine omit it. */
  readyWithinMs?: number;
}

/** The notes of all stock movements, read from the file itself. */
export function notesIn(file: string): string[] {
  const client = new Sqlite(file, { readonly: true });
  try {
    return client.prepare<[], string>("select note from stock_movements where kind = 'adjust'").pluck().all();
  } finally {
    client.close();
  }
}

/** Kills a server under load by SIGKILL repeatedly; clients retry with their keys. */
export function proveKills({ rounds, writers: count, perRound, readyWithinMs }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const file = sandbox.file('shop.db');
    const env = { DATABASE_URL: `file:${file}`, RATE_LIMITS: 'off' };
    await createShop(env);
    let server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const partId = await createPart(sandbox.calls, server.url, token);
    const readyMs: number[] = [];
    const writers = sandbox.write({ token, partId, count, url: server.url });
    for (let killed = 0; killed < rounds; killed++) {
      await writers.reach(writers.acknowledged.length + Math.round(randomBetween(0.5, 1.5) * perRound));
      // No client gets a response: what was in flight is lost with the process.
      await server.kill();
      writers.url = undefined;
      server = await sandbox.start(env);
      readyMs.push(server.readyMs);
      writers.url = server.url;
    }
    await writers.finish();
    check((await server.stop()) === 0, 'the server did not exit with 0');

    const kept = notesIn(file);
    const { lost, twice } = judge(writers.acknowledged, kept);
    const slowest = Math.max(...readyMs);
    check(lost === 0, `${lost} acknowledged changes are lost`);
    check(twice === 0, `${twice} changes were made twice`);
    check(kept.length === writers.acknowledged.length, `${kept.length} changes, but not as many acknowledged`);
    check(writers.wrong.length === 0, `wrong answers: ${writers.wrong.slice(0, 3).join('; ')}`);
    check(slowest <= (readyWithinMs ?? Infinity), `ready only after ${round(slowest)} ms`);
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        kills: rounds,
        writers: count,
        acknowledged: writers.acknowledged.length,
        lost,
        'made twice': twice,
        'attempts without a response': writers.unanswered,
        'replayed from their key': writers.replayed,
        'ready after a kill, median ms': round(quantile(readyMs, 0.5)),
        'ready after a kill, slowest ms': round(slowest),
      },
    };
  });
}
