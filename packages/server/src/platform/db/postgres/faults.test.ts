import { eq, sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parts } from '../../../features/inventory/table.ts';
import { dialect } from '../columns.ts';
import { type DatabaseOptions, isStorageUnavailable, StorageUnavailable } from '../database.ts';
import { openDatabase } from '../open.ts';
import { openTestDatabase } from '../testing.ts';
import { addPart, addQuantity, partValues, quantityOf } from '../testing/rows.ts';

async function open(options: DatabaseOptions = {}) {
  const errors: unknown[] = [];
  const db = await openTestDatabase({ onError: (error) => errors.push(error), ...options });
  onTestFinished(() => db.close());
  return { db, errors, id: await addPart(db, 0) };
}

const hangUp = sql`pg_terminate_backend(pg_backend_pid())`;

describe.runIf(dialect === 'postgres')('PostgreSQL faults', () => {
  test('a lost connection fails its transaction, and the next one gets a new connection', async () => {
    const { db, id } = await open({ poolSize: 1 });
    const work = db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      await tx.select({ gone: hangUp }).from(parts);
    });
    await expect(work).rejects.toBeInstanceOf(StorageUnavailable);
    await db.write((tx) => addQuantity(tx, id, 10));
    expect(await quantityOf(db.read, id)).toBe(10);
  });

  test('a connection lost between two queries fails its transaction and nothing else', async () => {
    const { db, id, errors } = await open({ poolSize: 2 });
    const work = db.write(async (tx) => {
      const [row] = await tx.select({ pid: sql<number>`pg_backend_pid()` }).from(parts);
      await db.read.select({ gone: sql`pg_terminate_backend(${row?.pid}::int)` }).from(parts);
      // The connection closes while no query runs.
      for (let waited = 0; waited < 20; waited++) await db.read.$count(parts);
      await addQuantity(tx, id, 1);
    });
    await expect(work).rejects.toSatisfy(isStorageUnavailable);
    expect(await quantityOf(db.read, id)).toBe(0);
    expect(errors).toEqual([]);
  });

  test('a connection lost in a nested write fails the outer write too', async () => {
    const { db, id } = await open({ poolSize: 1 });
    const work = db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      await db.write((t) => t.select({ gone: hangUp }).from(parts)).catch(() => undefined);
    });
    await expect(work).rejects.toSatisfy(isStorageUnavailable);
    expect(await quantityOf(db.read, id)).toBe(0);
  });

  test('a connection lost during a read is distinguished from an invalid query', async () => {
    const { db, id } = await open({ poolSize: 1 });
    await expect(db.read.select({ gone: hangUp }).from(parts)).rejects.toSatisfy(isStorageUnavailable);
    expect(await quantityOf(db.read, id)).toBe(0);
    const wrong = await db.read
      .select({ no: sql`no_such_column` })
      .from(parts)
      .then(String, (error: unknown) => error);
    expect(wrong).toBeInstanceOf(Error);
    expect(isStorageUnavailable(wrong)).toBe(false);
  });

  test('a statement that takes too long is cancelled', async () => {
    const { db } = await open({ timeout: 500 });
    await expect(db.read.select({ slept: sql`pg_sleep(20)` }).from(parts)).rejects.toSatisfy(isStorageUnavailable);
    await expect(db.write((tx) => tx.select({ slept: sql`pg_sleep(20)` }).from(parts))).rejects.toThrow();
    expect(await db.read.$count(parts)).toBe(1);
  });

  test('waiting for a connection times out', async () => {
    const { db, id } = await open({ poolSize: 1, patience: 1000 });
    const free = Promise.withResolvers<void>();
    const holding = Promise.withResolvers<void>();
    const holder = db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      holding.resolve();
      await free.promise;
    });
    await holding.promise;
    await expect(db.write((tx) => addQuantity(tx, id, 10))).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(quantityOf(db.read, id)).rejects.toSatisfy(isStorageUnavailable);
    free.resolve();
    await holder;
    expect(await quantityOf(db.read, id)).toBe(1);
  });

  test('an unreachable server counts as unavailable, not as a bug', async () => {
    const db = await openDatabase('postgres://nobody@127.0.0.1:1/nothing');
    await expect(db.write(async () => undefined)).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(db.read.$count(parts)).rejects.toSatisfy(isStorageUnavailable);
    await db.close();
  });

  test('a conflict that the work swallowed is still retried', async () => {
    const { db, id } = await open();
    let tries = 0;
    await db.write(async (tx) => {
      tries += 1;
      await quantityOf(tx, id);
      // A concurrent write wins the first time.
      if (tries === 1) await addQuantity(db.read, id, 100);
      await addQuantity(tx, id, 1).catch(() => undefined);
    });
    expect(tries).toBe(2);
    expect(await quantityOf(db.read, id)).toBe(101);
  });

  test('a conflict that a nested write swallowed is still retried', async () => {
    const { db, id } = await open();
    let tries = 0;
    await db.write(async (tx) => {
      tries += 1;
      await quantityOf(tx, id);
      if (tries === 1) await addQuantity(db.read, id, 100);
      await db.write((t) => addQuantity(t, id, 1)).catch(() => undefined);
    });
    expect(tries).toBe(2);
    expect(await quantityOf(db.read, id)).toBe(101);
  });

  test('errors of a write contain no SQL and no values', async () => {
    const { db, id } = await open();
    const twice = db.write((tx) => tx.insert(parts).values(partValues({ id, name: 'secret' })));
    const error = await twice.then(String, (error: unknown) => error);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toMatch(/insert into|secret/);
    expect(await db.read.$count(parts, eq(parts.name, 'secret'))).toBe(0);
  });
});
