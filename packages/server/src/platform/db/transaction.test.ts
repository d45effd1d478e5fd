import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterCommit, type Database, oncePerTransaction } from './database.ts';
import { causesOf } from './failure.ts';
import { openTestDatabase } from './testing.ts';
import { addPart, addQuantity, quantityOf, setQuantity, turn } from './testing/rows.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe('afterCommit', () => {
  test('afterCommit runs once the rows are stored, and not after a rollback', async () => {
    const id = await addPart(db, 0);
    const seen: unknown[] = [];
    await db.write(async (tx) => {
      await setQuantity(tx, id, 7);
      afterCommit(() => seen.push('done'));
      expect(seen).toEqual([]);
    });
    await expect(
      db.write(async () => {
        afterCommit(() => seen.push('never'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await db.write(async () => {
      const inner = db.write(async () => {
        afterCommit(() => seen.push('never'));
        throw new Error('inner');
      });
      await expect(inner).rejects.toThrow('inner');
      await db.write(async () => afterCommit(() => seen.push('inner')));
      afterCommit(() => seen.push('outer'));
    });
    expect(seen).toEqual(['done', 'inner', 'outer']);
  });

  test('afterCommit runs immediately outside a transaction', () => {
    const seen: string[] = [];
    afterCommit(() => seen.push('now'));
    expect(seen).toEqual(['now']);
  });

  test('afterCommit passes a throwing effect to onError and runs the others', async () => {
    const errors: unknown[] = [];
    const other = await openTestDatabase({ onError: (error) => errors.push(String(error)) });
    const seen: string[] = [];
    const answer = await other.write(async () => {
      afterCommit(() => {
        throw new Error('effect');
      });
      afterCommit(() => seen.push('second'));
      return 'answer';
    });
    expect([answer, seen, errors]).toEqual(['answer', ['second'], ['Error: effect']]);
    await other.close();
  });
});

describe('work that outlives its transaction', () => {
  test('a write after the end of its transaction starts a new one', async () => {
    const id = await addPart(db, 1);
    const order: string[] = [];
    let later: Promise<unknown> = Promise.resolve();
    const ended = Promise.withResolvers<void>();
    await db.write(async () => {
      later = ended.promise.then(() =>
        db.write(async (tx) => {
          await setQuantity(tx, id, 42);
          afterCommit(() => order.push('effect'));
        }),
      );
    });
    ended.resolve();
    await later;
    expect(await quantityOf(db.read, id)).toBe(42);
    expect(order).toEqual(['effect']);
  });

  test('an effect may write', async () => {
    const id = await addPart(db, 1);
    let later: Promise<unknown> = Promise.resolve();
    await db.write(async () => {
      afterCommit(() => {
        later = db.write((tx) => setQuantity(tx, id, 43));
      });
    });
    await later;
    expect(await quantityOf(db.read, id)).toBe(43);
  });

  test('a late query cannot run in the next transaction', async () => {
    const id = await addPart(db, 3);
    const ended = Promise.withResolvers<void>();
    let stray: Promise<unknown> = Promise.resolve();
    await db.write(async (tx) => {
      stray = ended.promise.then(() => setQuantity(tx, id, 99));
      stray.catch(() => undefined);
    });
    const next = db.write(async (tx) => {
      ended.resolve();
      await turn();
      return quantityOf(tx, id);
    });
    const refusal = await stray.catch((error: unknown) => error);
    expect([...causesOf(refusal)].at(-1)?.message).toMatch('outside of it');
    expect(await next).toBe(3);
    expect(await quantityOf(db.read, id)).toBe(3);
  });
});

describe('a transaction that never ends', () => {
  test('a hanging transaction is rolled back, and the next one runs', async () => {
    const other = await openTestDatabase({ timeout: 400 });
    const [id, free] = [await addPart(other, 0), await addPart(other, 0)];
    const hung = other.write(async (tx) => {
      await addQuantity(tx, id, 1);
      await new Promise(() => undefined);
    });
    const next = other.write((tx) => addQuantity(tx, free, 1));
    await expect(hung).rejects.toThrow('longer than 400 ms');
    await next;
    await other.write((tx) => addQuantity(tx, id, 10));
    expect([await quantityOf(other.read, id), await quantityOf(other.read, free)]).toEqual([10, 1]);
    await other.close();
  });

  test('a hanging transaction cannot affect the next one when it resumes, nor can its nested write', async () => {
    const other = await openTestDatabase({ timeout: 400 });
    const id = await addPart(other, 0);
    const wake = Promise.withResolvers<void>();
    let inner: Promise<unknown> = Promise.resolve();
    const hung = other.write(async () => {
      inner = other.write(async (tx) => {
        await addQuantity(tx, id, 1);
        await wake.promise;
        await addQuantity(tx, id, 10);
      });
      inner.catch(() => undefined);
      await inner;
    });
    await expect(hung).rejects.toThrow('longer');
    await other.write(async (tx) => {
      await addQuantity(tx, id, 100);
      await other.write(async (t) => {
        await addQuantity(t, id, 1000);
        wake.resolve();
        await turn();
      });
    });
    await expect(inner).rejects.toThrow();
    expect(await quantityOf(other.read, id)).toBe(1100);
    await other.close();
  });
});

test('a write to another database inside a write is a separate transaction', async () => {
  const other = await openTestDatabase();
  const [here, there] = [await addPart(db, 0), await addPart(other, 0)];
  const work = db.write(async (tx) => {
    await addQuantity(tx, here, 1);
    await other.write((t) => addQuantity(t, there, 1));
    throw new Error('only here');
  });
  await expect(work).rejects.toThrow('only here');
  expect([await quantityOf(db.read, here), await quantityOf(other.read, there)]).toEqual([0, 1]);
  await other.close();
});

test('a closed database rejects writes', async () => {
  const other = await openTestDatabase();
  await other.close();
  await expect(other.write(async () => undefined)).rejects.toThrow();
});

test('what is read once per transaction is read again in the next one, and after it was changed', async () => {
  const id = await addPart(db, 1);
  let reads = 0;
  const quantity = oncePerTransaction(async (tx) => {
    reads += 1;
    return quantityOf(tx, id);
  });
  await db.write(async (tx) => {
    expect([await quantity(tx), await quantity(tx), reads]).toEqual([1, 1, 1]);
    await setQuantity(tx, id, 2);
    quantity.forget();
    expect([await quantity(tx), await quantity(tx), reads]).toEqual([2, 2, 2]);
  });
  await db.write(async (tx) => expect([await quantity(tx), reads]).toEqual([2, 3]));
  await quantity(db.read);
  expect([await quantity(db.read), reads]).toEqual([2, 5]);
});
