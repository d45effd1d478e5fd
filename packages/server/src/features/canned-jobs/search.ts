import type { CannedJob } from '@mechanic-shop/shared';
import { asc, gt } from 'drizzle-orm';
import type { SearchSource } from '../../core/search-source.ts';
import { searchTable } from '../../platform/db/search.ts';
import { searchWords } from '../../platform/db/words.ts';
import { cannedJobs } from './table.ts';

export const cannedJobsSearch = searchTable('canned_jobs_search');

/** What a canned job is found by. */
export function cannedJobWords({ id, name, description }: Pick<CannedJob, 'id' | 'name' | 'description'>): string[] {
  return searchWords([name, description], [String(id)]);
}

export const cannedJobsSource: SearchSource = {
  index: cannedJobsSearch,
  rows: async (db, { after, limit }) => {
    const rows = await db
      .select()
      .from(cannedJobs)
      .where(gt(cannedJobs.id, after))
      .orderBy(asc(cannedJobs.id))
      .limit(limit);
    return rows.map((row) => ({ id: row.id, words: () => cannedJobWords(row) }));
  },
};
