// Reads while logins flood: 100 connections try wrong passwords without pause; 64 connections read a part.
// Promised (SECURITY.md): reads keep p99 within 3 times idle, refused logins answer within 100 ms.
import { type Send, quantile, sender } from './calls.ts';
import { startServer } from './server.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const FLOOD = 100;
const READERS = 64;

const readFor = async (send: Send, id: number, seconds: number): Promise<number[]> => {
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
};

const server = await startServer({ RATE_LIMITS: 'off' });
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
  console.log(`reads: ${(busy.length / idle.length).toFixed(2)} times as many as idle`);
  console.log(`reads: p99 ${(quantile(busy, 0.99) / quantile(idle, 0.99)).toFixed(2)} times idle`);
} finally {
  readers.close();
  flood.close();
  await server.stop();
}
