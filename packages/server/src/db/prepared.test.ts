import { and, eq, gte, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '../auth/table.ts';
import type { Database } from './database.ts';
import { prepared, type Slots } from './prepared.ts';
import { openTestDatabase } from './testing.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const add = prepared('test_add', (db, p: Slots<{ email: string; at: Date }>) =>
  db
    .insert(accounts)
    .values({ role: 'customer', email: p.email, firstName: 'Ann', lastName: 'Lee', createdAt: p.at })
    .returning(),
);
const find = prepared('test_find', (db, p: Slots<{ email: string; from: Date }>) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.email, sql.param(p.email, accounts.email)),
        gte(accounts.createdAt, sql.param(p.from, accounts.createdAt)),
      ),
    ),
);

test('an insert spells its values as the columns do, each time anew', async () => {
  for (const n of [1, 2]) {
    const at = new Date(1e12 + n);
    const [row] = await db.write((tx) => add(tx, { email: `Up${n}@Per.com`, at }));
    expect(row).toMatchObject({ email: `up${n}@per.com`, createdAt: at });
  }
});

test('compared values are spelled by sql.param', async () => {
  const at = new Date('2026-11-20T09:30:00.123Z');
  const [row] = await db.write((tx) => add(tx, { email: 'find@me.com', at }));
  expect(await find(db.read, { email: 'FIND@me.com', from: at })).toEqual([{ id: row?.id }]);
  expect(await find(db.read, { email: 'FIND@me.com', from: new Date(at.getTime() + 1) })).toEqual([]);
});

test('a query without rows to answer works too', async () => {
  const touch = prepared('test_touch', (db, p: Slots<{ id: number }>) =>
    db.update(accounts).set({ lastName: 'Touched' }).where(eq(accounts.id, p.id)),
  );
  const [row] = await db.write((tx) => add(tx, { email: 'touch@me.com', at: new Date() }));
  await db.write((tx) => touch(tx, { id: row!.id }));
  const [after] = await db.read.select().from(accounts).where(eq(accounts.id, row!.id));
  expect(after?.lastName).toBe('Touched');
});

test('one query serves several databases, each with its own rows', async () => {
  const other = await openTestDatabase();
  await other.write((tx) => add(tx, { email: 'only@there.com', at: new Date() }));
  expect(await find(other.read, { email: 'only@there.com', from: new Date(0) })).toHaveLength(1);
  expect(await find(db.read, { email: 'only@there.com', from: new Date(0) })).toHaveLength(0);
  await other.close();
});

test('an error is a rejection, not a throw', async () => {
  const failing = prepared('test_failing', (db, p: Slots<{ id: number }>) =>
    db.select({ id: sql`${accounts.id} / no_such_function(${p.id})` }).from(accounts),
  );
  await expect(failing(db.read, { id: 1 })).rejects.toThrow();
});
