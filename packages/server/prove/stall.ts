import { type Calls, mustSucceed } from './harness/call.ts';
import { METRICS_SETTINGS } from './harness/metrics.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import { ADMIN, createShop, doctorFinds, login } from './harness/shop.ts';
import { forEach, measureStalls } from './harness/stalls.ts';

interface Options {
  engine: 'sqlite' | 'postgres';
  /** Tickets of one customer, each with a description of 4,000 characters. */
  tickets: number;
  /** Vehicles of another customer. */
  vehicles: number;
  /** The longest allowed event loop stall. */
  mostMs: number;
  /** How long reindexing all tickets after a rename may take. */
  indexedWithinMs: number;
}

const LETTERS = 4_000;
const PASSWORD = 'a password for proofs';

const syllables = 'ba ke lo mi nu ra se ti vo zu an er in or ut pre con ter ing ly ment squ eak oil tire en gine'.split(
  ' ',
);

/** A long text with mostly unique words. */
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

async function register(calls: Calls, url: string, lastName: string) {
  const email = `${lastName.toLowerCase()}@example.com`;
  const person = { accountType: 'customer', email, password: PASSWORD, firstName: 'Cara', lastName, address: 'Here' };
  return mustSucceed<{ token: string; account: { id: number } }>(calls.mutate(url, 'auth.register', person));
}

async function prove(sandbox: Sandbox, database: string, options: Options): Promise<Proof> {
  const { broken, check } = createVerdict();
  const env = { DATABASE_URL: database, RATE_LIMITS: 'off', ...METRICS_SETTINGS };
  await createShop(env);
  const server = await sandbox.start(env);
  const { calls } = sandbox;
  const { url } = server;
  const staff = await login(calls, url, ADMIN);
  const fleet = await register(calls, url, 'Oldwood');
  const dealer = await register(calls, url, 'Dealer');
  const mutate = <T>(path: string, input: object, { token } = staff) =>
    mustSucceed<T>(calls.mutate(url, path, input, { token }));
  const query = <T>(path: string, input: object) => mustSucceed<T>(calls.query(url, path, input, staff));
  const found = async (search: string): Promise<number> =>
    (await query<{ items: unknown[] }>('tickets.list', { search, limit: 100 })).items.length;

  const measure = measureStalls(server);
  const figures: Proof['figures'] = {};
  const during = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const { ms, stallMs } = await measure(work);
    figures[what] = `stalled for ${Math.round(stallMs)} ms, took ${Math.round(ms)} ms`;
    check(stallMs <= options.mostMs, `${what}: the event loop stalled for ${Math.round(stallMs)} ms`);
  };

  const car = { make: 'Volvo', model: 'V70', year: 2004 };
  const vehicle = await mutate<{ id: number }>('vehicles.create', { ...car, licensePlate: 'OLD 1' }, fleet);
  await during(`open ${options.tickets} long tickets`, () =>
    forEach(options.tickets, (n) =>
      mutate('tickets.create', { description: longText(n), vehicleId: vehicle.id }, fleet),
    ),
  );
  await during(`create ${options.vehicles} vehicles`, () =>
    forEach(options.vehicles, (n) => mutate('vehicles.create', { ...car, licensePlate: `D-${n}` }, dealer)),
  );
  const some = { description: longText(1e6) };
  const { id } = await mutate<{ id: number }>('tickets.create', some, fleet);
  await during('change a ticket', () => mutate('tickets.update', { id, description: longText(2e6) }));
  await during('delete a ticket', () => mutate('tickets.delete', { id }));
  await during('searches', async () => {
    const all = 'a b c d e f g h i j k l m n o p q r s t u v w x y z';
    for (const search of ['b', 'brakes', 'squeal oldwood', 'old1', 'zzz brakes', all, all.slice(0, 40)]) {
      await found(search);
    }
  });
  await during('rename the customer twice', async () => {
    for (const lastName of ['Midwood', 'Newwood']) await mutate('auth.updateMe', { lastName }, fleet);
  });
  await during('reindex the tickets after the rename', () =>
    until(async () => (await found('oldwood')) + (await found('midwood')) === 0, options.indexedWithinMs),
  );
  check((await found('newwood')) === Math.min(100, options.tickets), 'a search does not find the new name');
  await during('change the plate', () => mutate('vehicles.update', { id: vehicle.id, licensePlate: 'NEW 2' }));
  await during('delete a customer with all those vehicles', () =>
    mutate('customers.delete', { id: dealer.account.id }),
  );
  await during('reindex the tickets after the new plate', () =>
    until(async () => (await found('old1')) === 0, options.indexedWithinMs),
  );
  check((await found('new2')) === Math.min(100, options.tickets), 'a search does not find the new plate');
  check((await server.stop()) === 0, 'the server did not exit with 0');
  broken.push(...(await doctorFinds(env)));
  return { figures, broken };
}

/** One customer with very many long tickets: no call may block all others. */
export function proveStall(options: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    if (options.engine === 'sqlite') return prove(sandbox, `file:${sandbox.file('shop.db')}`, options);
    const postgres = await startPostgres();
    sandbox.after(() => postgres.close());
    return prove(sandbox, postgres.url, options);
  });
}
