import { eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { accounts } from '../../../features/accounts/table.ts';
import { dialect } from '../columns.ts';
import type { Queries } from '../database.ts';
import { openTestDatabase } from '../testing.ts';
import { quickRows, quickRun } from './row-mapper.ts';

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

test.runIf(dialect === 'sqlite')('a statement without rows is known, and runs without Drizzle', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.close());
  const row = { role: 'admin', firstName: 'Ann', lastName: 'Lee' } as const;
  await database.write(async (tx) => {
    const insert = tx
      .insert(accounts)
      .values({ ...row, email: sql.placeholder('email'), createdAt: sql.placeholder('at') })
      .prepare('test_written');
    const run = quickRun(insert);
    if (!run) throw new Error('The insert is not known.');
    run({ email: 'Ann@Lee.com', at: new Date(1e12) });
    expect(() => run({ email: 'bob@lee.com' })).toThrow('The slot "at" of a prepared query has no value.');
  });
  expect(await database.read.select().from(accounts)).toMatchObject([
    { ...row, email: 'ann@lee.com', createdAt: new Date(1e12) },
  ]);
});

test.runIf(dialect === 'sqlite')('a statement with rows is not run without reading them', async () => {
  const db = await opened();
  expect(quickRun(db.select().from(accounts).prepare('test_reading'))).toBeUndefined();
  expect(
    quickRun(
      db
        .insert(accounts)
        .values({ id: 9, role: 'admin', firstName: 'B', lastName: 'C', createdAt: new Date() })
        .returning()
        .prepare('test_returning'),
    ),
  ).toBeUndefined();
});

test('what is no such query is left to Drizzle', () => {
  expect(quickRows({})).toBeUndefined();
  expect(quickRun({})).toBeUndefined();
  expect(quickRun({ executeMethod: 'all', query: {}, stmt: {}, logger: {} })).toBeUndefined();
  expect(quickRows({ fields: undefined, query: {}, stmt: {}, logger: {} })).toBeUndefined();
  const deep = [{ path: ['a', 'b', 'c'], field: {} }];
  expect(quickRows({ fields: deep, query: { sql: '', params: [] }, stmt: {}, logger: {} })).toBeUndefined();
});
