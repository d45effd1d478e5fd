import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { type Calls, mustSucceed } from './harness/call.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import type { Env, Running } from './harness/server.ts';
import { createShop, doctorFinds, login } from './harness/shop.ts';

interface Options {
  engine: 'sqlite' | 'postgres';
  /** The changes to deliver. */
  changes: number;
  /** How often a server is killed while it delivers. */
  kills: number;
}

const PAUSE_MS = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** A receiver that verifies each message and counts it. */
async function startReceiver(sandbox: Sandbox) {
  /** How often each message came, and which event it was. */
  const messages = new Map<string, { times: number; eventId: number }>();
  let verifier: Webhook | undefined;
  let wrong = 0;
  const gate = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      const id = String(request.headers['webhook-id']);
      try {
        const verified = verifier?.verify(Buffer.concat(chunks).toString(), request.headers as Record<string, string>);
        const { data } = verified as { data: { id: number } };
        messages.set(id, { times: (messages.get(id)?.times ?? 0) + 1, eventId: data.id });
      } catch {
        wrong += 1;
      }
      // Long enough for a kill to break off some.
      void gate.promise.then(pause).then(() => response.writeHead(204).end());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  sandbox.after(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    messages,
    wrong: () => wrong,
    /** Lets requests be answered, which wait until then. */
    open: () => gate.resolve(),
    verifyWith: (secret: string): void => {
      verifier = new Webhook(secret);
    },
  };
}

async function databaseOf(sandbox: Sandbox, engine: Options['engine']): Promise<Env> {
  const settings = { RATE_LIMITS: 'off', WEBHOOK_PRIVATE: 'on' };
  if (engine === 'sqlite') return { DATABASE_URL: `file:${sandbox.file('shop.db')}`, ...settings };
  const postgres = await startPostgres();
  sandbox.after(() => postgres.close());
  return { DATABASE_URL: postgres.url, ...settings };
}

/** Makes changes by several callers at once. */
async function makeChanges(calls: Calls, url: string, token: string, count: number): Promise<void> {
  const one = (n: number) =>
    mustSucceed(calls.mutate(url, 'customers.create', { firstName: 'Cara', lastName: `Driver ${n}` }, { token }));
  for (let from = 0; from < count; from += 20) {
    await Promise.all(Array.from({ length: Math.min(20, count - from) }, (_, n) => one(from + n)));
  }
}

async function eventIds(calls: Calls, url: string, token: string): Promise<number[]> {
  const ids: number[] = [];
  for (let after = 0, more = true; more;) {
    const input = { after, limit: 500, kinds: ['customer.created'] };
    const page: { items: { id: number }[]; last: number; more: boolean } = await mustSucceed(
      calls.query(url, 'events.list', input, { token }),
    );
    ids.push(...page.items.map(({ id }) => id));
    ({ last: after, more } = page);
  }
  return ids;
}

/** Kills servers while they deliver: on SQLite the only one; on PostgreSQL two share the work. */
export function proveWebhooks({ engine, changes, kills }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { calls } = sandbox;
    const { broken, check } = createVerdict();
    const env = await databaseOf(sandbox, engine);
    await createShop(env);
    const receiver = await startReceiver(sandbox);
    const servers: Running[] = [await sandbox.start(env)];
    if (engine === 'postgres') servers.push(await sandbox.start(env));
    const url = () => servers[0]?.url ?? '';
    const { token } = await login(calls, url());
    const input = { url: receiver.url, kinds: ['customer.*'] };
    const { secret } = await mustSucceed<{ secret: string }>(calls.mutate(url(), 'webhooks.create', input, { token }));
    receiver.verifyWith(secret);

    // What is killed must have most of its work before it.
    if (kills === 0) receiver.open();
    await makeChanges(calls, url(), token, changes);
    receiver.open();
    for (let killed = 0; killed < kills; killed++) {
      // A kill after each equal part of the deliveries.
      while (receiver.messages.size < ((killed + 1) * changes) / (kills + 2)) await pause();
      await servers[0]?.kill();
      servers[0] = await sandbox.start(env);
    }
    const expected = await eventIds(calls, url(), token);
    const arrived = () => new Set([...receiver.messages.values()].map(({ eventId }) => eventId));
    const deadline = performance.now() + 300_000;
    while (arrived().size < expected.length && performance.now() < deadline) await pause();
    for (const server of servers) check((await server.stop()) === 0, 'a server did not exit with 0');

    const got = arrived();
    const lost = expected.filter((id) => !got.has(id)).length;
    const repeated = [...receiver.messages.values()].filter(({ times }) => times > 1).length;
    check(expected.length === changes, `${expected.length} events of ${changes} changes`);
    check(lost === 0, `${lost} events were not delivered`);
    check(receiver.messages.size === expected.length, 'an event has several messages');
    check(receiver.wrong() === 0, `${receiver.wrong()} signatures are wrong`);
    if (kills === 0) check(repeated === 0, `${repeated} attempts were sent twice`);
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: { events: expected.length, processes: servers.length, kills, 'sent again after a kill': repeated },
    };
  });
}
