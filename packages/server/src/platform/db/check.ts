import { type SQL, sql } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';

/** An invariant; returns a description of the first row that violates it. */
export interface Check {
  /** The invariant as a sentence. */
  readonly title: string;
  find(db: Queries): Promise<string | undefined>;
}

/** A row that violates a check. `found` and `expected` are the compared values. */
export interface Broken {
  id: string | number;
  also: string | number | null;
  found: string | number | null;
  expected: string | number | null;
}

/** A check that is one query, which selects violating rows as id, also, found and expected. */
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
