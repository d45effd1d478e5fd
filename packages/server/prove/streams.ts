import { type Calls, mustSucceed } from './harness/call.ts';
import { type Follower, followList, followStream } from './harness/followers.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import type { Env, Running } from './harness/server.ts';
import { createShop, doctorFinds, login } from './harness/shop.ts';

interface Options {
  engine: 'sqlite' | 'postgres';
  writers: number;
  /** What each of them writes. */
  changes: number;
  /** How often a server is killed. */
  kills: number;
}

const KINDS = ['customer.*'];
const PAUSE_MS = 20;
const PATIENCE_MS = 60_000;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

// Runs between the last statement of a transaction and its commit, in which others may overtake.
const pauseBeforeCommit = `
  create function proof_pause() returns trigger language plpgsql as $$
    begin perform pg_sleep(random() * 0.02); return null; end $$;
  create constraint trigger proof_pause after insert on events deferrable initially deferred
    for each row execute function proof_pause()`;

/** A shop; on PostgreSQL its writers pause at random before they commit. */
async function openShop(sandbox: Sandbox, engine: Options['engine']): Promise<Env> {
  if (engine === 'sqlite') {
    const env = { DATABASE_URL: `file:${sandbox.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    return env;
  }
  const postgres = await startPostgres();
  sandbox.after(() => postgres.close());
  const env = { DATABASE_URL: postgres.url, RATE_LIMITS: 'off' };
  await createShop(env);
  await postgres.query(pauseBeforeCommit);
  return env;
}

/** Servers of one shop, of which some may be gone for a while. */
type Servers = (Running | undefined)[];

/** A client that writes one change after the other, each until it is acknowledged. */
async function write(
  calls: Calls,
  servers: Servers,
  { token, writer, changes }: { token: string; writer: number; changes: number },
): Promise<void> {
  for (let n = 0; n < changes;) {
    const url = servers[(writer + n) % servers.length]?.url;
    const key = `writer-${writer}-${n}`;
    const input = { firstName: `Writer ${writer}`, lastName: `Change ${n}` };
    const answer = url && (await calls.mutate(url, 'customers.create', input, { token, key }).catch(() => undefined));
    if (answer && answer.status === 200) n += 1;
    else await pause();
  }
}

interface Change {
  id: number;
  changes: { firstName: { after: string }; lastName: { after: string } };
}

async function allChanges(calls: Calls, url: string, token: string, start: number): Promise<Change[]> {
  const all: Change[] = [];
  for (let after = start, more = true; more;) {
    const page: { items: Change[]; last: number; more: boolean } = await mustSucceed(
      calls.query(url, 'events.list', { after, kinds: KINDS, limit: 500 }, { token }),
    );
    all.push(...page.items);
    ({ last: after, more } = page);
  }
  return all;
}

/** The changes of each writer, in the order of their events. */
function byWriter(all: readonly Change[]): string[][] {
  const groups = Map.groupBy(all, ({ changes }) => changes.firstName.after);
  return [...groups.values()].map((own) => own.map(({ changes }) => changes.lastName.after));
}

async function killInTurn(
  sandbox: Sandbox,
  env: Env,
  servers: Servers,
  { kills, seen, total }: { kills: number; seen: () => number; total: number },
): Promise<void> {
  for (let killed = 0; killed < kills; killed++) {
    // After each equal part of the events.
    while (seen() < ((killed + 1) * total) / (kills + 2)) await pause();
    const at = killed % servers.length;
    const server = servers[at];
    servers[at] = undefined;
    await server?.kill();
    servers[at] = await sandbox.start(env);
  }
}

/** Kills servers while several clients write and others follow: on SQLite the only one, on PostgreSQL one of two. */
export function proveStreams({ engine, writers, changes, kills }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { calls } = sandbox;
    const { broken, check } = createVerdict();
    const env = await openShop(sandbox, engine);
    const servers: Servers = [await sandbox.start(env)];
    if (engine === 'postgres') servers.push(await sandbox.start(env));
    const urlOf = (at: number) => servers[at]?.url;
    const { token } = await login(calls, urlOf(0) ?? '');
    const { last: after } = await mustSucceed<{ last: number }>(
      calls.query(urlOf(0) ?? '', 'events.list', { limit: 500 }, { token }),
    );

    const followed = servers.map((_, at) => ({ url: () => urlOf(at), token, kinds: KINDS, after }));
    const followers: Follower[] = followed.flatMap((each) => [followStream(each), followList(calls, each)]);
    for (const { stop } of followers) sandbox.after(stop);
    const total = writers * changes;
    const seen = () => Math.max(...followers.map(({ ids }) => ids.length));
    await Promise.all([
      killInTurn(sandbox, env, servers, { kills, seen, total }),
      ...Array.from({ length: writers }, (_, writer) => write(calls, servers, { token, writer, changes })),
    ]);
    const all = await allChanges(calls, urlOf(0) ?? '', token, after);
    const deadline = performance.now() + PATIENCE_MS;
    while (followers.some(({ ids }) => ids.length < all.length) && performance.now() < deadline) await pause();
    for (const { stop } of followers) await stop();
    for (const server of servers) check((await server?.stop()) === 0, 'a server did not exit with 0');

    const expected = all.map(({ id }) => id);
    const wrong = followers.flatMap(({ ids, name }) => {
      const at = expected.findIndex((id, n) => ids[n] !== id);
      if (at < 0 && ids.length === expected.length) return [];
      return [
        `${name} saw ${ids.length} of ${expected.length}, and ${ids[at]} as number ${at} instead of ${expected[at]}`,
      ];
    });
    check(all.length === total, `${all.length} events of ${total} changes`);
    check(wrong.length === 0, wrong.join('; '));
    const inOrder = JSON.stringify(Array.from({ length: changes }, (_, n) => `Change ${n}`));
    check(
      byWriter(all).every((own) => JSON.stringify(own) === inOrder),
      'the events of a writer are out of its order',
    );
    const reconnects = followers.reduce((sum, follower) => sum + follower.reconnects(), 0);
    check(reconnects > 0, 'no reader had to begin again');
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: { events: all.length, writers, processes: servers.length, kills, readers: followers.length, reconnects },
    };
  });
}
