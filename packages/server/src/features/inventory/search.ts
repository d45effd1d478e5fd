import type { Part } from '@mechanic-shop/shared';
import { asc, eq, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import { searchTable } from '../../platform/db/search.ts';
import { searchWords, sortKeyOf } from '../../platform/db/words.ts';
import { parts } from './table.ts';

export const partsSearch = searchTable('parts_search');

/** The search words of a part. */
export function partWords({ id, name, sku }: Pick<Part, 'id' | 'name' | 'sku'>): string[] {
  return searchWords([name, sku], [String(id), sku]);
}

export const partsSource: SearchSource = {
  index: partsSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db.select().from(parts).where(gt(parts.id, after)).orderBy(asc(parts.id)).limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => partWords(row), nameKey: sortKeyOf(row.name) }));
  },
  setNameKey: (tx, id, nameKey) => tx.update(parts).set({ nameKey }).where(eq(parts.id, id)),
};
