// Open live streams: what each costs in memory, and reads while they are open, quiet or with 10 changes a second.
// Promised (docs/events.md): at most 40 KB each, and at least 0.8 times the reads without streams.
import { readFileSync } from 'node:fs';
import { Agent, type ClientRequest, request } from 'node:http';
import { setInterval as ticks } from 'node:timers/promises';
import { type Send, quantile, sender } from './calls.ts';
import { HIGH, READERS, createAdmin, dataOf, printTimes, readFor } from './reads.ts';
import { startServer } from './server.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const STREAMS = 500;
const PER_ACCOUNT = 5;
const CHANGES_A_SECOND = 10;
const MOST_KB = 40;
const LEAST_READS = 0.8;

const server = await startServer({
  BCRYPT_COST: '10',
  RATE_LIMIT_DEFAULT: HIGH,
  RATE_LIMIT_REGISTER: HIGH,
});

/** Resident memory of the server, in KB. */
function memory(): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]);
}

/** The token of a new mechanic: staff receive every change. */
async function register(send: Send, adminToken: string, number: number): Promise<string> {
  const invited = await send('invites.create', { post: true, token: adminToken, input: { role: 'mechanic' } });
  const input = {
    accountType: 'mechanic',
    inviteCode: dataOf<{ code: string }>(invited.body).code,
    email: `m${number}@bench.test`,
    password: 'the password of the bench',
    firstName: 'M',
    lastName: String(number),
    specialty: 'Brakes',
  };
  return dataOf<{ token: string }>((await send('auth.register', { post: true, input })).body).token;
}

let received = 0;
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
/** Opens a stream, and resolves once it has begun. */
function openStream(token: string): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const req = request(`${server.url}/trpc/events.live`, { agent, headers: { authorization: `Bearer ${token}` } });
    req.once('response', (res) => {
      if (res.statusCode !== 200) return reject(new Error(`A stream answered ${res.statusCode}.`));
      res.once('data', () => resolve(req));
      res.on('data', (chunk: Buffer) => (received += chunk.toString().split('\nid: ').length - 1));
      return undefined;
    });
    req.on('error', () => {});
    req.end();
  });
}

const readers = sender(server.url, READERS);
try {
  const token = await createAdmin(server, readers.send);
  const created = await readers.send('inventory.create', {
    post: true,
    token,
    input: { name: 'Brake pad', priceCents: 4990, quantity: 10 },
  });
  const { id } = dataOf<{ id: number }>(created.body);
  const tokens: string[] = [];
  // One after the other: each hashes a password.
  for (let number = 0; number < STREAMS / PER_ACCOUNT; number += 1) {
    tokens.push(await register(readers.send, token, number));
  }

  // The heap has its size before memory is compared.
  await readFor(readers.send, id, 5);
  const alone = await readFor(readers.send, id, SECONDS);
  const before = memory();
  const streams = await Promise.all(
    tokens.flatMap((one) => Array.from({ length: PER_ACCOUNT }, () => openStream(one))),
  );
  const opened = memory();
  const quiet = await readFor(readers.send, id, SECONDS);

  received = 0;
  const changing = new AbortController();
  const changes = (async () => {
    for await (const _ of ticks(1000 / CHANGES_A_SECOND, undefined, { signal: changing.signal })) {
      await readers.send('inventory.adjust', { post: true, token, input: { id, delta: 1 } });
    }
  })().catch(() => {});
  const busy = await readFor(readers.send, id, SECONDS);
  changing.abort();
  await changes;
  for (const stream of streams) stream.destroy();

  printTimes({ 'reads, no streams': alone, 'reads, quiet streams': quiet, 'reads, changes': busy });
  const each = (opened - before) / STREAMS;
  const shares = [quiet, busy].map(({ length }) => length / alone.length);
  const p99 = quantile(quiet, 0.99) / quantile(alone, 0.99);
  console.log(`${STREAMS} streams: ${each.toFixed(1)} KB each, at most ${MOST_KB}; ${received} events received`);
  console.log(
    `reads: ${shares.map((share) => share.toFixed(2)).join(' and ')} of those alone, at least ${LEAST_READS}`,
  );
  console.log(`reads: p99 ${p99.toFixed(2)} times with quiet streams`);
  if (each > MOST_KB || (shares[0] ?? 0) < LEAST_READS) process.exitCode = 1;
} finally {
  readers.close();
  agent.destroy();
  await server.stop();
}
