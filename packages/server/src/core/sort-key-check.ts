import type { Check } from '../platform/db/check.ts';
import type { Queries } from '../platform/db/database.ts';
import { waitingSearchJobs } from '../platform/db/search-jobs.ts';

/** A row's stored sort key and the expected one. */
export interface KeyedRow {
  id: number;
  found: string;
  expected: string;
}

/** The next rows after an id, ordered by id. */
type Page = (db: Queries, after: number, limit: number) => Promise<KeyedRow[]>;

const PAGE = 1000;

/** Checks the sort keys of a table, whose search jobs have its name. */
export function sortKeyCheck(table: string, page: Page): Check {
  return {
    title: `the sort keys of ${table} match their names`,
    find: async (db) => {
      // Rows that wait for reindexing get their keys then.
      if ((await waitingSearchJobs(db)).has(table)) return undefined;
      let last: number | undefined = 0;
      while (last !== undefined) {
        const rows: KeyedRow[] = await page(db, last, PAGE);
        const broken = rows.find(({ found, expected }) => found !== expected);
        if (broken) return `${table} ${broken.id}: the sort key does not match the name`;
        last = rows.length < PAGE ? undefined : rows.at(-1)?.id;
      }
      return undefined;
    },
  };
}
