import { type SQL, sql } from 'drizzle-orm';
import { matchesText, type SearchTable, searchTexts } from '../search.ts';

/** The condition that a search finds a row of the index; a search without a word matches nothing. */
export function matches(index: SearchTable, search: string): SQL {
  const texts = searchTexts(search);
  return texts ? matchesText(index, texts.all) : sql`1 = 0`;
}
