import type { Role } from '@mechanic-shop/shared';
import { contextOf } from '../api/context.ts';
import { recordChange } from '../core/events/record.ts';
import type { Shop } from '../core/shop.ts';
import { systemCall } from '../core/system-call.ts';
import { customers, mechanics, owner } from '../features/accounts/demo-people.ts';
import { customerEntity } from '../features/customers/entity.ts';
import { getCustomer } from '../features/customers/rows.ts';
import { insertCustomer } from '../features/customers/service.ts';
import { staffEntity } from '../features/mechanics/entity.ts';
import { getStaff } from '../features/mechanics/rows.ts';
import { insertStaff } from '../features/mechanics/service.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Expiry } from '../platform/expiry.ts';
import { createCaller } from '../router.ts';
import type { DemoVehicle } from './visit.ts';

type Caller = ReturnType<typeof createCaller>;

/** Somebody at the desk and what they can call. */
export interface Person {
  id: number;
  call: Caller;
}

/** The state of the simulated shop: its people, its stock and the clock. */
export interface Desk {
  setClock(at: Date): void;
  owner: Person;
  /** A person without a login, who has a link. */
  visitor: Caller;
  /** By index in people.ts. */
  mechanic(at: number): Person;
  /** A customer by index in people.ts; created at the first visit. */
  customer(at: number): Promise<Person>;
  /** The id of a car; created at its first visit. */
  vehicle(vehicle: DemoVehicle): Promise<number>;
  /** Part ids by sku. */
  parts: Map<string, number>;
  /** Ids of suppliers by index in suppliers.ts. */
  suppliers: number[];
  /** Ids of canned jobs by name. */
  cannedJobs: Map<string, number>;
  /** Ids of inspection templates by name. */
  inspectionTemplates: Map<string, number>;
  /** Declined work that will be wanted after all, by the customer's index in people.ts. */
  deferredJobs: Map<number, number>;
}

function found<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('The demo refers to a person who does not exist.');
  return item;
}

/** Opens the shop's first day: only the staff exists. */
export async function openDesk(shop: Shop, tx: Queries, passwordHash: string, openedAt: Date): Promise<Desk> {
  let clock = openedAt;
  const now = () => clock;
  const expiry: Expiry = { ...shop.expiry, isCurrent: ({ expiresAt }) => now() < expiresAt };
  const moved: Shop = { ...shop, now, expiry };
  // These callers have no session, because no one has logged in.
  const person = (id: number, role: Role): Person => {
    const caller = { accountId: id, sessionId: null, apiKey: null, role };
    return { id, call: createCaller(contextOf(moved, { caller, requestId: 'demo' })) };
  };
  const opening = systemCall(moved, 'demo');
  const hire = async (staff: typeof owner, role: 'admin' | 'mechanic'): Promise<Person> => {
    const id = await insertStaff(opening, tx, { ...staff, role }, passwordHash);
    recordChange(opening, staffEntity, { before: null, after: (await getStaff(tx, id)) ?? null });
    return person(id, role);
  };

  const boss = await hire(owner, 'admin');
  const crew: Person[] = [];
  for (const staff of mechanics) crew.push(await hire(staff, 'mechanic'));

  const known = new Map<number, Person>();
  const vehicles = new Map<DemoVehicle, number>();

  const register = async (at: number): Promise<number> => {
    const { firstName, lastName, email, login, ...own } = found(customers[at]);
    const account = { role: 'customer', email, firstName, lastName, createdAt: now() } as const;
    const id = await insertCustomer(tx, { ...account, passwordHash: login ? passwordHash : null }, own);
    recordChange(opening, customerEntity, { before: null, after: (await getCustomer(tx, id)) ?? null });
    return id;
  };
  const customer = async (at: number): Promise<Person> => {
    const someone = known.get(at) ?? person(await register(at), 'customer');
    known.set(at, someone);
    return someone;
  };

  return {
    setClock: (at) => {
      clock = at;
    },
    owner: boss,
    visitor: createCaller(contextOf(moved, { caller: null, requestId: 'demo' })),
    mechanic: (at) => found(crew[at]),
    customer,
    vehicle: async (vehicle) => {
      const { car, year, vin, licensePlate } = vehicle;
      const { id: customerId } = await customer(vehicle.customer);
      const values = { customerId, make: car.make, model: car.model, year, vin, licensePlate };
      const id = vehicles.get(vehicle) ?? (await boss.call.vehicles.create(values)).id;
      vehicles.set(vehicle, id);
      return id;
    },
    parts: new Map(),
    suppliers: [],
    cannedJobs: new Map(),
    inspectionTemplates: new Map(),
    deferredJobs: new Map(),
  };
}
