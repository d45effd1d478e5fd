import type { Mechanic } from '@mechanic-shop/shared';
import { asc, eq, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import { searchTable } from '../../platform/db/search.ts';
import { searchWords } from '../../platform/db/words.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';

export const mechanicsSearch = searchTable('mechanics_search');

/** The search words of a mechanic. */
export function mechanicWords({ id, firstName, lastName, specialty }: Mechanic): string[] {
  return searchWords([firstName, lastName, specialty], [String(id)]);
}

export const mechanicsSource: SearchSource = {
  index: mechanicsSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select({
        id: mechanics.id,
        firstName: accounts.firstName,
        lastName: accounts.lastName,
        specialty: mechanics.specialty,
      })
      .from(mechanics)
      .innerJoin(accounts, eq(accounts.id, mechanics.id))
      .where(gt(mechanics.id, after))
      .orderBy(asc(mechanics.id))
      .limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => mechanicWords(row) }));
  },
};
