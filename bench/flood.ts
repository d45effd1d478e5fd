// Reads during a login flood: 100 connections try wrong passwords without pause; 64 connections read a part. Promised
// (SECURITY.md): the p99 of reads stays within 3 times idle, refused logins answer within 100 ms.
import { quantile, sender } from './calls.ts';
import { HIGH, READERS, createAdmin, dataOf, printTimes, readFor } from './reads.ts';
import { startServer } from './server.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const FLOOD = 100;
const LEAST_READS = 0.35;
const MOST_P99 = 3;

const server = await startServer({
  RATE_LIMIT_DEFAULT: HIGH,
  RATE_LIMIT_LOGIN_EMAIL: HIGH,
  RATE_LIMIT_LOGIN_ADDRESS: HIGH,
});
const readers = sender(server.url, READERS);
const flood = sender(server.url, FLOOD);
try {
  const token = await createAdmin(server, readers.send);
  const created = await readers.send('inventory.create', {
    post: true,
    token,
    input: { name: 'Brake pad', priceCents: 4990, quantity: 10 },
  });
  const { id } = dataOf<{ id: number }>(created.body);

  await readFor(readers.send, id, 2);
  const idle = await readFor(readers.send, id, SECONDS);

  let flooding = true;
  const refused: number[] = [];
  const checked: number[] = [];
  const attackers = Array.from({ length: FLOOD }, async (_, n) => {
    while (flooding) {
      const input = { email: n % 2 === 0 ? 'bench@shop.test' : `nobody${n}@shop.test`, password: `wrong ${n}` };
      const { status, milliseconds } = await flood.send('auth.login', { post: true, input });
      if (status === 503) refused.push(milliseconds);
      else if (status === 401) checked.push(milliseconds);
      else throw new Error(`A login answered ${status}.`);
    }
  });
  const busy = await readFor(readers.send, id, SECONDS);
  flooding = false;
  await Promise.all(attackers);

  printTimes({
    'reads, idle': idle,
    'reads while logins flood': busy,
    'logins refused at once': refused,
    'logins checked': checked,
  });
  const reads = busy.length / idle.length;
  const p99 = quantile(busy, 0.99) / quantile(idle, 0.99);
  console.log(`reads: ${reads.toFixed(2)} times as many as idle, at least ${LEAST_READS}`);
  console.log(`reads: p99 ${p99.toFixed(2)} times idle, at most ${MOST_P99}`);
  if (reads < LEAST_READS || p99 > MOST_P99) process.exitCode = 1;
} finally {
  readers.close();
  flood.close();
  await server.stop();
}
