import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, get } from 'node:http';
import { type Answer, mustSucceed } from './harness/call.ts';
import { memoryOf } from './harness/memory.ts';
import { type Proof, createVerdict, quantile, round } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import type { Running } from './harness/server.ts';
import { ADMIN, createShop, doctorFinds, login } from './harness/shop.ts';

interface Options {
  minutes: number;
  /** Clients that do a shop's work, each at its own pace. */
  clients: number;
  /** The pause between two visits of a client. */
  pauseMs: number;
  /** The samples of memory and handles, spread over the time. */
  samples: number;
}

// Caches fill up to their bounds, and V8's heap with them; later samples are compared with those after the first half.
const MAX_GROWTH_MB = 25;
const MAX_MORE_HANDLES = 10;

/** What a process holds. */
interface Held {
  memoryMb: number;
  handles: number;
}

const heldBy = (pid: number): Held => ({ memoryMb: memoryOf(pid), handles: readdirSync(`/proc/${pid}/fd`).length });

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Work {
  /** Calls as the admin; counts refusals and the time. */
  query<T>(path: string, input: object): Promise<T>;
  mutate<T>(path: string, input: object): Promise<T>;
  /** A number of its own. */
  next(): number;
}

interface Row {
  id: number;
}

/** One customer's visit: from an appointment to a paid invoice, with what the shop looks at meanwhile. */
async function visit({ query, mutate, next }: Work, parts: readonly number[]): Promise<void> {
  const n = next();
  const partId = parts[n % parts.length] ?? 0;
  const customer = await mutate<Row>('customers.create', { firstName: 'Sol', lastName: `Soak ${n}` });
  const vehicle = await mutate<Row>('vehicles.create', {
    customerId: customer.id,
    make: 'Opel',
    model: 'Corsa',
    year: 2015,
  });
  const startsAt = new Date(Date.UTC(2030, 0, 1) + n * 3_600_000).toISOString();
  const booked = {
    customerId: customer.id,
    vehicleId: vehicle.id,
    startsAt,
    minutes: 60,
    subject: 'Service',
    bayId: null,
  };
  const appointment = await mutate<Row>('appointments.book', booked);
  const ticket = await mutate<Row>('appointments.openTicket', { id: appointment.id });
  const { jobs } = await mutate<{ jobs: Row[] }>('tickets.addJob', { id: ticket.id, name: 'Service' });
  const jobId = jobs[0]?.id;
  await mutate('tickets.addPart', { id: ticket.id, partId, quantity: 1, jobId });
  await mutate('tickets.addLabor', { id: ticket.id, description: 'Service', hours: 0.5, rateCents: 9000, jobId });
  await mutate('clock.start', { ticketId: ticket.id });
  await mutate('messages.post', { ticketId: ticket.id, text: 'Ready in an hour.' });
  await query('messages.unread', {});
  const estimate = await mutate<{ code: string }>('estimates.send', { ticketId: ticket.id });
  await mutate('estimates.answer', { code: estimate.code, approve: [jobId], decline: [], by: 'Sol' });
  await mutate('tickets.setStatus', { id: ticket.id, status: 'in_progress' });
  await mutate('tickets.setStatus', { id: ticket.id, status: 'completed' });
  const invoice = await mutate<{ id: number; balanceCents: number }>('invoices.issue', { ticketId: ticket.id });
  await mutate('payments.record', { ticketId: ticket.id, amountCents: invoice.balanceCents, method: 'card' });
  await mutate('inventory.adjust', { id: partId, delta: 1, note: 'Found one.' });
  for (const [path, input] of readsOf(customer.id, ticket.id)) await query(path, input);
  if (n % 20 === 0) await query('invoices.pdf', { id: invoice.id });
  if (n % 50 === 0) await query('reports.sales', { from: '2026-01-01', to: '2026-12-31', by: 'month' });
}

const readsOf = (customerId: number, id: number): [string, object][] => [
  ['tickets.list', { limit: 50 }],
  ['tickets.get', { id }],
  ['tickets.history', { id }],
  ['customers.list', { search: 'soak', limit: 20 }],
  ['vehicles.list', { customerId }],
  ['inventory.list', { orderBy: 'name' }],
  ['appointments.list', { customerId }],
  ['events.list', { limit: 50 }],
];

