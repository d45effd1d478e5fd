import { count } from 'drizzle-orm';
import { tables } from '../features.ts';
import type { TestShop } from './testing.ts';

/** The number of rows per table. */
export async function rowsIn({ shop }: TestShop): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, table } of tables) {
    const [row] = await shop.database.read.select({ rows: count() }).from(table);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}
