import { mustSucceed } from './harness/call.ts';
import { METRICS_SETTINGS } from './harness/metrics.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, round } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { forEach, measureStalls } from './harness/stalls.ts';

interface Options {
  engine: 'sqlite' | 'postgres';
  /** Tickets with a line that waits for the same part. */
  lines: number;
  /** The longest that a delivery for all of them may take. */
  withinMs: number;
  /** The longest allowed event loop stall meanwhile. */
  mostMs: number;
}

interface Ticket {
  id: number;
  parts: { reserved: number; missing: number }[];
}

interface Part {
  quantity: number;
  reserved: number;
  available: number;
}

async function prove({ calls, start }: Sandbox, database: string, options: Options): Promise<Proof> {
  const { broken, check } = createVerdict();
  const { lines, withinMs, mostMs } = options;
  const env = { DATABASE_URL: database, RATE_LIMITS: 'off', ...METRICS_SETTINGS };
  await createShop(env);
  const server = await start(env);
  const { url } = server;
  const { token } = await login(calls, url);
  const mutate = <T>(path: string, input: object) => mustSucceed<T>(calls.mutate(url, path, input, { token }));
  const query = <T>(path: string, input: object) => mustSucceed<T>(calls.query(url, path, input, { token }));

  const partId = await createPart(calls, url, token);
  const { id: customerId } = await mutate<{ id: number }>('customers.create', {
    firstName: 'Cara',
    lastName: 'Driver',
  });
  const tickets: number[] = [];
  const addLine = async (n: number): Promise<void> => {
    const { id } = await mutate<Ticket>('tickets.create', { customerId, description: `Ticket ${n}` });
    await mutate('tickets.addPart', { id, partId, backorder: true });
    tickets.push(id);
  };
  // All of them lock the part: more callers would only wait for each other.
  await forEach(lines, addLine, 2);
  const missing = async (): Promise<number> => {
    let count = 0;
    await forEach(tickets.length, async (n) => {
      const ticket = await query<Ticket>('tickets.get', { id: tickets[n] });
      count += ticket.parts.reduce((sum, line) => sum + line.missing, 0);
    });
    return count;
  };
  check((await missing()) === lines, 'before the delivery, not every line waits');

  const measure = measureStalls(server);
  const { ms, stallMs } = await measure(() => mutate('inventory.adjust', { id: partId, delta: lines }));
  check(ms < withinMs, `the delivery took ${Math.round(ms)} ms`);
  check(stallMs <= mostMs, `the event loop stalled for ${Math.round(stallMs)} ms`);
  const part = await query<Part>('inventory.get', { id: partId });
  check(part.reserved === lines && part.available === 0, `after the delivery the part is ${JSON.stringify(part)}`);
  check((await missing()) === 0, 'after the delivery, a line still waits');
  check((await server.stop()) === 0, 'the server did not exit with 0');
  broken.push(...(await doctorFinds(env)));
  return { figures: { 'lines filled': lines, 'took, ms': round(ms), 'longest stall, ms': round(stallMs) }, broken };
}

/** One delivery for very many waiting lines is quick and blocks no other call. */
export function proveWaiting(options: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    if (options.engine === 'sqlite') return prove(sandbox, `file:${sandbox.file('shop.db')}`, options);
    const postgres = await startPostgres();
    sandbox.after(() => postgres.close());
    return prove(sandbox, postgres.url, options);
  });
}
