import { type SQL, sql } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';

/** One thing that must hold; answers the first row that breaks it, in words. */
export interface Check {
  /** What holds. */
  readonly title: string;
  find(db: Queries): Promise<string | undefined>;
}

/** A broken row. `found` and `expected` are whatever the check compares. */
export interface Broken {
  id: string | number;
  also: string | number | null;
  found: string | number | null;
  expected: string | number | null;
}

/** A check that is one query: it answers the broken rows as id, also, found and expected. */
export function rowCheck(title: string, query: SQL, say: (row: Broken) => string): Check {
  return {
    title,
    find: async (db) => {
      const [row] = await db
        .select({
          id: sql<Broken['id']>`id`,
          also: sql<Broken['also']>`also`,
          found: sql<Broken['found']>`found`,
          expected: sql<Broken['expected']>`expected`,
        })
        .from(sql`(${query}) as broken`)
        .orderBy(sql`id`)
        .limit(1);
      return row === undefined ? undefined : say(row);
    },
  };
}
