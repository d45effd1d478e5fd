import { afterAll, beforeAll, expect, test } from 'vitest';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { tables } from '../../features.ts';
import { accounts } from '../../features/accounts/table.ts';
import { customers } from '../../features/customers/table.ts';
import { parts } from '../../features/inventory/table.ts';
import { invites } from '../../features/invites/table.ts';
import { vehicles } from '../../features/vehicles/table.ts';
import { type Database, isUniqueViolation, type Queries } from './database.ts';
import { openTestDatabase } from './testing.ts';
import { partValues, setQuantity } from './testing/rows.ts';
import { uniqueNamesOf } from './unique.ts';

const at = new Date();

const login = { role: 'customer', firstName: 'Ann', lastName: 'Lee', createdAt: at } as const;
const person = { id: 1000, ...login } as const;

const uniqueViolationOf = uniqueNamesOf(tables);

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await db.write(async (tx) => {
    await tx.insert(accounts).values(person);
    await tx.insert(customers).values({ id: 1000, nameKey: 'lee' });
  });
});
afterAll(() => db.close());

async function twice(insert: (tx: Queries) => PromiseLike<unknown>): Promise<unknown> {
  const work = db.write(async (tx) => {
    await insert(tx);
    await insert(tx);
  });
  return work.catch((error: unknown) => error);
}

test.each<[string, (tx: Queries) => PromiseLike<unknown>]>([
  ['accounts_login_email', (tx) => tx.insert(accounts).values({ ...login, email: 'a@b.de', passwordHash: 'hash' })],
  ['parts_sku_unique', (tx) => tx.insert(parts).values(partValues({ sku: 'S' }))],
  [
    'vehicles_customer_vin',
    (tx) =>
      tx
        .insert(vehicles)
        .values({ customerId: 1000, vin: 'V', make: 'Volvo', model: 'V70', year: 2000, createdAt: at }),
  ],
  [
    'invites_digest_unique',
    (tx) => tx.insert(invites).values({ digest: 'd', role: 'admin', expiresAt: at, createdAt: at }),
  ],
  ['accounts_pkey', (tx) => tx.insert(accounts).values(person)],
  [
    'idempotency_keys_account_id_key_pk',
    (tx) =>
      tx
        .insert(idempotencyKeys)
        .values({ accountId: 1, key: 'k', procedure: 'p', inputDigest: 'd', answer: 'a', createdAt: at }),
  ],
])('violation names %s the same on both databases', async (name, insert) => {
  const error = await twice(insert);
  expect(uniqueViolationOf(error)).toBe(name);
  expect(isUniqueViolation(error)).toBe(true);
});

test('violation returns null for other errors', async () => {
  const [part] = await db.write((tx) => tx.insert(parts).values(partValues()).returning());
  const error = await db.write((tx) => setQuantity(tx, part!.id, -1)).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Error);
  for (const other of [error, new Error('UNIQUE constraint failed: parts.sku'), undefined, 'text']) {
    expect(uniqueViolationOf(other)).toBeNull();
    expect(isUniqueViolation(other)).toBe(false);
  }
});
