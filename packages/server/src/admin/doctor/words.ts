import { asc, eq, gt, sql } from 'drizzle-orm';
import { accounts } from '../../features/accounts/table.ts';
import { customers } from '../../features/customers/table.ts';
import { parts } from '../../features/inventory/table.ts';
import type { Queries } from '../../platform/db/database.ts';
import { waitingSearchJobs } from '../../platform/db/search-jobs.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import { type Check, rowCheck } from './check.ts';

const PAGE = 1000;

interface Keyed {
  id: number;
  found: string;
  expected: string;
}

type Page = (db: Queries, after: number) => Promise<Keyed[]>;

const customerKeys: Page = async (db, after) => {
  const rows = await db
    .select({ id: customers.id, found: customers.nameKey, first: accounts.firstName, last: accounts.lastName })
    .from(customers)
    .innerJoin(accounts, eq(accounts.id, customers.id))
    .where(gt(customers.id, after))
    .orderBy(asc(customers.id))
    .limit(PAGE);
  return rows.map(({ id, found, first, last }) => ({ id, found, expected: sortKeyOf(last, first) }));
};

const partKeys: Page = async (db, after) => {
  const rows = await db
    .select({ id: parts.id, found: parts.nameKey, name: parts.name })
    .from(parts)
    .where(gt(parts.id, after))
    .orderBy(asc(parts.id))
    .limit(PAGE);
  return rows.map(({ id, found, name }) => ({ id, found, expected: sortKeyOf(name) }));
};

const sortKeys = (name: string, page: Page): Check => ({
  title: `the ${name}s sort by their names`,
  find: async (db) => {
    // Rows that wait to be indexed again get their keys then.
    if ((await waitingSearchJobs(db)).has(`${name}s`)) return undefined;
    let last: number | undefined = 0;
    while (last !== undefined) {
      const rows: Keyed[] = await page(db, last);
      const broken = rows.find(({ found, expected }) => found !== expected);
      if (broken) return `${name} ${broken.id}: the sort key is not of the name`;
      last = rows.length < PAGE ? undefined : rows.at(-1)?.id;
    }
    return undefined;
  },
});

const searchable = (table: string): Check => {
  const rows = sql.identifier(table);
  const words = sql.identifier(`${table}_search`);
  return rowCheck(
    `all of ${table}, and nothing else, can be searched`,
    sql`select id, 0 as also, 'cannot be found' as found, null as expected from ${rows}
      where not exists (select 1 from ${words} where rowid = ${rows}.id)
      union all select rowid, 0, 'is found, but gone', null from ${words}
      where not exists (select 1 from ${rows} where id = ${words}.rowid)`,
    ({ id, found }) => `${table} ${id} ${found}`,
  );
};

/** What is derived from names and texts. */
export const wordChecks: readonly Check[] = [
  sortKeys('customer', customerKeys),
  sortKeys('part', partKeys),
  ...['customers', 'vehicles', 'tickets', 'parts', 'mechanics'].map(searchable),
];
