import { getTableName, sql } from 'drizzle-orm';
import { completeSources } from '../../core/search-source.ts';
import { searchSources } from '../../features.ts';
import { type Check, rowCheck } from '../../platform/db/check.ts';

function searchable(table: string, index: string): Check {
  const rows = sql.identifier(table);
  const words = sql.identifier(index);
  return rowCheck(
    `the search index of ${table} is complete and has no extra rows`,
    sql`select id, 0 as also, 'cannot be found' as found, null as expected from ${rows}
      where not exists (select 1 from ${words} where rowid = ${rows}.id)
      union all select rowid, 0, 'is found, but gone', null from ${words}
      where not exists (select 1 from ${rows} where id = ${words}.rowid)`,
    ({ id, found }) => `${table} ${id} ${found}`,
  );
}

/** Checks that every row with words is in its search index. */
export const wordChecks: readonly Check[] = completeSources(searchSources).map(([table, { index }]) =>
  searchable(table, getTableName(index)),
);
