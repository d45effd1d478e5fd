import type { Customer } from '@mechanic-shop/shared';
import { asc, eq, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import { searchTable } from '../../platform/db/search.ts';
import { searchWords, phoneCodes, sortKeyOf } from '../../platform/db/words.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from './table.ts';

export const customersSearch = searchTable('customers_search');

/** The search words of a customer. */
export function customerWords({
  id,
  firstName,
  lastName,
  email,
  phone,
}: Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'phone'>): string[] {
  return searchWords([firstName, lastName, email, phone], [String(id), ...phoneCodes(phone)]);
}

export const customersSource: SearchSource = {
  index: customersSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select({
        id: customers.id,
        firstName: accounts.firstName,
        lastName: accounts.lastName,
        email: accounts.email,
        phone: customers.phone,
      })
      .from(customers)
      .innerJoin(accounts, eq(accounts.id, customers.id))
      .where(gt(customers.id, after))
      .orderBy(asc(customers.id))
      .limit(limit);
    return rows.map((row) => ({
      id: row.id,
      words: () => customerWords(row),
      nameKey: sortKeyOf(row.lastName, row.firstName),
    }));
  },
  setNameKey: (tx, id, nameKey) => tx.update(customers).set({ nameKey }).where(eq(customers.id, id)),
};
