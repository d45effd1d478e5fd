import { describe, expect, test } from 'vitest';
import { contextOf } from '../../api/context.ts';
import { buildShop } from '../../process/app.ts';
import { createCaller } from '../../router.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { type Actor, type Caller, PASSWORD, type TestShop } from '../../testing/testing.ts';
import { authenticate } from '../accounts/authenticate.ts';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const ROUNDS = 8;
// Equal to the test shop's: both are on one machine.
const UPTIME_MS = 5 * 86_400_000;

/**
 * Another server process on the same database, with its own caches and bus, so that it never hears of changes. Callers
 * are authenticated once and then rechecked only by their transactions.
 */
async function elsewhere({ shop }: TestShop, { session }: Actor): Promise<{ call: Caller; end(): Promise<void> }> {
  const settings = { secrets: shop.secrets, accessTtlSeconds: 3600, refreshTtlSeconds: 3600, bcryptCost: 4 };
  const other = buildShop(
    { ...shop.database, close: async () => {} },
    { ...settings, now: shop.now, uptime: () => UPTIME_MS },
  );
  const caller = await authenticate(other, `Bearer ${session.token}`);
  if (typeof caller === 'string') throw new Error(`No one is logged in: ${caller}`);
  return { call: createCaller(contextOf(other, { caller, requestId: 'test' })), end: () => other.close() };
}

interface Rivals {
  shop: TestShop;
  owner: Actor;
  /** Revokes permissions while calls run in the other process. */
  rival: Actor;
  call: Caller;
  n: number;
}

function joining(inviteCode: string, email: string) {
  return {
    accountType: 'mechanic' as const,
    inviteCode,
    email,
    password: PASSWORD,
    firstName: 'Jo',
    lastName: 'Iner',
    specialty: 'brakes',
  };
}

const deactivate = ({ owner, rival }: Rivals) => owner.call.mechanics.update({ id: rival.id, active: false });
const demote = ({ owner, rival }: Rivals) => owner.call.mechanics.update({ id: rival.id, role: 'mechanic' });
const remove = ({ owner, rival }: Rivals) => owner.call.mechanics.delete({ id: rival.id });
const logOut = ({ rival }: Rivals) => rival.call.auth.logoutEverywhere();

const ends = { deactivated: deactivate, demoted: demote, deleted: remove, 'logged out': logOut };
function hiring(n: number, i: number) {
  return {
    email: `late${n}.${i}@shop.test`,
    password: PASSWORD,
    firstName: 'Late',
    lastName: 'Comer',
    role: 'admin' as const,
  };
}

async function someRivals(shop: TestShop, owner: Actor, n: number): Promise<Rivals & { end(): Promise<void> }> {
  const rival = await shop.admin();
  const { call, end } = await elsewhere(shop, rival);
  return { shop, owner, rival, call, n, end };
}

describe.each(Object.entries(ends))('an admin who is %s while their calls run in another process', (_, loseRight) => {
  test('completes earlier calls and none of the later ones', async () => {
    const shop = await freshShop();
    const owner = await shop.admin();
    let done = 0;
    for (let n = 0; n < ROUNDS; n++) {
      const rivals = await someRivals(shop, owner, n);
      const walkIn = (i: number) => rivals.call.customers.create({ firstName: 'Walt', lastName: `Kin${i}` });
      const early = [...times(6, walkIn), ...times(2, (i) => rivals.call.mechanics.create(hiring(n, i)))];
      const losing = loseRight(rivals);
      const calls = [...early, ...times(6, walkIn)];
      const results = Promise.allSettled(calls);
      await losing;
      await refused(walkIn(99), 'SESSION_ENDED');
      await refused(rivals.call.mechanics.create(hiring(n, 99)), 'SESSION_ENDED');
      for (const [i, { status }] of (await results).entries()) {
        if (status === 'fulfilled') done += 1;
        else await refused(calls[i] ?? Promise.resolve(), 'SESSION_ENDED');
      }
      await rivals.end();
    }
    const { items: customers } = await owner.call.customers.list({ limit: 100 });
    const { items: hired } = await owner.call.mechanics.records({ search: 'late comer', limit: 100 });
    expect(customers.length + hired.length).toBe(done);
  });
});

test('a code works before its creator is deactivated, or not at all', async () => {
  const shop = await freshShop();
  const owner = await shop.admin();
  for (let n = 0; n < ROUNDS; n++) {
    const rivals = await someRivals(shop, owner, n);
    const codes = await Promise.all(times(4, () => rivals.call.invites.create({ role: 'admin' })));
    const join = (i: number) =>
      shop.anonymous.auth.register(joining(codes[i]?.code ?? '', `joined${n}.${i}@shop.test`));
    const early = [join(0), join(1)];
    const losing = deactivate(rivals);
    const joins = [...early, join(2)];
    const results = Promise.allSettled(joins);
    await losing;
    await refused(join(3), 'INVALID_INVITE');
    const joined = await results;
    for (const [i, { status }] of joined.entries()) {
      if (status === 'rejected') await refused(joins[i] ?? Promise.resolve(), 'INVALID_INVITE');
    }
    const used = (await owner.call.invites.list({ limit: 4 })).items.filter(({ usedAt }) => usedAt !== null);
    expect(used).toHaveLength(joined.filter(({ status }) => status === 'fulfilled').length);
    await rivals.end();
  }
});

test('two admins who deactivate each other concurrently leave one', async () => {
  const shop = await freshShop();
  for (let n = 0; n < ROUNDS; n++) {
    const [a, b] = [await shop.admin(), await shop.admin()];
    const [here, there] = [await elsewhere(shop, a), await elsewhere(shop, b)];
    const calls = [
      here.call.mechanics.update({ id: b.id, active: false }),
      there.call.mechanics.update({ id: a.id, active: false }),
    ];
    const results = await Promise.allSettled(calls);
    const loser = results.findIndex(({ status }) => status === 'rejected');
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await refused(calls[loser] ?? Promise.resolve(), 'SESSION_ENDED');
    await Promise.all([here.end(), there.end()]);
  }
});
