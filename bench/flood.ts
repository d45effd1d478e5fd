// Reads during a login flood: 100 connections try wrong passwords without pause; 64 connections read a part. Promised
// (SECURITY.md): the p99 of reads stays within 3 times idle, refused logins answer within 100 ms.
import { type Send, quantile, sender } from './calls.ts';
import { startServer } from './server.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const FLOOD = 100;
const READERS = 64;
// Limits are counted but never reached.
const HIGH = '999999999/3600';
const LEAST_READS = 0.35;
const MOST_P99 = 3;

async function readFor(send: Send, id: number, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const readers = Array.from({ length: READERS }, async () => {
    while (performance.now() < end) {
      const { status, milliseconds } = await send('inventory.get', { input: { id } });
      if (status !== 200) throw new Error(`A read answered ${status}.`);
      times.push(milliseconds);
    }
  });
  await Promise.all(readers);
  return times;
}

const server = await startServer({
  RATE_LIMIT_DEFAULT: HIGH,
  RATE_LIMIT_LOGIN_EMAIL: HIGH,
  RATE_LIMIT_LOGIN_ADDRESS: HIGH,
});
const readers = sender(server.url, READERS);
const flood = sender(server.url, FLOOD);
try {
  const password = 'the password of the bench';
  await server.admin(
    ['create-admin', '--email', 'bench@shop.test', '--first-name', 'B', '--last-name', 'Ench'],
    password,
  );
  const login = await readers.send('auth.login', { post: true, input: { email: 'bench@shop.test', password } });
  const { result } = JSON.parse(login.body) as { result: { data: { token: string } } };
  const created = await readers.send('inventory.create', {
    post: true,
    token: result.data.token,
    input: { name: 'Brake pad', priceCents: 4990, quantity: 10 },
  });
  const part = JSON.parse(created.body) as { result: { data: { id: number } } };
  const { id } = part.result.data;

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

  const ms = (value: number): string => value.toFixed(2).padStart(9);
  const row = (name: string, times: number[]): string =>
    `${name.padEnd(28)}${String(times.length).padStart(8)}${ms(quantile(times, 0.5))}${ms(quantile(times, 0.99))}${ms(quantile(times, 1))}`;
  console.log(
    `${''.padEnd(28)}${'calls'.padStart(8)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'max ms'.padStart(9)}`,
  );
  console.log(row('reads, idle', idle));
  console.log(row('reads while logins flood', busy));
  console.log(row('logins refused at once', refused));
  console.log(row('logins checked', checked));
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
