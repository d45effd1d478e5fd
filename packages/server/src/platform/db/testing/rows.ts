import { eq, type SQL, sql } from 'drizzle-orm';
import { parts } from '../../../features/inventory/table.ts';
import type { Database, Queries } from '../database.ts';

const at = new Date('2026-11-20T09:30:00.123Z');

/** Values of a part for tests of the database itself. */
export function partValues(over: Partial<typeof parts.$inferInsert> = {}): typeof parts.$inferInsert {
  return {
    sku: null,
    name: 'Brake pad',
    nameKey: 'brake pad',
    priceCents: 1999,
    quantity: 10,
    createdAt: at,
    updatedAt: at,
    ...over,
  };
}

/** Adds a part with `quantity` in stock and returns its id. */
export async function addPart(database: Database, quantity: number): Promise<number> {
  const [part] = await database.write((tx) => tx.insert(parts).values(partValues({ quantity })).returning());
  if (part === undefined) throw new Error('No part was added.');
  return part.id;
}

export async function quantityOf(db: Queries, id: number): Promise<number | undefined> {
  const [part] = await db.select({ quantity: parts.quantity }).from(parts).where(eq(parts.id, id));
  return part?.quantity;
}

export async function setQuantity(db: Queries, id: number, quantity: number | SQL): Promise<void> {
  await db.update(parts).set({ quantity }).where(eq(parts.id, id));
}

export function addQuantity(db: Queries, id: number, more: number): Promise<void> {
  return setQuantity(db, id, sql`${parts.quantity} + ${more}`);
}

/** Lets all ready callbacks run. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
