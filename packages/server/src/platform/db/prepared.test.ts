import { and, count, desc, eq, gte, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mechanics } from '../../features/accounts/mechanics-table.ts';
import { accounts, sessions } from '../../features/accounts/table.ts';
import { customers } from '../../features/customers/table.ts';
import type { Database, Queries } from './database.ts';
import { prepared, type Slots } from './prepared.ts';
import { openTestDatabase } from './testing.ts';

const person = { role: 'mechanic', firstName: 'Ann', lastName: 'Lee', createdAt: new Date(1e12) } as const;

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

test('a prepared insert encodes its values as the columns do, on every run', async () => {
  for (const n of [1, 2]) {
    const at = new Date(1e12 + n);
    const [row] = await db.write((tx) => add(tx, { email: `Up${n}@Per.com`, at }));
    expect(row).toMatchObject({ email: `up${n}@per.com`, createdAt: at });
  }
});

test('sql.param encodes compared values', async () => {
  const at = new Date('2026-11-20T09:30:00.123Z');
  const [row] = await db.write((tx) => add(tx, { email: 'find@me.com', at }));
  expect(await find(db.read, { email: 'FIND@me.com', from: at })).toEqual([{ id: row?.id }]);
  expect(await find(db.read, { email: 'FIND@me.com', from: new Date(at.getTime() + 1) })).toEqual([]);
});

test('a prepared query that returns no rows works', async () => {
  const touch = prepared('test_touch', (db, p: Slots<{ id: number }>) =>
    db.update(accounts).set({ lastName: 'Touched' }).where(eq(accounts.id, p.id)),
  );
  const [row] = await db.write((tx) => add(tx, { email: 'touch@me.com', at: new Date() }));
  await db.write((tx) => touch(tx, { id: row!.id }));
  const [after] = await db.read.select().from(accounts).where(eq(accounts.id, row!.id));
  expect(after?.lastName).toBe('Touched');
});

test('one prepared query serves several databases, each with its own rows', async () => {
  const other = await openTestDatabase();
  await other.write((tx) => add(tx, { email: 'only@there.com', at: new Date() }));
  expect(await find(other.read, { email: 'only@there.com', from: new Date(0) })).toHaveLength(1);
  expect(await find(db.read, { email: 'only@there.com', from: new Date(0) })).toHaveLength(0);
  await other.close();
});

test('a prepared query rejects instead of throwing', async () => {
  const failing = prepared('test_failing', (db, p: Slots<{ id: number }>) =>
    db.select({ id: sql`${accounts.id} / no_such_function(${p.id})` }).from(accounts),
  );
  await expect(failing(db.read, { id: 1 })).rejects.toThrow();
});

test('null works as a value, also for columns that encode values', async () => {
  const insert = prepared('test_null', (db, p: Slots<{ email: string | null; at: Date }>) =>
    db
      .insert(accounts)
      .values({ role: 'customer', email: p.email, firstName: 'Ann', lastName: 'Lee', createdAt: p.at })
      .returning(),
  );
  const [row] = await db.write((tx) => insert(tx, { email: null, at: new Date() }));
  expect(row?.email).toBeNull();

  const end = prepared('test_end', (db, p: Slots<{ id: number; endedAt: Date | null }>) =>
    db
      .update(sessions)
      .set({ endedAt: sql`${sql.param(p.endedAt, sessions.endedAt)}` })
      .where(eq(sessions.id, p.id))
      .returning(),
  );
  const at = new Date('2026-11-20T09:30:00.123Z');
  await db.write((tx) =>
    tx.insert(sessions).values({ id: 7, accountId: row!.id, createdAt: at, lastUsedAt: at, expiresAt: at }),
  );
  for (const endedAt of [at, null]) {
    const [ended] = await db.write((tx) => end(tx, { id: 7, endedAt }));
    expect(ended?.endedAt).toEqual(endedAt);
  }
});

