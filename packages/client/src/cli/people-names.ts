import type { Person } from '@mechanic-shop/shared';
import { isShopError, isShopUnreachable } from '../index.ts';
import type { Shop } from './connect.ts';
import { fullName } from './people.ts';

/** The names of people that rows refer to by id. */
export interface PeopleNames {
  /** Loads the names that are not known yet. */
  learn(ids: readonly (number | null)[]): Promise<void>;
  /** The name, or the id if the caller may not read the record. */
  nameOf(id: number | null): string | null;
}

// Above this, a page of customers takes fewer calls than one call per customer.
const MOST_SINGLE_CALLS = 20;

/** A record that the caller may not read, or that a rate limit rejects, is shown as an id. */
export async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isShopError(error) || isShopUnreachable(error)) return undefined;
    throw error;
  }
}

function namesBy(find: (ids: number[], learned: Map<number, string>) => Promise<void>): PeopleNames {
  const known = new Map<number, string>();
  return {
    async learn(ids) {
      const unknown = ids.filter((id): id is number => id !== null && !known.has(id));
      if (unknown.length > 0) await find([...new Set(unknown)], known);
    },
    nameOf: (id) => (id === null ? null : (known.get(id) ?? String(id))),
  };
}

async function learnAll(people: Promise<Person | undefined>[], known: Map<number, string>): Promise<void> {
  for (const person of await Promise.all(people)) if (person) known.set(person.id, fullName(person));
}

/** Names of customers: one call each for a few, page by page for many. */
export function customerNames(shop: Shop): PeopleNames {
  let cursor: string | null | undefined;
  return namesBy(async (ids, known) => {
    if (ids.length <= MOST_SINGLE_CALLS)
      return learnAll(
        ids.map((id) => orNothing(shop.customers.get.query({ id }))),
        known,
      );
    while (cursor !== null && ids.some((id) => !known.has(id))) {
      const page = await orNothing(shop.customers.list.query({ limit: 100, ...(cursor && { cursor }) }));
      for (const customer of page?.items ?? []) known.set(customer.id, fullName(customer));
      cursor = page?.nextCursor ?? null;
    }
  });
}

/** Names of people in stock movements: mostly staff, and customers who cancelled a ticket. */
export function accountNames(shop: Shop): PeopleNames {
  return namesBy(async (ids, known) => {
    await learnAll(
      ids.map((id) => orNothing(shop.mechanics.get.query({ id }))),
      known,
    );
    const others = ids.filter((id) => !known.has(id));
    await learnAll(
      others.map((id) => orNothing(shop.customers.get.query({ id }))),
      known,
    );
  });
}
