import { type Calls, must } from './harness/call.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { ADMIN, createShop, doctorFinds, login } from './harness/shop.ts';
import { type Stage, onStage } from './harness/stage.ts';

interface Options {
  engine: 'sqlite' | 'postgres';
  /** Tickets of one customer, each with a description of 4,000 characters. */
  tickets: number;
  /** Vehicles of another one. */
  vehicles: number;
  /** The longest that the event loop may stand still. */
  mostMs: number;
  /** How long the words of all tickets may take to follow a new name. */
  indexedWithinMs: number;
}

const LETTERS = 4_000;
const CALLERS = 16;
const PASSWORD = 'a password for proofs';

const syllables = 'ba ke lo mi nu ra se ti vo zu an er in or ut pre con ter ing ly ment squ eak oil tire en gine'.split(
  ' ',
);

/** A long text whose words are mostly its own. */
function longText(seed: number): string {
  let state = seed + 1;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  let text = 'Brakes squeal';
  while (text.length < LETTERS - 20) {
    text += ' ';
    for (let n = 1 + next(4); n > 0; n--) text += syllables[next(syllables.length)] ?? '';
  }
  return text;
}

/** Calls `work` for 0 to `count` - 1, several at a time. */
async function forEach(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: CALLERS }, run));
}

async function register(calls: Calls, url: string, lastName: string) {
  const email = `${lastName.toLowerCase()}@example.com`;
  const person = { accountType: 'customer', email, password: PASSWORD, firstName: 'Cara', lastName, address: 'Here' };
  return must<{ token: string; account: { id: number } }>(calls.mutate(url, 'auth.register', person));
}

/** The longest that the server's event loop stood still since this was last asked, in milliseconds. */
async function stallOf(metricsUrl: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  return 1000 * Number(/^nodejs_eventloop_lag_max_seconds(?:\{.*\})? (.+)$/m.exec(text)?.[1]);
}

async function prove(stage: Stage, database: string, options: Options): Promise<Proof> {
  const { broken, demand } = createVerdict();
  const env = { DATABASE_URL: database, RATE_LIMITS: 'off', METRICS: 'on', METRICS_PORT: '0', LOG_LEVEL: 'info' };
  await createShop(env);
  const server = await stage.start(env);
  const { calls } = stage;
  const { url } = server;
  const metricsUrl = server.lines().flatMap((line) => /"url":"([^"]+)","msg":"metrics"/.exec(line)?.[1] ?? [])[0] ?? '';
  const staff = await login(calls, url, ADMIN);
  const fleet = await register(calls, url, 'Oldwood');
  const dealer = await register(calls, url, 'Dealer');
  const mutate = <T>(path: string, input: object, { token } = staff) =>
    must<T>(calls.mutate(url, path, input, { token }));
  const query = <T>(path: string, input: object) => must<T>(calls.query(url, path, input, staff));
  const found = async (search: string): Promise<number> =>
    (await query<{ items: unknown[] }>('tickets.list', { search, limit: 100 })).items.length;

  const figures: Proof['figures'] = {};
  const during = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    await stallOf(metricsUrl);
    const start = performance.now();
    await work();
    const took = performance.now() - start;
    const stall = await stallOf(metricsUrl);
    figures[what] = `stalled for ${Math.round(stall)} ms, took ${Math.round(took)} ms`;
    demand(stall <= options.mostMs, `${what}: the event loop stood still for ${Math.round(stall)} ms`);
  };

  const car = { make: 'Volvo', model: 'V70', year: 2004 };
  const vehicle = await mutate<{ id: number }>('vehicles.create', { ...car, licensePlate: 'OLD 1' }, fleet);
  await during(`${options.tickets} long tickets are opened`, () =>
    forEach(options.tickets, (n) =>
      mutate('tickets.create', { description: longText(n), vehicleId: vehicle.id }, fleet),
    ),
  );
  await during(`${options.vehicles} vehicles are created`, () =>
    forEach(options.vehicles, (n) => mutate('vehicles.create', { ...car, licensePlate: `D-${n}` }, dealer)),
  );
  const some = { description: longText(1e6) };
  const { id } = await mutate<{ id: number }>('tickets.create', some, fleet);
  await during('a ticket is changed', () => mutate('tickets.update', { id, description: longText(2e6) }));
  await during('a ticket is deleted', () => mutate('tickets.delete', { id }));
  await during('searches', async () => {
    const all = 'a b c d e f g h i j k l m n o p q r s t u v w x y z';
    for (const search of ['b', 'brakes', 'squeal oldwood', 'old1', 'zzz brakes', all, all.slice(0, 40)]) {
      await found(search);
    }
  });
  await during('the customer is renamed, and renamed again', async () => {
    for (const lastName of ['Midwood', 'Newwood']) await mutate('auth.updateMe', { lastName }, fleet);
  });
  await during('the tickets get their new words', () =>
    until(async () => (await found('oldwood')) + (await found('midwood')) === 0, options.indexedWithinMs),
  );
  demand((await found('newwood')) === Math.min(100, options.tickets), 'a search does not find the new name');
  await during('the plate is changed', () => mutate('vehicles.update', { id: vehicle.id, licensePlate: 'NEW 2' }));
  await during('a customer with all those vehicles is deleted', () =>
    mutate('customers.delete', { id: dealer.account.id }),
  );
  await during('the tickets get their new plate', () =>
    until(async () => (await found('old1')) === 0, options.indexedWithinMs),
  );
  demand((await found('new2')) === Math.min(100, options.tickets), 'a search does not find the new plate');
  demand((await server.stop()) === 0, 'the server did not end with 0');
  broken.push(...(await doctorFinds(env)));
  return { figures, broken };
}

/** One customer with very many long tickets: no call may keep all others waiting. */
export function proveStall(options: Options): Promise<Proof> {
  return onStage(async (stage) => {
    if (options.engine === 'sqlite') return prove(stage, `file:${stage.file('shop.db')}`, options);
    const postgres = await startPostgres();
    stage.after(() => postgres.close());
    return prove(stage, postgres.url, options);
  });
}
