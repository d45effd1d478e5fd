import { asc, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import { searchTable } from '../../platform/db/search.ts';
import { searchWords } from '../../platform/db/words.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { invoices } from './table.ts';

export const invoicesSearch = searchTable('invoices_search');

/** What an invoice is found by: its number, and the customer as it names them. */
export function invoiceWords(number: string, { customer }: Pick<Snapshot, 'customer'>): string[] {
  return searchWords([customer.firstName, customer.lastName, customer.company, number], [number]);
}

export const invoicesSource: SearchSource = {
  index: invoicesSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select({ id: invoices.id, number: invoices.number, snapshot: invoices.snapshot })
      .from(invoices)
      .where(gt(invoices.id, after))
      .orderBy(asc(invoices.id))
      .limit(limit);
    return rows.map(({ id, number, snapshot }) => ({ id, words: () => invoiceWords(number, readSnapshot(snapshot)) }));
  },
};
