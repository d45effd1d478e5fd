import type { RouterInputs, RouterOutputs, Session } from '@mechanic-shop/shared';
import { contextOf } from '../api/context.ts';
import { systemCall } from '../core/system-call.ts';
import { authenticate } from '../features/accounts/authenticate.ts';
import * as mechanics from '../features/mechanics/service.ts';
import type { DatabaseOptions } from '../platform/db/database.ts';
import { openDatabase } from '../platform/db/open.ts';
import { openTestDatabase } from '../platform/db/testing.ts';
import { type OpenShop, type ShopOptions, buildShop } from '../process/app.ts';
import { createCaller } from '../router.ts';

export type Caller = ReturnType<typeof createCaller>;

/** A logged-in person: the id, the session and a caller with that person's rights. */
export interface Actor {
  id: number;
  email: string;
  session: Session;
  call: Caller;
}

export const PASSWORD = 'a good password for tests';

export interface TestShop {
  shop: OpenShop;
  /** Advances the shop's clock and uptime, which otherwise stand still. */
  advance(milliseconds: number): void;
  /** Sets the shop's clock forward or back without advancing the uptime. */
  setClock(byMilliseconds: number): void;
  anonymous: Caller;
  /** A caller who is not logged in, at this address. */
  from(address: string): Caller;
  /** A caller with this token and idempotency key. */
  withToken(token: string, key?: string, dryRun?: boolean): Promise<Caller>;
  customer(
    values?: Partial<Extract<RouterInputs['auth']['register'], { accountType: 'customer'; address: string }>>,
  ): Promise<Actor>;
  mechanic(values?: Partial<RouterInputs['mechanics']['create']>): Promise<Actor>;
  admin(): Promise<Actor>;
  login(email: string, password?: string): Promise<Actor>;
  close(): Promise<void>;
}

type Options = Partial<ShopOptions> & { database?: DatabaseOptions };

/** A shop on a private database, or on that of `databaseUrl`, with people on demand. */
export async function createTestShop({ database, databaseUrl, ...options }: Options = {}): Promise<TestShop> {
  let clock = Date.parse('2026-11-20T09:30:00.000Z');
  let uptime = 5 * 86_400_000;
  let people = 0;
  const opened = databaseUrl === undefined ? openTestDatabase(database) : openDatabase(databaseUrl, database);
  const shop = buildShop(await opened, {
    secrets: ['0f4c1c8e5d3b2a19-test-signing-key-7e6d'],
    accessTtlSeconds: 3600,
    refreshTtlSeconds: 2_592_000,
    bcryptCost: 4,
    now: () => new Date(clock),
    uptime: () => uptime,
    // No test reaches another machine.
    lookup: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    ...options,
  });
  const from = (address: string): Caller => createCaller(contextOf(shop, { caller: null, requestId: 'test', address }));
  const anonymous = from('192.0.2.1');

  const withToken = async (token: string, idempotencyKey?: string, dryRun = false): Promise<Caller> => {
    const who = await authenticate(shop, `Bearer ${token}`);
    const known = typeof who === 'string' ? { caller: null, refusal: who } : { caller: who };
    return createCaller(contextOf(shop, { ...known, requestId: 'test', idempotencyKey, dryRun }));
  };
  const actor = async (session: Session): Promise<Actor> => ({
    id: session.account.id,
    email: session.account.email,
    session,
    call: await withToken(session.token),
  });
  const login = async (email: string, password = PASSWORD): Promise<Actor> =>
    actor(await anonymous.auth.login({ email, password }));

  const staff = async (values: Partial<RouterInputs['mechanics']['create']>): Promise<Actor> => {
    people += 1;
    const input = {
      email: `staff${people}@shop.test`,
      password: PASSWORD,
      firstName: 'Mia',
      lastName: `Wrench${people}`,
    };
    const record = await mechanics.create(systemCall(shop, 'test'), {
      role: 'mechanic',
      salaryCents: null,
      ...input,
      ...clean(values),
    });
    return login(record.email, values.password);
  };

  return {
    shop,
    advance: (milliseconds) => {
      clock += milliseconds;
      uptime += milliseconds;
    },
    setClock: (byMilliseconds) => {
      clock += byMilliseconds;
    },
    anonymous,
    from,
    withToken,
    login,
    customer: async (values = {}) => {
      people += 1;
      return actor(
        await anonymous.auth.register({
          accountType: 'customer',
          email: `customer${people}@example.com`,
          password: PASSWORD,
          firstName: 'Cara',
          lastName: `Driver${people}`,
          address: '1 Main Street',
          ...values,
        }),
      );
    },
    mechanic: (values = {}) => staff(values),
    admin: () => staff({ role: 'admin' }),
    close: () => shop.close(),
  };
}

/** Removes null values, which a creation treats as absent. */
function clean<T extends object>(values: T) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** A part with some in stock. */
export function somePart(
  actor: Actor,
  values: Partial<RouterInputs['inventory']['create']> = {},
): Promise<RouterOutputs['inventory']['create']> {
  return actor.call.inventory.create({ name: 'Brake pad', priceCents: 4_990, quantity: 10, ...values });
}

/** An open ticket of a customer. */
export function someTicket(
  customer: Actor,
  values: Partial<RouterInputs['tickets']['create']> = {},
): Promise<RouterOutputs['tickets']['create']> {
  return customer.call.tickets.create({ description: 'It squeals when braking', ...values });
}