/** A page that listens for a while, over and over. */
async function listen(url: string, token: string, isOver: () => boolean): Promise<number> {
  let heard = 0;
  while (!isOver()) {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
    const request: ClientRequest = get(`${url}/trpc/events.live`, { headers });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.on('data', (bytes: Buffer) => (heard += bytes.length));
    response.on('error', () => {});
    await sleep(2_000);
    request.destroy();
  }
  return heard;
}

/** Starts the clients and listeners; `finish` waits for their last visit. */
function startWork({ calls }: Sandbox, url: string, token: string, parts: number[], { clients, pauseMs }: Options) {
  const waits: number[] = [];
  const refused = new Map<string, number>();
  let visits = 0;
  let going = true;
  const counted = async <T>(path: string, call: Promise<Answer>): Promise<T> => {
    const answer = await call;
    waits.push(answer.ms);
    if (answer.status === 200) return answer.data as T;
    const what = `${path}: ${answer.status} ${answer.reason}`;
    refused.set(what, (refused.get(what) ?? 0) + 1);
    throw new Error(what);
  };
  const work: Work = {
    query: (path, input) => counted(path, calls.query(url, path, input, { token })),
    mutate: (path, input) => {
      const key = path === 'estimates.answer' ? undefined : crypto.randomUUID();
      return counted(path, calls.mutate(url, path, input, { token, key }));
    },
    next: () => visits++,
  };
  const client = async (): Promise<void> => {
    while (going) {
      // A refusal is counted, and ends the visit.
      await visit(work, parts).catch(() => {});
      await sleep(pauseMs);
    }
  };
  const listeners = [1, 2, 3].map(() => listen(url, token, () => !going));
  const all = Promise.all([...listeners, ...Array.from({ length: clients }, client)]);
  const finish = async (): Promise<void> => {
    going = false;
    await all;
  };
  return { waits, refused, listeners, visits: () => visits, finish };
}

async function sample(server: Running, { minutes, samples }: Options): Promise<Held[]> {
  const held: Held[] = [];
  for (let n = 0; n < samples; n++) {
    await sleep((minutes * 60_000) / samples);
    held.push(heldBy(server.child.pid ?? 0));
  }
  return held;
}

/** A shop's mixed work for a long time: memory and handles stay, and nothing is refused. */
export function proveSoak(options: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const env = { DATABASE_URL: `file:${sandbox.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url, ADMIN);
    const parts: number[] = [];
    for (let n = 0; n < 50; n++) {
      const part = { name: `Brake pad ${n}`, priceCents: 4990, quantity: 1_000 };
      const made = sandbox.calls.mutate(server.url, 'inventory.create', part, { token });
      parts.push((await mustSucceed<Row>(made)).id);
    }
    const work = startWork(sandbox, server.url, token, parts, options);
    sandbox.after(work.finish);
    const held = await sample(server, options);
    await work.finish();
    const heard = (await Promise.all(work.listeners)).reduce((sum, bytes) => sum + bytes, 0);

    const [third, fourth] = [held.slice(held.length / 2, (held.length * 3) / 4), held.slice((held.length * 3) / 4)];
    const median = (some: readonly Held[], of: keyof Held) =>
      quantile(
        some.map((each) => each[of]),
        0.5,
      );
    const growth = median(fourth, 'memoryMb') - median(third, 'memoryMb');
    const moreHandles = median(fourth, 'handles') - median(third, 'handles');
    check(growth <= MAX_GROWTH_MB, `memory grew by ${round(growth)} MB in the last quarter`);
    check(moreHandles <= MAX_MORE_HANDLES, `${moreHandles} more handles in the last quarter`);
    check(heard > 0, 'no stream brought an event');
    for (const [what, times] of work.refused) check(false, `${times} × ${what}`);
    const status = await server.stop();
    check(status === 0, `the server exited with ${status}`);
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        minutes: options.minutes,
        visits: work.visits(),
        calls: work.waits.length,
        'p99 of all calls, ms': round(quantile(work.waits, 0.99)),
        'memory by eighths, MB': eighths(held, 'memoryMb'),
        'handles by eighths': eighths(held, 'handles'),
      },
    };
  });
}

/** The medians of eight equal parts. */
function eighths(held: readonly Held[], of: keyof Held): string {
  const size = held.length / 8;
  return Array.from({ length: 8 }, (_, n) => {
    const part = held.slice(Math.floor(n * size), Math.max(Math.floor((n + 1) * size), Math.floor(n * size) + 1));
    return Math.round(
      quantile(
        part.map((each) => each[of]),
        0.5,
      ),
    );
  }).join(', ');
}
