import { sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import type { ReferringColumn } from './references.ts';

// About a millisecond of SQLite.
const AT_ONCE = 500;

/** Deletes up to 500 rows that name an id in a column. Returns whether more may be left. */
export async function deleteSome(
  tx: Queries,
  { from, column }: Pick<ReferringColumn, 'from' | 'column'>,
  id: number,
): Promise<boolean> {
  const key = sql.join([...from.key], sql`, `);
  const some = sql`(select ${key} from ${from.table} where ${column} = ${id} limit ${AT_ONCE})`;
  const gone = await tx
    .delete(from.table)
    .where(sql`(${key}) in ${some}`)
    .returning({ gone: sql`1` });
  return gone.length === AT_ONCE;
}
