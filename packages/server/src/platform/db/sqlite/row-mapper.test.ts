import { eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { accounts } from '../../../features/accounts/table.ts';
import { dialect } from '../columns.ts';
import type { Queries } from '../database.ts';
import { openTestDatabase } from '../testing.ts';
import { quickRows } from './row-mapper.ts';

async function opened(): Promise<Queries> {
  const database = await openTestDatabase();
  onTestFinished(() => database.close());
  const row = {
    role: 'admin',
    email: 'Ann@Lee.com',
    firstName: 'Ann',
    lastName: 'Lee',
    createdAt: new Date(1e12),
  } as const;
  await database.write((tx) => tx.insert(accounts).values(row));
  return database.read;
}

// When these fail after an upgrade of Drizzle, every query is served by its slow mapper: see `Inside` in row-mapper.ts.
test.runIf(dialect === 'sqlite')('a query of columns is known, and its rows are made without Drizzle', async () => {
  const db = await opened();
  const query = db
    .select({ id: accounts.id, email: accounts.email, at: accounts.createdAt })
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder('id')));
  const rows = quickRows(query.prepare('test_known'));
  expect(rows?.({ id: 1 })).toEqual([{ id: 1, email: 'ann@lee.com', at: new Date(1e12) }]);
  expect(rows?.({ id: 2 })).toEqual([]);
});

test.runIf(dialect === 'sqlite')('a name that is code stays a name', async () => {
  const db = await opened();
  const name = '"]: globalThis.canary = 1, ["';
  const rows = quickRows(
    db
      .select({ [name]: accounts.id })
      .from(accounts)
      .prepare('test_names'),
  );
  expect(rows?.({})).toEqual([{ [name]: 1 }]);
  expect(globalThis).not.toHaveProperty('canary');
});

test('what is no such query is left to Drizzle', () => {
  expect(quickRows({})).toBeUndefined();
  expect(quickRows({ fields: undefined, query: {}, stmt: {}, logger: {} })).toBeUndefined();
  const deep = [{ path: ['a', 'b', 'c'], field: {} }];
  expect(quickRows({ fields: deep, query: { sql: '', params: [] }, stmt: {}, logger: {} })).toBeUndefined();
});
