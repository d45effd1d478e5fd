import { AsyncLocalStorage } from 'node:async_hooks';
import { and, eq, gte, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '../../features/accounts/table.ts';
import { parts, stockMovements } from '../../features/inventory/table.ts';
import { afterCommit, type Database, isUniqueViolation } from './database.ts';
import { openTestDatabase } from './testing.ts';
import { addPart, addQuantity, partValues, quantityOf, setQuantity, turn } from './testing/rows.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
function statuses(results: PromiseSettledResult<unknown>[], status: string) {
  return results.filter((result) => result.status === status).length;
}

describe('database rows', () => {
  test('rows return JavaScript types', async () => {
    const id = await addPart(db, 1);
    const big = Number.MAX_SAFE_INTEGER;
    const [part] = await db.write((tx) => tx.update(parts).set({ quantity: big }).where(eq(parts.id, id)).returning());
    expect(part).toEqual({
      ...partValues({ quantity: big }),
      id,
      unit: 'piece',
      decimals: 0,
      active: true,
      reserved: 0,
      costCents: null,
      minQuantity: null,
      maxQuantity: null,
      supplierId: null,
      location: null,
      low: false,
      version: 1,
    });
    expect(part?.createdAt).toBeInstanceOf(Date);
  });

  test('an id beyond 32 bits is unknown, not an error', async () => {
    expect(await quantityOf(db.read, 2 ** 31)).toBeUndefined();
    expect(await quantityOf(db.read, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  test('ids are never reused', async () => {
    const first = await addPart(db, 1);
    await db.write((tx) => tx.delete(parts).where(eq(parts.id, first)));
    expect(await addPart(db, 1)).toBeGreaterThan(first);
  });

  test('an import keeps its ids', async () => {
    const [part] = await db.write((tx) =>
      tx
        .insert(parts)
        .values(partValues({ id: 900_000 }))
        .returning(),
    );
    expect(part?.id).toBe(900_000);
  });

  test('e-mails are unique for logins whatever their case, but not for customers without a login', async () => {
    const person = { role: 'customer', firstName: 'Ann', lastName: 'Lee', createdAt: new Date() } as const;
    const add = (email: string, passwordHash: string | null) =>
      db.write((tx) =>
        tx
          .insert(accounts)
          .values({ ...person, email, passwordHash })
          .returning(),
      );
    const [ann] = await add('Ann@Shop.com', 'hash');
    expect(ann?.email).toBe('ann@shop.com');
    await expect(add('aNN@shop.COM', 'hash')).rejects.toSatisfy(isUniqueViolation);
    await add('ann@shop.com', null);
    await add('ann@shop.com', null);
    const found = await db.read.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, 'ANN@shop.com'));
    expect(found).toHaveLength(3);
  });

  test('checks and foreign keys are enforced', async () => {
    const id = await addPart(db, 3);
    await expect(db.write((tx) => setQuantity(tx, id, -1))).rejects.toThrow();
    const movement = { partId: 1e9, kind: 'receive', delta: 1, quantityAfter: 1, reservedAfter: 0 } as const;
    await expect(db.write((tx) => tx.insert(stockMovements).values({ ...movement, at: new Date() }))).rejects.toThrow();
    expect(await quantityOf(db.read, id)).toBe(3);
    expect(await db.read.$count(stockMovements, eq(stockMovements.partId, 1e9))).toBe(0);
  });

  test('upsert and count work on both engines', async () => {
    const id = await addPart(db, 3);
    await db.write((tx) =>
      tx
        .insert(parts)
        .values(partValues({ id, quantity: 4 }))
        .onConflictDoUpdate({ target: parts.id, set: { quantity: sql`${parts.quantity} + excluded.quantity` } }),
    );
    expect(await quantityOf(db.read, id)).toBe(7);
    expect(await db.read.$count(parts, and(eq(parts.id, id), gte(parts.quantity, 7)))).toBe(1);
  });
});

describe('database transactions', () => {
  test('a transaction is invisible until its commit, and a throw rolls it back', async () => {
    const id = await addPart(db, 5);
    const seen: unknown[] = [];
    const work = db.write(async (tx) => {
      await setQuantity(tx, id, 1);
      await turn();
      seen.push(await quantityOf(tx, id), await quantityOf(db.read, id));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(seen).toEqual([1, 5]);
    expect(await quantityOf(db.read, id)).toBe(5);
  });

  test('a transaction that reads, waits and writes loses no update', async () => {
    const id = await addPart(db, 0);
    const increment = () =>
      db.write(async (tx) => {
        const before = await quantityOf(tx, id);
        await turn();
        await setQuantity(tx, id, Number(before) + 1);
      });
    await Promise.all(times(8, increment));
    expect(await quantityOf(db.read, id)).toBe(8);
  });

  test('a transaction cannot write what a concurrent one has just invalidated', async () => {
    const [a, b] = [await addPart(db, 1), await addPart(db, 1)];
    // One of the two may be emptied, never both: each transaction reads the other row and writes its own.
    const empty = (mine: number, other: number) =>
      db.write(async (tx) => {
        if ((await quantityOf(tx, other)) === 0) return;
        await turn();
        await setQuantity(tx, mine, 0);
      });
    await Promise.all([empty(a, b), empty(b, a)]);
    expect(Number(await quantityOf(db.read, a)) + Number(await quantityOf(db.read, b))).toBe(1);
  });

  test('a failing transaction does not affect concurrent ones', async () => {
    const id = await addPart(db, 0);
    const results = await Promise.allSettled(
      times(30, (i) =>
        db.write(async (tx) => {
          await addQuantity(tx, id, 1);
          if (i % 3 === 0) throw new Error('every third');
          return i;
        }),
      ),
    );
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : -1))).toEqual(
      times(30, (i) => (i % 3 === 0 ? -1 : i)),
    );
    expect(await quantityOf(db.read, id)).toBe(20);
  });

  test('concurrent transactions never oversell stock', async () => {
    const id = await addPart(db, 50);
    const sell = () =>
      db.write(async (tx) => {
        const left = await tx
          .update(parts)
          .set({ quantity: sql`${parts.quantity} - 1` })
          .where(and(eq(parts.id, id), gte(parts.quantity, 1)))
          .returning({ quantity: parts.quantity });
        if (left.length === 0) throw new Error('sold out');
      });
    const results = await Promise.allSettled(times(80, sell));
    expect(statuses(results, 'fulfilled')).toBe(50);
    expect(results.filter((r) => r.status === 'rejected').map((r) => String(r.reason))).toEqual(
      times(30, () => 'Error: sold out'),
    );
    expect(await quantityOf(db.read, id)).toBe(0);
  });

  test('a transaction that swallows a query error cannot commit', async () => {
    const id = await addPart(db, 3);
    const work = db.write(async (tx) => {
      await setQuantity(tx, id, 2);
      await setQuantity(tx, id, -1).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await quantityOf(db.read, id)).toBe(3);
  });

  test('a transaction and its effects run in the async context of the caller', async () => {
    const request = new AsyncLocalStorage<number>();
    const effects: unknown[] = [];
    const seen = await Promise.all(
      times(20, (i) =>
        request.run(i, () =>
          db.write(async (tx) => {
            await tx.select().from(parts).limit(1);
            afterCommit(() => effects.push(request.getStore()));
            return request.getStore();
          }),
        ),
      ),
    );
    expect(seen).toEqual(times(20, (i) => i));
    expect(effects.toSorted((a, b) => Number(a) - Number(b))).toEqual(times(20, (i) => i));
  });

  test('a transaction accepts a lazy query as its work', async () => {
    const id = await addPart(db, 3);
    await db.write((tx) => tx.update(parts).set({ quantity: 9 }).where(eq(parts.id, id)));
    expect(await quantityOf(db.read, id)).toBe(9);
  });
});

describe('nested writes', () => {
  test('a failing nested write rolls back only itself, also among concurrent siblings', async () => {
    const id = await addPart(db, 0);
    await db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      const inner = db.write(async (t) => {
        await addQuantity(t, id, 10);
        await turn();
        throw new Error('inner');
      });
      await expect(inner).rejects.toThrow('inner');
      await Promise.allSettled([
        db.write(async (t) => {
          await addQuantity(t, id, 100);
          await turn();
        }),
        db.write(async (t) => {
          await addQuantity(t, id, 1000);
          await turn();
          throw new Error('sibling');
        }),
        db.write((t) => addQuantity(t, id, 10_000)),
      ]);
    });
    expect(await quantityOf(db.read, id)).toBe(10_101);
  });

  test('a nested write may violate a constraint while the outer one continues', async () => {
    const id = await addPart(db, 3);
    await db.write(async (tx) => {
      await setQuantity(tx, id, 2);
      await expect(db.write((t) => setQuantity(t, id, -1))).rejects.toThrow();
      await addQuantity(tx, id, 5);
    });
    expect(await quantityOf(db.read, id)).toBe(7);
  });

  test('nested writes can be nested', async () => {
    const id = await addPart(db, 0);
    await db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      await db.write(async (t) => {
        await addQuantity(t, id, 10);
        await expect(
          db.write(async (deep) => {
            await addQuantity(deep, id, 100);
            throw new Error('deep');
          }),
        ).rejects.toThrow('deep');
        await addQuantity(t, id, 1000);
      });
    });
    expect(await quantityOf(db.read, id)).toBe(1011);
  });

  test('a nested write that is not awaited fails the outer one', async () => {
    const id = await addPart(db, 0);
    let inner: Promise<unknown> = Promise.resolve();
    const outer = db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      inner = db.write(async (t) => {
        await addQuantity(t, id, 10);
        await turn();
        await addQuantity(t, id, 100);
      });
      inner.catch(() => undefined);
    });
    await expect(outer).rejects.toThrow('await');
    await expect(inner).rejects.toThrow();
    expect(await quantityOf(db.read, id)).toBe(0);
  });
});
