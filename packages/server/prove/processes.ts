import { startRedis } from '../src/testing/redis.ts';
import { type Answer, mustSucceed } from './harness/call.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, round, until } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import { startServer } from './harness/server.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';

interface Options {
  callers: number;
  parts: number;
  /** The longest until a permission revoked at one process takes effect at the other; unlimited by default. */
  withinMs?: number;
}

interface Part {
  quantity: number;
  reserved: number;
  available: number;
}

const PASSWORD = 'a password for proofs';
const STARTS = 40;

const count = (answers: readonly Answer[], says: (answer: Answer) => boolean): number => answers.filter(says).length;

/** Two processes on one PostgreSQL and one Redis act as one shop. */
export function proveProcesses({ callers, parts, withinMs = Infinity }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const { calls } = sandbox;
    const postgres = await startPostgres();
    sandbox.after(() => postgres.close());
    const redis = await startRedis();
    sandbox.after(() => redis.close());
    const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
    await createShop(env);
    // Both start at once on a database that is up to date.
    const servers = await Promise.all([startServer(env), startServer(env)]);
    for (const server of servers) sandbox.after(() => server.kill());
    const [a, b] = servers.map(({ url }) => url) as [string, string];
    const sides = [a, b];
    const { token } = await login(calls, a);
    const at = (n: number): string => sides[n % 2] ?? a;

    // Stock: more callers than parts, each with their own ticket.
    const partId = await createPart(calls, a, token, parts);
    const person = { firstName: 'Cara', lastName: 'Driver' };
    const { id: customerId } = await mustSucceed<{ id: number }>(
      calls.mutate(a, 'customers.create', person, { token }),
    );
    const tickets: number[] = [];
    for (let n = 0; n < callers; n++) {
      const input = { customerId, description: `Race ${n}` };
      tickets.push((await mustSucceed<{ id: number }>(calls.mutate(at(n), 'tickets.create', input, { token }))).id);
    }
    const race = await Promise.all(
      tickets.map((id, n) => calls.mutate(at(n), 'tickets.addPart', { id, partId, quantity: 1 }, { token })),
    );
    const won = count(race, ({ status }) => status === 200);
    const none = count(race, ({ reason }) => reason === 'INSUFFICIENT_STOCK');
    const part = await mustSucceed<Part>(calls.query(b, 'inventory.get', { id: partId }));
    check(won === Math.min(parts, callers), `${won} callers got a part, of which there were ${parts}`);
    check(won + none === callers, `${callers - won - none} callers got another response`);
    check(part.reserved === won && part.available === parts - won, `the part is ${JSON.stringify(part)}`);

    // One idempotency key at both.
    const one = await createPart(calls, a, token);
    const input = { id: one, delta: 1, note: 'one key' };
    const repeats = await Promise.all(
      Array.from({ length: 40 }, (_, n) => calls.mutate(at(n), 'inventory.adjust', input, { token, key: 'one-key' })),
    );
    const { quantity } = await mustSucceed<Part>(calls.query(a, 'inventory.get', { id: one }));
    const same = new Set(repeats.filter(({ status }) => status === 200).map(({ data }) => JSON.stringify(data)));
    check(quantity === 1, `one key had ${quantity} effects`);
    check(same.size === 1, `one key had ${same.size} responses`);
    check(
      repeats.every(({ status, reason }) => status === 200 || reason === 'IDEMPOTENCY_IN_PROGRESS'),
      'a repeat was refused for another reason',
    );

    // The clock: one mechanic starts it at both. Each start stops the one before, so all of them wait for each other.
    const starts = await Promise.all(
      tickets.slice(0, STARTS).map((ticketId, n) => calls.mutate(at(n), 'clock.start', { ticketId }, { token })),
    );
    const began = count(starts, ({ status }) => status === 200);
    check(began === STARTS, `${began} of ${STARTS} clocks started`);
    const clocked = await mustSucceed<{ items: { stoppedAt: string | null }[] }>(
      calls.query(b, 'clock.list', { limit: 100 }, { token }),
    );
    const running = clocked.items.filter(({ stoppedAt }) => stoppedAt === null).length;
    check(running === 1, `${running} clocks run for one mechanic`);

    // Permissions: revoked at one process, they must soon be gone at the other.
    const staff = async (email: string): Promise<{ id: number; token: string }> => {
      const { id } = await mustSucceed<{ id: number }>(
        calls.mutate(
          a,
          'mechanics.create',
          { email, password: PASSWORD, firstName: 'Mia', lastName: 'Wrench' },
          { token },
        ),
      );
      const session = await login(calls, b, { email, password: PASSWORD });
      // Now the other process has cached the session.
      await mustSucceed(calls.query(b, 'customers.list', {}, { token: session.token }));
      return { id, token: session.token };
    };
    const timeUntilRefused = (who: string): Promise<number> =>
      until(async () => (await calls.query(b, 'customers.list', {}, { token: who })).status === 401, 30_000);
    const withdrawn: Record<string, number> = {};
    // The same with an API key of such a mechanic.
    const program = async (email: string): Promise<{ id: number; keyId: number; token: string }> => {
      const { id, token: own } = await staff(email);
      const input = { name: 'A program', scopes: ['*:read'] };
      const made = await mustSucceed<{ id: number; key: string }>(
        calls.mutate(b, 'apiKeys.create', input, { token: own }),
      );
      await mustSucceed(calls.query(b, 'customers.list', {}, { token: made.key }));
      return { id, keyId: made.id, token: made.key };
    };
    const withdraw = async <Who extends { token: string }>(
      what: string,
      hire: (email: string) => Promise<Who>,
      act: (who: Who) => Promise<Answer>,
    ): Promise<void> => {
      const who = await hire(`${what.replaceAll(/\W/g, '')}@shop.test`);
      await mustSucceed(act(who));
      withdrawn[what] = round(await timeUntilRefused(who.token));
      check((withdrawn[what] ?? 0) <= withinMs, `${what} took effect at the other process after ${withdrawn[what]} ms`);
    };
    const logout = ({ token: own }: { token: string }) => calls.mutate(a, 'auth.logout', {}, { token: own });
    const deactivate = ({ id }: { id: number }) =>
      calls.mutate(a, 'mechanics.update', { id, active: false }, { token });
    await withdraw('a logout', staff, logout);
    await withdraw('a deactivation', staff, deactivate);
    await withdraw('a change of role', staff, ({ id }) =>
      calls.mutate(a, 'mechanics.update', { id, role: 'admin' }, { token }),
    );
    await withdraw('a revoked key', program, ({ keyId: id }) => calls.mutate(a, 'apiKeys.revoke', { id }, { token }));
    await withdraw('a deactivation with a key', program, deactivate);

    // Logins are counted together.
    const wrong: Answer[] = [];
    for (let n = 0; n < 20; n++) {
      wrong.push(await calls.mutate(at(n), 'auth.login', { email: 'guess@shop.test', password: `guess ${n}` }));
    }
    const judged = count(wrong, ({ reason }) => reason === 'INVALID_CREDENTIALS');
    const limited = count(wrong, ({ reason }) => reason === 'RATE_LIMITED');
    // Counting separately, each would check 10. A call that Redis does not answer in time is counted by its own process
    // alone, which happens on a busy machine.
    check(judged >= 10 && judged < 20, `of 20 guesses ${judged} were checked`);
    check(judged + limited === 20, `of 20 guesses ${20 - judged - limited} got another response`);

    // Without Redis a lost message must not delay a revocation beyond its second.
    const late = await staff('late@shop.test');
    await redis.kill();
    await mustSucceed(logout(late));
    const withoutRedis = round(await timeUntilRefused(late.token));
    check(withoutRedis <= withinMs, `without Redis a logout took effect after ${withoutRedis} ms`);

    for (const server of servers) check((await server.stop()) === 0, 'a server did not exit with 0');
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        'callers over two processes': callers,
        'parts in stock': parts,
        'callers who got one': won,
        'repeats of one key': repeats.length,
        'effects of them': quantity,
        'starts of one clock over two processes': began,
        'longest wait for a start, ms': round(Math.max(...starts.map(({ ms }) => ms))),
        'guesses at one login over two processes': wrong.length,
        'of them checked': judged,
        ...Object.fromEntries(
          Object.entries(withdrawn).map(([what, ms]) => [`${what} takes effect at the other after, ms`, ms]),
        ),
        'a logout without Redis, ms': withoutRedis,
      },
    };
  });
}
