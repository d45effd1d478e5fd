import Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dialect, key, table, text } from '../columns.ts';
import { type Watch, queriesOn } from './statements.ts';

const things = table('things', { id: key(), name: text().notNull() });

function opened(watch: Partial<Watch> = {}) {
  const client = new Sqlite(':memory:');
  onTestFinished(() => void client.close());
  client.exec('create table things (id integer primary key, name text not null) strict');
  const prepare = vi.spyOn(client, 'prepare');
  return { prepare, db: queriesOn(client, { before: () => {}, failed: (error) => error, ...watch }) };
}

test.runIf(dialect === 'sqlite')('a query is compiled by SQLite once, however often Drizzle builds it', async () => {
  const { db, prepare } = opened();
  for (const id of [1, 2, 3]) await db.insert(things).values({ id, name: `n${id}` });
  for (const id of [1, 2, 3]) {
    expect(
      await db
        .select()
        .from(things)
        .where(sql`${things.id} = ${id}`),
    ).toEqual([{ id, name: `n${id}` }]);
  }
  expect(await db.$count(things)).toBe(3);
  expect(prepare).toHaveBeenCalledTimes(3);
});

test.runIf(dialect === 'sqlite')('every execution is seen before, and may be refused', async () => {
  const refuse = vi.fn(() => {
    throw new Error('outside');
  });
  const { db } = opened({ before: refuse });
  await expect((async () => db.insert(things).values({ id: 1, name: 'a' }))()).rejects.toThrow();
  await expect((async () => db.select().from(things))()).rejects.toThrow();
  await expect((async () => db.insert(things).values({ id: 1, name: 'a' }).returning())()).rejects.toThrow();
  expect(refuse).toHaveBeenCalledTimes(3);
});

test.runIf(dialect === 'sqlite')('a failure is thrown as the watch has it', async () => {
  const seen: unknown[] = [];
  const { db } = opened({
    failed: (error) => {
      seen.push(error);
      return error;
    },
  });
  await db.insert(things).values({ id: 1, name: 'a' });
  await expect((async () => db.insert(things).values({ id: 1, name: 'b' }))()).rejects.toThrow();
  await expect((async () => db.select({ no: sql`no_such(1)` }).from(things))()).rejects.toThrow();
  expect(seen).toHaveLength(2);
});