test.each<
  [string, (db: Queries) => PromiseLike<unknown[]> & { prepare(name: string): { execute(): Promise<unknown[]> } }]
>([
  ['whole rows', (db) => db.select().from(accounts).orderBy(accounts.id)],
  [
    'no rows',
    (db) =>
      db
        .select()
        .from(accounts)
        .where(sql`1 = 0`),
  ],
  [
    'named columns of a join',
    (db) =>
      db
        .select({ id: accounts.id, at: accounts.createdAt, active: mechanics.active, key: customers.nameKey })
        .from(accounts)
        .leftJoin(mechanics, eq(mechanics.id, accounts.id))
        .leftJoin(customers, eq(customers.id, accounts.id))
        .orderBy(accounts.id),
  ],
  [
    'whole rows of a join, nested',
    (db) => db.select().from(accounts).leftJoin(mechanics, eq(mechanics.id, accounts.id)).orderBy(accounts.id),
  ],
  [
    'nested columns',
    (db) =>
      db
        .select({ id: accounts.id, name: { first: accounts.firstName } })
        .from(accounts)
        .orderBy(accounts.id),
  ],
  [
    'parts of a join, some of them missing',
    (db) =>
      db
        .select({
          name: accounts.lastName,
          account: accounts,
          // The first column is null in existing rows; Drizzle's rule treats the object as missing all the same.
          staff: { specialty: mechanics.specialty, active: mechanics.active, id: mechanics.id },
          mixed: { key: customers.nameKey, id: mechanics.id },
          counted: { twice: sql`${accounts.id} * 2`.mapWith(Number), first: accounts.firstName },
        })
        .from(accounts)
        .leftJoin(mechanics, eq(mechanics.id, accounts.id))
        .leftJoin(customers, eq(customers.id, accounts.id))
        .orderBy(accounts.id),
  ],
  [
    'parts of what is always there',
    (db) =>
      db
        .select({ wrench: { address: mechanics.address, id: mechanics.id }, who: { id: accounts.id } })
        .from(mechanics)
        .innerJoin(accounts, eq(accounts.id, mechanics.id))
        .orderBy(accounts.id),
  ],
  [
    'expressions',
    (db) =>
      db
        .select({
          total: count(),
          text: sql<string>`${accounts.lastName} || '!'`,
          number: sql`max(${accounts.id})`.mapWith(Number),
          at: sql`max(${accounts.createdAt})`.mapWith(accounts.createdAt),
          alias: sql<string>`min(${accounts.firstName})`.as('alias'),
        })
        .from(accounts)
        .groupBy(accounts.lastName)
        .orderBy(desc(accounts.lastName)),
  ],
])('%s are the same prepared and unprepared', async (name, query) => {
  await db.write(async (tx) => {
    await tx.insert(accounts).values({ ...person, lastName: name });
    const [wrench] = await tx.insert(accounts).values(person).returning();
    await tx.insert(mechanics).values({ id: wrench!.id, active: false });
  });
  const run = prepared(`test_${name.replaceAll(' ', '_')}`, (db) => query(db));
  const rows = await query(db.read);
  expect(await run(db.read, {})).toEqual(rows);
  expect(rows.length > 0).toBe(name !== 'no rows');
});

test('a missing value is an error', async () => {
  await expect(find(db.read, { email: 'a@b.de' } as never)).rejects.toThrow('from');
});

test('queries whose names begin alike for 63 characters stay apart', async () => {
  const long = `test_${'x'.repeat(70)}`;
  const of = (value: number) =>
    prepared(`${long}_${value}`, (select) =>
      select.select({ value: sql<number>`${sql.raw(String(value))}` }).from(sql`(select 1) as once`),
    );
  const [one, two] = [of(1), of(2)];
  for (const [run, value] of [
    [one, 1],
    [two, 2],
    [one, 1],
  ] as const)
    expect(await run(db.read, {})).toEqual([{ value }]);
});
