import { inArray } from 'drizzle-orm';
import { completeSources } from '../../core/search-source.ts';
import { searchIndexes, searchSources } from '../../features.ts';
import { dialect } from '../../platform/db/columns.ts';
import type { Queries } from '../../platform/db/database.ts';
import { optimizeSearch } from '../../platform/db/merge-search.ts';
import { searchJobs } from '../../platform/db/search-jobs.ts';
import { indexAll } from '../../platform/db/search.ts';

const BATCH = 500;

/** Rebuilds the words of all rows as the services build them one by one; a test compares the two. */
export async function rebuildSearch(tx: Queries): Promise<void> {
  // Other jobs, such as the rest of an erasure, are still to be done.
  await tx.delete(searchJobs).where(inArray(searchJobs.kind, Object.keys(searchSources)));
  for (const [, { index, rows, setNameKey }] of completeSources(searchSources)) {
    await tx.delete(index);
    let after: number | undefined = 0;
    while (after !== undefined) {
      const found: Awaited<ReturnType<typeof rows>> = await rows(tx, { after, subject: 0, limit: BATCH });
      await indexAll(
        tx,
        index,
        found.map(({ id, words }) => ({ id, words: words() })),
      );
      // An export of an older program contains sort keys of an older form.
      for (const { id, nameKey } of found) if (nameKey !== undefined) await setNameKey?.(tx, id, nameKey);
      after = found.length < BATCH ? undefined : found.at(-1)?.id;
    }
  }
  if (dialect === 'sqlite') await optimizeSearch(tx, searchIndexes);
}
