import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { idempotencyKeys } from '../api/idempotency-table.ts';
import { chores, references, searchSources } from '../features.ts';
import { parts } from '../features/inventory/table.ts';
import type { Database } from '../platform/db/database.ts';
import { waitingSearchJobs } from '../platform/db/search-jobs.ts';
import { partValues } from '../platform/db/testing/rows.ts';
import { freshShop } from '../testing/shop.ts';
import { createReindexing } from './reindexing.ts';

const KEYS = 1_201;
const AT_ONCE = 500;
const JOB = 'idempotency_keys.accountId';

/** A customer with more answers under keys than one transaction deletes. */
async function shopWithKeys() {
  const shop = await freshShop();
  const admin = await shop.admin();
  const { id: accountId, session } = await shop.customer();
  const kept = { procedure: 'vehicles.create', inputDigest: 'x', answer: '{}', createdAt: shop.shop.now() };
  const rows = (id: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...kept, accountId: id, key: `key-${n}` }));
  const { database } = shop.shop;
  for (let from = 0; from < KEYS; from += AT_ONCE) {
    await database.write((tx) => tx.insert(idempotencyKeys).values(rows(accountId, KEYS).slice(from, from + AT_ONCE)));
  }
  await database.write((tx) => tx.insert(idempotencyKeys).values(rows(admin.id, 3)));
  const keysOf = (id: number) => database.read.$count(idempotencyKeys, eq(idempotencyKeys.accountId, id));
  return { shop, admin, accountId, session, keysOf };
}

/** The database, with the number of keys that each transaction leaves. */
function counting(database: Database): { database: Database; left: number[] } {
  const left: number[] = [];
  const write: Database['write'] = async (work) => {
    const value = await database.write(work);
    left.push(await database.read.$count(idempotencyKeys));
    return value;
  };
  return { database: { ...database, write }, left };
}

test('a deletion leaves many answers under keys to later transactions, each of which deletes at most 500', async () => {
  const { shop, admin, accountId, session, keysOf } = await shopWithKeys();
  // Nothing runs after the commit, as if the server were killed at that moment.
  await shop.shop.reindexing.close();
  await admin.call.customers.delete({ id: accountId });
  expect(await keysOf(accountId)).toBe(KEYS - AT_ONCE);
  expect(await waitingSearchJobs(shop.shop.database.read)).toEqual(new Set([JOB]));

  // What is left leads nowhere.
  const orphaned = await shop.withToken(session.token, 'key-1200');
  await expect(orphaned.vehicles.create({ make: 'Saab', model: '900', year: 1990 })).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });

  const { database, left } = counting(shop.shop.database);
  const reindexing = createReindexing(
    database,
    { searchSources, references, chores },
    (error) => expect.fail(String(error)),
    {
      rests: false,
    },
  );
  onTestFinished(() => reindexing.close());
  await reindexing.settled();
  const before = KEYS - AT_ONCE + 3;
  // On SQLite others in between join segments.
  expect([...new Set(left)]).toEqual([before - AT_ONCE, 3]);
  expect(await keysOf(accountId)).toBe(0);
  expect(await keysOf(admin.id)).toBe(3);
  expect(await waitingSearchJobs(shop.shop.database.read)).toEqual(new Set());
});

test('the server that deletes also finishes it', async () => {
  const { shop, admin, accountId, keysOf } = await shopWithKeys();
  await admin.call.customers.delete({ id: accountId });
  await shop.shop.reindexing.settled();
  expect(await keysOf(accountId)).toBe(0);
});

test('a deletion that is refused later in its transaction leaves no job', async () => {
  const { shop, accountId, keysOf } = await shopWithKeys();
  const { database, reindexing } = shop.shop;
  const failing = database.write(async (tx) => {
    await reindexing.deleteLater(tx, JOB, accountId);
    await tx.insert(parts).values(partValues({ priceCents: -1 }));
  });
  await expect(failing).rejects.toThrow();
  await reindexing.settled();
  expect(await keysOf(accountId)).toBe(KEYS);
});
