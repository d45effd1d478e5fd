// What the tests of deletions share: a shop with people, and rows that no call could make.
import type { Queries } from '../platform/db/database.ts';
import { freshShop } from './shop.ts';
import type { Actor, TestShop } from './testing.ts';

export interface People {
  shop: TestShop;
  admin: Actor;
  mechanic: Actor;
  customer: Actor;
}

export async function someShop(): Promise<People> {
  const shop = await freshShop();
  return { shop, admin: await shop.admin(), mechanic: await shop.mechanic(), customer: await shop.customer() };
}

export const at = new Date();
export const estimate = { status: 'withdrawn' as const, snapshot: '{}', sentAt: at, expiresAt: at };
export const approval = { method: 'phone' as const, by: 'Ada', approved: '[]', declined: '[]', approvedCents: 0, at };

/** Inserts as many rows as are wanted, some at a time. */
export async function insertMany(
  { shop }: TestShop,
  rows: number,
  insert: (tx: Queries, numbers: number[]) => PromiseLike<unknown>,
) {
  for (let from = 0; from < rows; from += 500) {
    const numbers = Array.from({ length: Math.min(500, rows - from) }, (_, n) => from + n);
    await shop.database.write((tx) => insert(tx, numbers));
  }
}
