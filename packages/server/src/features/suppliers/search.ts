import type { Supplier } from '@mechanic-shop/shared';
import { asc, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import { searchTable } from '../../platform/db/search.ts';
import { phoneCodes, searchWords } from '../../platform/db/words.ts';
import { suppliers } from './table.ts';

export const suppliersSearch = searchTable('suppliers_search');

/** What a supplier is found by. */
export function supplierWords({
  id,
  name,
  email,
  phone,
  address,
}: Pick<Supplier, 'id' | 'name' | 'email' | 'phone' | 'address'>): string[] {
  return searchWords([name, email, phone, address], [String(id), ...phoneCodes(phone)]);
}

export const suppliersSource: SearchSource = {
  index: suppliersSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select()
      .from(suppliers)
      .where(gt(suppliers.id, after))
      .orderBy(asc(suppliers.id))
      .limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => supplierWords(row) }));
  },
};
